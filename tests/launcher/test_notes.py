"""Is the shop already open in another window?"""

import json
import os
import stat
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import run
from launcher import Problem, browsers, notes, serving


@pytest.fixture
def app_that_answers():
    class Healthy(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok" if self.path == "/_stcore/health" else b"no")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Healthy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def write(note, pid, address):
    notes.write_note(note, pid, address, notes.shop_file(None))


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_note_says_address_process_and_shop(note):
    write(note, 42, "http://127.0.0.1:8501")
    shop = str(note.parent / "shop.duckdb")
    assert json.loads(note.read_text()) == {"address": "http://127.0.0.1:8501", "pid": 42, "shop": shop}


@pytest.mark.skipif(os.name == "nt", reason="file modes of POSIX")
def test_only_the_owner_may_read_the_note_even_over_an_open_one(note):
    note.parent.mkdir()
    note.touch(mode=0o666)
    write(note, 42, "")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_a_live_app_is_found(note, app_that_answers):
    write(note, os.getpid(), app_that_answers)
    assert notes.running_address(note) == app_that_answers


def test_a_live_app_is_shown_and_nothing_is_started(note, app_that_answers, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(browsers, "show", lambda address, wanted: shown.append((address, wanted)))
    monkeypatch.setattr(serving, "install", lambda *_: pytest.fail("installed"))
    write(note, os.getpid(), app_that_answers)
    assert run.main([]) == 0
    assert capsys.readouterr().out == f"Already open: {app_that_answers}\n"
    assert shown == [(app_that_answers, True)]
    assert note.exists()


def test_stale_notes_count_as_none(note, app_that_answers, taken):
    assert notes.running_address(note) is None
    write(note, dead_process(), app_that_answers)
    assert notes.running_address(note) is None
    write(note, os.getpid(), f"http://127.0.0.1:{taken}")  # something else has the port now, and is silent
    assert notes.running_address(note) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "address": ""}'])
def test_a_broken_note_counts_as_none(note, content):
    note.parent.mkdir()
    note.write_text(content)
    assert notes.running_address(note) is None


def test_a_start_in_another_window_is_waited_for(note):
    write(note, os.getpid(), "")
    with pytest.raises(Problem, match="wait until it shows its address"):
        notes.running_address(note)


def test_the_note_goes_when_the_start_fails(note, monkeypatch):
    def fail(*_):
        assert json.loads(note.read_text())["address"] == ""
        raise Problem("no network")

    monkeypatch.setattr(serving, "install", fail)
    assert run.main(["--no-browser"]) == 1
    assert not note.exists()


def test_another_shop_has_another_note(note, tmp_path, monkeypatch):
    other = tmp_path / "other.duckdb"
    assert notes.note_file(notes.shop_file(None)) == note
    assert notes.note_file(notes.shop_file(str(note.parent / "shop.duckdb"))) == note
    assert notes.note_file(other) not in (note, notes.note_file(tmp_path / "third.duckdb"))
    monkeypatch.setenv("RETENTION_SHOP", str(other))
    assert notes.shop_file(None) == other
    assert notes.shop_file("given.duckdb") == Path.cwd() / "given.duckdb"
