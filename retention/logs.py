"""A rotating log beside the shop file. It names files, counts, seconds and errors, never people."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "retention"
FILE = "retention.log"


def start(folder: Path) -> logging.Logger:
    """The program's log in `folder`, readable by the owner only; a second call changes nothing."""
    log = logging.getLogger(NAME)
    target = folder / FILE
    if any(getattr(handler, "baseFilename", "") == str(target.absolute()) for handler in log.handlers):
        return log
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(target, maxBytes=1 << 20, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    if os.name == "posix":
        target.touch(mode=0o600)
    return log
