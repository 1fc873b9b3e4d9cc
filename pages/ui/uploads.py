"""Files on their way into the shop: kept as temporary files, loaded one by one, asked about where needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from pages.ui import cached, spool
from pages.ui.words import _, language
from retention import logs
from retention.errors import ImportRefused
from retention.i18n import sentence
from retention.ingest import ImportOptions, Reading, import_file, inspect_file, parts, recounted
from retention.ingest.drop_folder import ENDINGS
from retention.ingest.words import SOURCES, STAGES

ROUND = "upload round"
REPORTS = "import reports"
QUESTIONS = "import questions"
REFUSALS = "import refusals"
WAITING = "uploads that wait"
SOURCE = "source of orders"
INSPECTED = "import inspections"
AGAIN = "read_again"
"""Code of the question that the user asks for: a loaded file shall be read differently."""
ASKABLE = (
    "column_missing",
    "kind_ambiguous",
    "kind_unknown",
    "dates_ambiguous",
    "dates_unreadable",
    "header_duplicate",
    "amounts_unreadable",
    "encoding_unknown",
    "no_table",
    "sheets_several",
)
"""Refusals that an answer of the user can mend."""
MOST_KEPT = 500 << 20
"""Copies up to this size are kept while their report is shown, so that they can be read differently."""
FIRST = ("products", "customers", "orders")
"""Kinds that others refer to; files dropped together are loaded in this order, the rest behind."""


@dataclass(frozen=True)
class Question:
    """A file that waits for an answer. `is_ours`: a temporary copy, gone when done."""

    path: Path
    options: ImportOptions
    code: str
    text: str
    is_ours: bool = True
    found: str = ""


@dataclass(frozen=True)
class Loaded:
    """A file that is in the shop, with its report and the copy that it was read from."""

    path: Path
    options: ImportOptions
    report: dict[str, Any]
    is_ours: bool = True

    @property
    def can_be_read_again(self) -> bool:
        """The copy is still there."""
        return self.path.is_file() and self.report["import_id"] is not None


def kept(name: str) -> list[Any]:
    """A list of this shop that lasts for the session."""
    found: list[Any] = st.session_state.setdefault(f"{name} {cached.shop_path()}", [])
    return found


def forget() -> None:
    """Takes the last reports and refusals off the page, and the copies that they were read from."""
    waiting = {question.path for question in kept(QUESTIONS)}
    for loaded in kept(REPORTS):
        if loaded.is_ours and loaded.path not in waiting:
            loaded.path.unlink(missing_ok=True)
    kept(REPORTS).clear()
    kept(REFUSALS).clear()


def recount() -> None:
    """The reports on the page say how their orders count now."""
    for loaded in kept(REPORTS):
        if loaded.report["kind"] == "orders" and not loaded.report["already_loaded"]:
            loaded.report.update(recounted(cached.shop(), loaded.report))


def drop_zone() -> None:
    """Takes files and loads them at once; the uploader is emptied first, for its copies would fill the memory."""
    key = f"upload {st.session_state.setdefault(ROUND, 0)}"
    files = st.file_uploader(
        _("Drop files here"),
        type=[ending.removeprefix(".") for ending in ENDINGS],
        accept_multiple_files=True,
        key=key,
        help=_("CSV, TSV, text or Excel, also packed (gz, zip). Several files at once are fine."),
    )
    if files:
        forget()
        found = [
            (path, table)
            for path, name in spool.spooled(key, files)
            for table in parts(path, _said(file_name=name))
        ]
        kept(WAITING).extend(sorted(found, key=_rank) if len(found) > 1 else found)
        st.session_state[ROUND] += 1
        st.rerun()
    if kept(WAITING):
        _load_waiting()
        st.rerun()


def _load_waiting() -> None:
    """Loads the files that wait, those first that others refer to (the numbers are the same in any order); one whose
    loading was interrupted by a click is begun again."""
    waiting = kept(WAITING)
    while waiting:
        path, options = waiting.pop(0)
        try:
            load(path, options)
        except RerunException:
            waiting.insert(0, (path, options))
            raise


def ask_source() -> None:
    """Where the orders were sold, for shops that sell in several places; remembered for the next file like it."""
    with st.expander(
        _("Several places of sale? Say where these orders were sold"), icon=":material/storefront:"
    ):
        st.selectbox(
            _("Where were these orders sold?"),
            list(SOURCES),
            index=None,
            key=SOURCE,
            format_func=lambda source: _(SOURCES.get(source, source)),
            placeholder=_("not said: one place of sale"),
            accept_new_options=True,
            help=_("Choose before you drop the file, or type a word of your own. Equal order numbers of two "
                   "places are then two orders."),
        )  # fmt: skip


def _said(file_name: str | None = None) -> ImportOptions:
    return ImportOptions(file_name=file_name, source=(st.session_state.get(SOURCE) or "").strip())


def _rank(file: tuple[Path, ImportOptions]) -> tuple[int, str]:
    """Kinds that others refer to come first; the numbers are the same in any order."""
    path, options = file
    found = inspected(path, options)
    kind = found.kind if isinstance(found, Reading) else ""
    return (FIRST.index(kind) if kind in FIRST else len(FIRST), options.file_name or "")


def inspected(path: Path, options: ImportOptions) -> Reading | ImportRefused:
    """How the file would be read, or why it would not; looked at once for the same options."""
    known: dict[str, Reading | ImportRefused] = st.session_state.setdefault(INSPECTED, {})
    key = f"{path} {options}"
    if key not in known:
        if len(known) > 50:
            known.clear()
        try:
            known[key] = inspect_file(cached.shop(), path, options)
        except ImportRefused as refusal:
            known[key] = refusal
    return known[key]


def load(path: Path, options: ImportOptions, *, is_ours: bool = True) -> None:
    """Imports one file, or each table of an archive. `is_ours`: it is a temporary copy, gone when done with."""
    for table in parts(path, options):
        _load(path, table, is_ours=is_ours)
    if is_ours:
        _discard(path)


def _discard(path: Path) -> None:
    """Deletes a temporary copy, unless it waits, is asked about, or may be read differently."""
    waiting = {question.path for question in kept(QUESTIONS)} | {file for file, _options in kept(WAITING)}
    is_small = path.is_file() and path.stat().st_size <= MOST_KEPT
    shown = {loaded.path for loaded in kept(REPORTS)} if is_small else set()
    if path not in waiting | shown:
        path.unlink(missing_ok=True)


def _load(path: Path, options: ImportOptions, *, is_ours: bool = True) -> None:
    """Imports one table, showing what is going on."""
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
    kept(REPORTS).append(Loaded(path, replace(options, file_name=name), report, is_ours))


def _refused(path: Path, options: ImportOptions, refusal: ImportRefused, *, is_ours: bool) -> None:
    text = sentence(refusal, language())
    if refusal.code in ASKABLE:
        kept(QUESTIONS).append(
            Question(path, options, refusal.code, text, is_ours, str(refusal.fields.get("found")))
        )
        return
    kept(REFUSALS).append(text)


def read_again(loaded: Loaded) -> None:
    """Asks how a loaded file shall be read instead."""
    options = replace(loaded.options, replaces=loaded.report["import_id"], kind=loaded.report["kind"])
    text = _("Change what was read wrongly. The file is then loaded anew, in place of its first reading.")
    kept(QUESTIONS).append(Question(loaded.path, options, AGAIN, text, loaded.is_ours))


def answer(question: Question, options: ImportOptions) -> None:
    """Tries the file again with the user's answer."""
    kept(QUESTIONS).remove(question)
    kept(REFUSALS).clear()
    before = len(kept(REPORTS))
    load(question.path, options, is_ours=question.is_ours)
    if options.replaces is not None and len(kept(REPORTS)) > before:
        kept(REPORTS)[:] = [one for one in kept(REPORTS) if one.report["import_id"] != options.replaces]
    st.rerun()


def give_up(question: Question) -> None:
    """Forgets the question, and the file unless it is loaded already."""
    kept(QUESTIONS).remove(question)
    if question.is_ours:
        _discard(question.path)


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
            load(Path(path.strip().strip('"')), _said(), is_ours=False)
            st.rerun()
