"""The app while it runs: a port, a child process on this computer only, an address, a clean end."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from launcher import PYTHON, ROOT, Problem, browsers, clean_environment, last_lines, say
from launcher.notes import HOST, is_healthy, note_file, open_private, running_address, shop_file, write_note
from launcher.packages import RUNTIME, install
from launcher.warm_up import warm_up

PORTS = range(8501, 8601)
START_SECONDS, STOP_SECONDS = 90, 8


def start(shop_given: str | None, port_given: int | None, browser: bool) -> int:
    """Open the shop: where it is open already, or in a new app."""
    shop = shop_file(shop_given)
    note = note_file(shop)
    address = running_address(note)
    if address:
        say(f"Already open: {address}")
        browsers.show(address, browser)
        return 0
    port = choose_port(port_given)
    write_note(note, os.getpid(), "", shop)
    try:
        install(RUNTIME)
        return serve(shop, note, port, browser)
    finally:
        note.unlink(missing_ok=True)


def serve(shop: Path, note: Path, port: int, browser: bool) -> int:
    """Start the app, say where it is, wait for its end or for ours."""
    say("Starting ...")
    log, address = note.with_suffix(".log"), f"http://{HOST}:{port}"
    child = launch(shop, port, log)
    try:
        wait_until_healthy(child, port, log)
        warm_up(HOST, port)
        write_note(note, child.pid, address, shop)
        say(f"Ready. Ctrl+C in this window ends the app.\n{address}")
        browsers.show(address, browser)
        child.wait()
        raise died(child, log)
    except KeyboardInterrupt:
        say("The app has ended.")
        return 0
    finally:
        stop(child)


def launch(shop: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    command = [PYTHON, "-m", "streamlit", "run", ROOT / "app.py"]
    flags = ["--server.address", HOST, "--server.port", str(port), "--server.headless", "true"]
    environment = clean_environment(RETENTION_SHOP=str(shop))
    with open_private(log) as out:
        return subprocess.Popen(
            [*command, *flags],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )


def wait_until_healthy(child: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(port):
        if child.poll() is not None:
            raise died(child, log)
        if time.monotonic() > deadline:
            raise Problem(
                f"The app gave no answer within {START_SECONDS} seconds: start again; its words are in {log}."
            )
        time.sleep(0.1)


def died(child: subprocess.Popen[bytes], log: Path) -> Problem:
    words = last_lines(log.read_text("utf-8", "replace"))
    return Problem(f"The app ended by itself (exit code {child.returncode}). Its last words were:\n{words}")


def stop(child: subprocess.Popen[bytes]) -> None:
    """End the app; a second Ctrl+C meanwhile does not leave it behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def choose_port(given: int | None) -> int:
    """The port that was asked for, else the first free one."""
    if given:
        if not is_free(given):
            raise Problem(
                f"Port {given} is in use by another program: choose another one, or leave out --port."
            )
        return given
    port = next(filter(is_free, PORTS), None)
    if port is None:
        raise Problem(f"The ports {PORTS[0]} to {PORTS[-1]} are all in use: choose another one with --port.")
    if port != PORTS[0]:
        say(f"Port {PORTS[0]} is in use by another program: this app takes {port}.")
    return port


def is_free(port: int) -> bool:
    """Nobody answers there, and nobody holds it."""
    with socket.socket() as caller, socket.socket() as place:
        caller.settimeout(0.3)
        if caller.connect_ex((HOST, port)) == 0:
            return False
        if os.name != "nt":  # there this option would take the port from its owner
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((HOST, port))
        except OSError:
            return False
    return True
