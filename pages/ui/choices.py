"""Controls whose value stands in the address, as a plain word that is the same in every language.

Streamlit's own binding writes the visible label into the address: a link would break in another language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st


def choice(key: str, label: str, names: Mapping[str, str], default: str, **options: Any) -> str:
    """Buttons side by side; `names` gives each value its visible name."""
    seed(key, names, default)
    st.segmented_control(label, list(names), key=key, format_func=names.get, required=True, **options)
    return keep(key, default)


def select(key: str, label: str, names: Mapping[str, str], default: str, **options: Any) -> str:
    """A select box, for many values or few places."""
    seed(key, names, default)
    st.selectbox(label, list(names), key=key, format_func=names.get, **options)
    return keep(key, default)


def seed(key: str, allowed: Mapping[str, str], default: str, *, is_lasting: bool = False) -> None:
    """Gives a control its value before it is drawn: the address wins when it changed since we wrote it.

    A lasting choice (language, shop) survives pages whose address does not name it.
    """
    asked, written = st.query_params.get(key), st.session_state.get(_written(key))
    if is_lasting and asked is None and st.session_state.get(key) in allowed:
        return
    if asked != written or st.session_state.get(key) not in allowed:
        st.session_state[key] = asked if asked in allowed else default


def keep(key: str, default: str) -> str:
    """Writes the control's value into the address; the default needs no words."""
    value: str = st.session_state[key]
    if value == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
    st.session_state[_written(key)] = st.query_params.get(key)
    return value


def _written(key: str) -> str:
    return f"{key} in address"
