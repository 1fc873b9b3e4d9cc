"""The browser of the user, and the one of the tests."""

import sys

import pytest

from launcher import Problem, browsers


def test_a_browser_that_is_named_must_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("RETENTION_TEST_BROWSER", str(tmp_path / "gone"))
    with pytest.raises(Problem, match="which is not there"):
        browsers.for_tests()
    (tmp_path / "gone").touch()
    assert browsers.for_tests() == str(tmp_path / "gone")


def test_browsers_are_found_on_the_path_then_in_the_usual_places(monkeypatch, tmp_path):
    place = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    place.parent.mkdir(parents=True)
    place.touch()
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(browsers, "MAC_NAMES", ())
    monkeypatch.setattr(browsers.shutil, "which", {"google-chrome": "/opt/chrome"}.get)
    assert browsers.installed() == "/opt/chrome"
    monkeypatch.setattr(browsers.shutil, "which", lambda name: None)
    assert browsers.installed() == str(place)


def test_no_browser_at_all_is_said(monkeypatch, capsys):
    monkeypatch.delenv("RETENTION_TEST_BROWSER", raising=False)
    for source in ("installed", "from_debian", "from_playwright"):
        monkeypatch.setattr(browsers, source, lambda: "")
    assert browsers.for_tests() == ""
    assert "install Chromium, Chrome or Edge" in capsys.readouterr().out


def test_the_app_is_shown_only_when_wanted_and_possible(monkeypatch):
    shown = []
    monkeypatch.setattr(browsers.webbrowser, "open", shown.append)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    browsers.show("first", False)
    browsers.show("second", True)
    monkeypatch.delenv("DISPLAY")
    browsers.show("third", True)
    assert shown == ["second"]
