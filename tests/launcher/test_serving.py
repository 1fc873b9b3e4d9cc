"""Real lives of a small app: start, second start, first visit, end, sudden death."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import launcher
from launcher import notes, warm_up

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


DRIVER = """
import signal, sys
from pathlib import Path
from launcher import notes, serving
import run
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if the tests run in the background
serving.install = lambda *pins: None
serving.PYTHON = sys.executable
serving.ROOT, notes.DATA = Path.cwd(), Path.cwd() / "data"
serving.PORTS = range(int(sys.argv.pop(1)), 65536)
sys.exit(run.main(["--no-browser"]))
"""
APP = """
import streamlit as st
st.navigation([st.Page("pages/a/home.py", default=True), st.Page("pages/a/deep.py")]).run()
"""


@pytest.fixture
def tree(tmp_path):
    """A small app, laid out like ours."""
    (tmp_path / "pages" / "a").mkdir(parents=True)
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "pages" / "a" / "home.py").write_text("import streamlit as st; st.title('Home')")
    (tmp_path / "pages" / "a" / "deep.py").write_text("import streamlit as st; st.title('Deep')")
    return tmp_path


@pytest.fixture
def start(tree):
    """Starts run.py for the tree, as often as it is called."""
    children = []

    def begin(port: int) -> subprocess.Popen[str]:
        environment = {**launcher.clean_environment(), "PYTHONPATH": str(ROOT)}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        child = subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(port)], cwd=tree, env=environment, **pipes
        )
        children.append(child)
        return child

    yield begin
    for child in children:
        child.terminate()  # not kill: it would leave its app behind
        child.communicate(timeout=30)


def address_of(child: subprocess.Popen[str]) -> str:
    for line in child.stdout:
        if re.fullmatch(r"http://127\.0\.0\.1:\d+\n", line):
            return line.strip()
    pytest.fail(f"no address on a line of its own; {child.stderr.read()}")


def first_visit(port: int, page: str) -> set[str]:
    """Open one page by its address, as the browser does; the kinds of messages that came back."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    request = BackMsg()
    request.rerun_script.page_name = page
    payload, kinds = request.SerializeToString(), set()
    with socket.create_connection(("127.0.0.1", port), 30) as link:
        link.sendall(warm_up.HANDSHAKE.format(host="127.0.0.1", port=port).encode())
        answer = link.makefile("rb")
        while answer.readline().strip():
            pass
        link.sendall(bytes([0x82, 0x80 + len(payload), 0, 0, 0, 0]) + payload)
        while "script_finished" not in kinds:
            kinds.add(ForwardMsg.FromString(warm_up.next_message(answer)).WhichOneof("type"))
    return kinds


def wait_for(condition) -> bool:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(condition())


@POSIX
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_app_starts_is_found_by_a_second_start_and_ends_cleanly(start, tree, ending, taken):
    child = start(taken)
    address = address_of(child)
    note = json.loads((tree / "data" / "app.json").read_text())
    assert note["address"] == address
    assert int(address.rpartition(":")[2]) > taken  # the first port is not ours

    second = start(taken)
    assert second.communicate(timeout=30) == (f"Already open: {address}\n", "")
    assert second.returncode == 0

    child.send_signal(ending)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (0, "The app has ended.\n", "")
    assert not (tree / "data" / "app.json").exists()
    assert wait_for(lambda: not notes.is_alive(note["pid"]))


@POSIX
def test_the_first_page_opened_by_its_address_is_found(start, tree):
    port = free_port()
    child = start(port)
    assert int(address_of(child).rpartition(":")[2]) == port
    kinds = first_visit(port, "deep")
    assert "delta" in kinds
    assert "page_not_found" not in kinds


@POSIX
def test_without_the_warm_up_it_is_not_found(tree):
    """If this fails, Streamlit has mended it: launcher/warm_up.py can go."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    flags = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    child = subprocess.Popen(
        [*command, *flags], cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert wait_for(lambda: notes.is_healthy(port))
        assert "page_not_found" in first_visit(port, "deep")
    finally:
        child.terminate()
        child.wait()


def test_an_app_that_dies_at_start_shows_its_last_words(start, tree):
    (tree / "app.py").unlink()
    child = start(free_port())
    _, err = child.communicate(timeout=60)
    assert child.returncode == 1
    assert re.match(r"The app ended by itself \(exit code \d+\)\. Its last words were:\n", err)
    assert "app.py" in err
    assert "Traceback" not in err
    assert not (tree / "data" / "app.json").exists()


@POSIX
def test_an_app_that_dies_later_is_said_too(start, tree):
    child = start(free_port())
    address_of(child)
    os.kill(json.loads((tree / "data" / "app.json").read_text())["pid"], signal.SIGKILL)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 1
    assert "The app ended by itself (exit code -9)" in err
