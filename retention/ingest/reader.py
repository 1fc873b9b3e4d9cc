"""Starts the reading child and listens to it: the app's own process never parses untrusted bytes."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retention.errors import ImportRefused
from retention.ingest.options import ImportOptions, Reading
from retention.shop import private

Progress = Callable[[str], None]
"""Called with the stage that begins: unpack, read, check, load, derive."""

LEAST_SECONDS = 300
SECONDS_PER_MEGABYTE = 2
ROOT = Path(__file__).parents[2]


@contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """A folder for one import, gone afterwards whatever happens."""
    folder = private.folder(parent / f"import-{secrets.token_hex(6)}")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_file(
    source: Path,
    work: Path,
    options: ImportOptions,
    *,
    inspect: bool = False,
    on_progress: Progress | None = None,
) -> Reading:
    """What the child made of the file; the typed Parquet lies in `work`. Raises ImportRefused."""
    name = options.file_name or source.name
    if not source.is_file():
        raise ImportRefused("file_missing", file=name)
    free, size = shutil.disk_usage(work).free, source.stat().st_size
    if free < 3 * size + (64 << 20):
        raise ImportRefused("disk_full", file=name, needed=(3 * size + (64 << 20)) >> 20, found=free >> 20)
    asked = json.dumps(options.for_reader() | {"inspect": inspect})
    command = [sys.executable, "-m", "retention.ingest.child", str(source.absolute()), str(work), asked]
    with (
        (work / "stderr.txt").open("wb") as errors,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            stdin=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        ) as child,
    ):
        watch = threading.Timer(LEAST_SECONDS + SECONDS_PER_MEGABYTE * (size >> 20), child.kill)
        watch.start()
        try:
            answer = _listen(child, on_progress)
            child.wait()  # before its stdin is closed: that tells it that we are gone
        finally:
            watch.cancel()
            if child.poll() is None and sys.exc_info()[0] is not None:
                child.kill()
    return _reading(answer, child.returncode, name, work / "stderr.txt")


def _listen(child: subprocess.Popen[str], on_progress: Progress | None) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for line in child.stdout or ():
        try:
            message = json.loads(line)
        except ValueError:  # cut short by a crash
            continue
        if "stage" not in message:
            answer = message
        elif on_progress:
            on_progress(message["stage"])
    return answer


def _reading(answer: dict[str, Any], exit_code: int, name: str, errors: Path) -> Reading:
    if "refused" in answer:
        refusal = answer["refused"]
        raise ImportRefused(refusal["code"], **refusal["fields"])
    if exit_code or "reading" not in answer:
        raise ImportRefused("reader_failed", file=name, found=_how_it_ended(exit_code, errors))
    return Reading(**answer["reading"])


def _how_it_ended(exit_code: int, errors: Path) -> str:
    """Exit code and the name of the error; never its text, which may hold a customer's data."""
    last = errors.read_text(encoding="utf-8", errors="replace").rstrip().rpartition("\n")[2]
    named = re.match(r"[\w.]+(?=: |$)", last)
    return f"exit code {exit_code}" + (f", {named[0]}" if named else "")
