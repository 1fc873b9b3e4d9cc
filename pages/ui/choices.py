"""Controls whose value stands in the address, as a plain word that is the same in every language.

Streamlit's own binding writes the visible label into the address: a link would break in another language.
The address wins when it was changed in the browser (a pasted link, the Back button), the control when it was used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

WANTED_KEY, USED_KEY = "wanted in address", "control was used"


def choice(key: str, label: str, names: Mapping[str, str], default: str, **options: Any) -> str:
    """Buttons side by side; `names` gives each value its visible name."""
    seed(key, names, default)
    st.segmented_control(
        label,
        list(names),
        key=key,
        format_func=names.get,
        required=True,
        wrap=True,
        on_change=mark_use,
        args=(key,),
        **options,
    )
    return keep(key, default)


def select(key: str, label: str, names: Mapping[str, str], default: str, **options: Any) -> str:
    """A select box, for many values or few places."""
    seed(key, names, default)
    st.selectbox(
        label, list(names), key=key, format_func=names.get, on_change=mark_use, args=(key,), **options
    )
    return keep(key, default)


def box(
    key: str,
    label: str,
    names: Mapping[str, str],
    *,
    on_use: Callable[[], None] | None = None,
    **options: Any,
) -> None:
    """A select box for a value that was seeded and kept before, because something above it needs the value."""

    def used() -> None:
        mark_use(key)
        if on_use:
            on_use()

    options = {"width": 220, **options}
    st.selectbox(label, list(names), key=key, format_func=names.get, on_change=used, **options)


def begin() -> None:
    """Starts a run: nothing is wanted in the address yet."""
    st.session_state[WANTED_KEY] = {}


def mark_use(*keys: str) -> None:
    """To be called when the user changes controls: the address of this request is older than the change."""
    st.session_state[USED_KEY] = (*st.session_state.get(USED_KEY, ()), *keys)


def seed(key: str, allowed: Mapping[str, str], default: str, *, is_lasting: bool = False) -> None:
    """Gives a control its value before it is drawn.

    A lasting choice (language, shop) survives pages whose address does not name it.
    """
    value = st.session_state.get(key)
    asked, written = st.query_params.get(key), st.session_state.get(_written(key))
    used = st.session_state.get(USED_KEY, ())
    if not used and asked != written and not (is_lasting and asked is None):
        value = asked
    elif key not in used and written is None and not is_lasting:
        value = default  # it stood at its default, which may have moved
    # Always assigned: a control of the same name on another page leaves its value, but not its state.
    st.session_state[key] = value if value in allowed else default


def keep(key: str, default: str) -> str:
    """Notes the control's value for the address; the default needs no words."""
    value: str = st.session_state[key]
    st.session_state[WANTED_KEY][key] = "" if value == default else value
    return value


def write_address() -> None:
    """Writes all controls into the address at once: one step of the browser's Back button for one action.

    A page calls it after its controls and before slow work; the frame calls it at the end.
    """
    wanted: dict[str, str] = st.session_state[WANTED_KEY]
    now = st.query_params.to_dict()
    following = {key: value for key, value in now.items() if key not in wanted}
    following |= {key: value for key, value in wanted.items() if value}
    for key in wanted:
        st.session_state[_written(key)] = following.get(key)
    st.session_state[USED_KEY] = ()
    if following != now:
        st.query_params.from_dict(following)


def _written(key: str) -> str:
    return f"{key} in address"
