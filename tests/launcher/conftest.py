"""What the tests of the launcher share."""

import signal
import socket

import pytest

from launcher import notes


@pytest.fixture(autouse=True)
def signals_stay_ours(monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)


@pytest.fixture
def note(monkeypatch, tmp_path):
    monkeypatch.setattr(notes, "DATA", tmp_path / "data")
    monkeypatch.delenv("RETENTION_SHOP", raising=False)
    return tmp_path / "data" / "app.json"


@pytest.fixture
def taken():
    """A port of 127.0.0.1 that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
