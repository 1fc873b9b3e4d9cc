"""A rotating log beside the shop file. It names files, counts, seconds and errors, never people."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "retention"
FILE = "retention.log"
LONGEST = 1 << 20
KEPT = 3


class _PrivateFile(RotatingFileHandler):
    """Every new file, also after a rotation, is born readable by its owner only."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


def start(folder: Path) -> logging.Logger:
    """The program's log in `folder`; a second call changes nothing, another folder's log is closed.

    A process has one log: a shop's lines must not end up beside another shop.
    """
    log = logging.getLogger(NAME)
    target = (folder / FILE).absolute()
    handlers = [handler for handler in log.handlers if isinstance(handler, _PrivateFile)]
    if any(handler.baseFilename == str(target) for handler in handlers):
        return log
    for handler in handlers:
        log.removeHandler(handler)
        handler.close()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log.addHandler(_handler(target))
    log.setLevel(logging.INFO)
    log.propagate = False
    return log


def _handler(target: Path) -> logging.Handler:
    handler = _PrivateFile(target, maxBytes=LONGEST, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    if os.name == "posix":
        target.chmod(0o600)
    return handler
