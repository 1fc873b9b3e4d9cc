"""A real app in a real browser: each test gets an app with a shop folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from launcher.warm_up import warm_up

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge")


expect.set_options(timeout=60_000)  # a busy machine is no failure


@dataclass
class App:
    """A running app."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def is_alive(self) -> bool:
        """The server still answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5) as answer:
                return answer.status == 200 and self.process.poll() is None
        except (urllib.error.URLError, OSError):
            return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that run.py found, or one on the path."""
    found = os.environ.get("RETENTION_TEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("No browser: run the tests with `python run.py test`, or set RETENTION_TEST_BROWSER.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The app on a free port with an empty shop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"RETENTION_SHOP": str(tmp_path / "shop.duckdb")}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with (tmp_path / "app.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    running = App(f"http://127.0.0.1:{port}", tmp_path, process)
    deadline = time.monotonic() + 60
    while not running.is_alive and time.monotonic() < deadline:
        time.sleep(0.2)
    warm_up("127.0.0.1", port)
    yield running
    process.terminate()
    process.wait(20)


@pytest.fixture
def open_page(browser: Browser, app: App) -> Iterator[Callable[..., Page]]:
    """Opens pages of the app; an outside request, a page error or a failed request fails the test."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def opened(path: str = "", *, locale: str = "en-GB", scheme: str = "light", width: int = 1440) -> Page:
        context = browser.new_context(
            locale=locale,
            color_scheme=scheme,
            accept_downloads=True,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on(
            "request",
            lambda request: (
                outside.append(request.url)
                if not request.url.startswith((app.address, "data:", "blob:", "ws://127.0.0.1"))
                else None
            ),
        )
        page.goto(f"{app.address}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []
