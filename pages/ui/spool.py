"""Uploads as files on disk, and their memory given back.

Streamlit holds an upload until its window is closed: once as it arrived, and once more in each copy that a script gets.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui import cached

CHUNK = 4 << 20


def spooled(key: str, files: list[Any]) -> list[tuple[Path, str]]:
    """The uploads of the uploader `key` as temporary files with their names; the uploader is empty afterwards."""
    found = [(_copied(file), file.name) for file in files]
    held: list[Any] = st.session_state[key]
    for file in (*files, *held):
        _give_back(file)
    del st.session_state[key]
    return found


def _copied(file: Any) -> Path:
    """A file on disk, copied in chunks."""
    target = cached.shop().temp_folder / f"upload-{secrets.token_hex(6)}"
    with target.open("wb") as out:
        shutil.copyfileobj(file, out, CHUNK)
    return target


def _give_back(file: Any) -> None:
    """Empties the object and lets the server forget the upload."""
    file.close()
    context = get_script_run_ctx()
    forget = getattr(context and context.uploaded_file_mgr, "remove_file", None)
    if context and forget:
        forget(session_id=context.session_id, file_id=file.file_id)
