"""Which port the app takes."""

import socket

import pytest

from launcher import Problem, serving


def test_a_held_port_is_not_free(taken):
    assert not serving.is_free(taken)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        assert not serving.is_free(silent.getsockname()[1])


def test_a_port_is_free_again_after_its_owner_has_gone():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    assert serving.is_free(port)


def test_the_next_free_port_is_taken_and_said(taken, monkeypatch, capsys):
    monkeypatch.setattr(serving, "PORTS", range(taken, taken + 9))
    monkeypatch.setattr(serving, "is_free", lambda port: port >= taken + 2)
    assert serving.choose_port(None) == taken + 2
    assert (
        capsys.readouterr().out == f"Port {taken} is in use by another program: this app takes {taken + 2}.\n"
    )


def test_the_first_port_needs_no_words(monkeypatch, capsys):
    monkeypatch.setattr(serving, "is_free", lambda port: True)
    assert serving.choose_port(None) == 8501
    assert serving.choose_port(9000) == 9000
    assert capsys.readouterr().out == ""


def test_no_free_port_at_all(monkeypatch):
    monkeypatch.setattr(serving, "is_free", lambda port: False)
    with pytest.raises(Problem, match="8501 to 8600"):
        serving.choose_port(None)
