"""Browsers: the user's own, to show the app, and one that the tests can drive."""

import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from launcher import PYTHON, Problem, run_module, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
EDGE_NAMES = ("msedge", "microsoft-edge", "microsoft-edge-stable")
MAC_NAMES = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_PLACES = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
APT = "apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core"
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as tool: print(tool.chromium.executable_path)"
)


def show(address: str, wanted: bool) -> None:
    """Open the user's browser; on a computer without a screen the printed address must do."""
    has_screen = (
        sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    )
    if wanted and has_screen:
        webbrowser.open(address)


def for_tests() -> str:
    """A browser for the tests, installed if need be; without one the browser tests fail and say so."""
    given = os.environ.get("RETENTION_TEST_BROWSER")
    if given and not Path(given).is_file():
        raise Problem(
            f"RETENTION_TEST_BROWSER names {given}, which is not there: correct it or take it away."
        )
    found = given or installed() or from_debian() or from_playwright()
    if not found:
        say("No browser for the tests: install Chromium, Chrome or Edge, or use --no-browser-tests.")
    return found


def installed() -> str:
    on_path = (shutil.which(name) for name in (*NAMES, *EDGE_NAMES))
    return next(filter(None, on_path), None) or next((str(p) for p in usual_places() if p.is_file()), "")


def usual_places() -> Iterator[Path]:
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / f"{name}.app/Contents/MacOS/{name}" for name in MAC_NAMES)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if variable in os.environ:
            yield from (Path(os.environ[variable]) / place for place in WINDOWS_PLACES)


def from_debian() -> str:
    """Debian's own Chromium, where we may install it."""
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        return ""
    say("Installing Chromium for the tests ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(APT, shell=True, env=quiet, stdin=subprocess.DEVNULL, capture_output=True)
    return shutil.which("chromium") or ""


def from_playwright() -> str:
    say("Downloading Chromium for the tests ...")
    if run_module("playwright", "install", "chromium"):
        return ""
    answer = subprocess.run([PYTHON, "-c", PLAYWRIGHT_PATH], capture_output=True, text=True).stdout.strip()
    return answer if Path(answer).is_file() else ""
