"""Files on their way into the shop: kept as temporary files, loaded one by one, asked about where needed."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui import cached
from pages.ui.words import _, language
from retention import logs
from retention.errors import ImportRefused
from retention.i18n import sentence
from retention.ingest import ImportOptions, import_file
from retention.ingest.words import STAGES

ROUND = "upload round"
REPORTS = "import reports"
QUESTIONS = "import questions"
REFUSALS = "import refusals"
ASKABLE = (
    "column_missing",
    "kind_ambiguous",
    "kind_unknown",
    "dates_ambiguous",
    "dates_unreadable",
    "header_duplicate",
    "no_table",
)
"""Refusals that an answer of the user can mend."""


@dataclass(frozen=True)
class Question:
    """A file that waits for an answer."""

    path: Path
    options: ImportOptions
    code: str
    text: str
    is_ours: bool = True


def kept(name: str) -> list[Any]:
    """A list of this shop that lasts for the session."""
    found: list[Any] = st.session_state.setdefault(f"{name} {cached.shop_path()}", [])
    return found


def forget() -> None:
    """Takes the last reports and refusals off the page."""
    kept(REPORTS).clear()
    kept(REFUSALS).clear()


def drop_zone() -> None:
    """Takes files and loads them at once; the uploader is emptied, for its copy stays in memory."""
    files = st.file_uploader(
        _("Drop files here"),
        type=["csv", "tsv", "txt", "gz", "zip"],
        accept_multiple_files=True,
        key=f"upload {st.session_state.setdefault(ROUND, 0)}",
        help=_("CSV, TSV or text, also packed (gz, zip). Several files at once are fine."),
    )
    if not files:
        return
    forget()
    for file in files:
        load(_spooled(file), ImportOptions(file_name=file.name))
    st.session_state[ROUND] += 1
    st.rerun()


def _spooled(file: Any) -> Path:
    """The upload as a file on disk, copied in chunks."""
    target = cached.shop().temp_folder / f"upload-{secrets.token_hex(6)}"
    with target.open("wb") as out:
        shutil.copyfileobj(file, out, 4 << 20)
    return target


def load(path: Path, options: ImportOptions, *, is_ours: bool = True) -> None:
    """Imports one file, showing what is going on. `is_ours`: the file is a temporary copy, gone when done."""
    name = options.file_name or path.name
    log = logs.start(cached.shop().path.parent)
    with st.status(_("Loading {file}", file=name), expanded=True) as status:
        try:
            report = import_file(
                cached.shop(),
                path,
                replace(options, imported_at=datetime.now(UTC).replace(tzinfo=None)),
                on_progress=lambda stage: st.write(_(STAGES[stage]) + " …"),
            )
        except ImportRefused as refusal:
            status.update(label=_("{file} was not loaded", file=name), state="error")
            log.warning("import refused: %s", refusal.code)
            _refused(path, replace(options, file_name=name), refusal, is_ours=is_ours)
            return
        status.update(label=_("{file} is loaded", file=name), state="complete")
    log.info("import %s: %s rows in %s s", report["import_id"], report["rows_read"], report["seconds"])
    kept(REPORTS).append(report)
    if is_ours:
        path.unlink(missing_ok=True)


def _refused(path: Path, options: ImportOptions, refusal: ImportRefused, *, is_ours: bool) -> None:
    text = sentence(refusal, language())
    if refusal.code in ASKABLE:
        kept(QUESTIONS).append(Question(path, options, refusal.code, text, is_ours))
        return
    kept(REFUSALS).append(text)
    if is_ours:
        path.unlink(missing_ok=True)


def answer(question: Question, options: ImportOptions) -> None:
    """Tries the file again with the user's answer."""
    kept(QUESTIONS).remove(question)
    forget()
    load(question.path, options, is_ours=question.is_ours)
    st.rerun()


def give_up(question: Question) -> None:
    """Forgets the file; the user's own stays where it lies."""
    kept(QUESTIONS).remove(question)
    if question.is_ours:
        question.path.unlink(missing_ok=True)


def from_disk() -> None:
    """Very large files need no upload: they are read where they lie."""
    with st.expander(
        _("A very large file? Load it from this computer without uploading"), icon=":material/hard_drive:"
    ):
        with st.form("from disk", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            path = st.text_input(_("Path of the file"), placeholder="C:\\exports\\orders.csv")
            pressed = st.form_submit_button(_("Load"))
        if pressed and path.strip():
            forget()
            load(Path(path.strip().strip('"')), ImportOptions(), is_ours=False)
            st.rerun()
