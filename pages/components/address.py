"""What a reader chose on a screen, kept in its address: a reload, a shared link and the browser's Back bring it again.

Streamlit's own way (bind="query-params") is not used: when its screen is left, it writes the next screen's query under
this screen's address, and Back then finds nothing there.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from cscp_core.labelled import Labelled

EMPTY: Mapping[Any, str] = MappingProxyType({})
YES = "yes"
NONE = "any"  # nothing chosen, where something is chosen as a rule
SEVERAL = ","  # between choices of which several may stand
PAGE = "page"  # of a list; another choice leads to another list, whose first page is shown


def bind_widget(
    name: str, key: str, allowed: Collection[str] | None = None, otherwise: str = "", labels: Mapping[Any, str] = EMPTY
) -> dict[str, Any]:
    """The key and the callback of a widget whose value stands in the address under this name; what stands there is put
    into the widget first. What is not `allowed`, and what is not in the address, is `otherwise`. `labels` are for a
    widget whose values are what it shows, by what stands in the address."""
    said = st.query_params.get(name, otherwise)
    if allowed is not None and not (said == NONE and otherwise):
        said = read_choice(said, allowed) or otherwise
    set_widget(key, None if said == NONE and otherwise else labels.get(said, said))
    return {"key": key, "on_change": write_choice, "args": (name, key, otherwise, labels)}


def read_choice(said: str, allowed: Collection[str]) -> str | None:
    """The choice that an address names: by its code, or as addresses of earlier versions did by its words."""
    found = (one for one in allowed if said == one or (isinstance(one, Labelled) and said in one.written))
    return next(found, None)


def bind_tick(name: str, key: str) -> dict[str, Any]:
    """The same for a checkbox."""
    set_widget(key, st.query_params.get(name) == YES)
    return {"key": key, "on_change": write_choice, "args": (name, key, "")}


def bind_several(name: str, key: str, allowed: Collection[str], otherwise: Collection[str]) -> dict[str, Any]:
    """The same for a widget with several choices: their codes stand in the address with commas between them."""
    set_widget(key, read_several(name, allowed, otherwise))
    return {"key": key, "on_change": write_several, "args": (name, key, otherwise)}


def read_several(name: str, allowed: Collection[str], otherwise: Collection[str]) -> list[str]:
    """The choices that the address names, in the order in which they are offered; without any the usual ones."""
    said = st.query_params.get(name)
    chosen = otherwise if said is None else said.split(SEVERAL)
    return [one for one in allowed if one in chosen]


def write_several(name: str, key: str, otherwise: Collection[str]) -> None:
    chosen = st.session_state.get(key) or []
    rest = {one: st.query_params.get_all(one) for one in st.query_params if one not in (name, PAGE)}
    said = {} if set(chosen) == set(otherwise) else {name: [SEVERAL.join(chosen) or NONE]}
    st.query_params.from_dict(rest | said)


def names_any(*names: str) -> bool:
    """Whether the address narrows anything: then the choices are shown open."""
    return any(name in st.query_params for name in names)


def set_widget(key: str, value: Any) -> None:
    """A value into a widget, where it has another: what somebody is typing just now is left alone."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def write_choice(name: str, key: str, otherwise: Any, labels: Mapping[Any, str] = EMPTY) -> None:
    """What was chosen goes into the address, in one step of the browser's history; what is usual is left out of it."""
    shown = st.session_state.get(key)
    chosen = next((code for code, label in labels.items() if label == shown), shown)
    chosen = YES if chosen is True else chosen or (NONE if otherwise else "")
    rest = {one: st.query_params.get_all(one) for one in st.query_params if one not in (name, PAGE)}
    st.query_params.from_dict(rest | ({name: [_code(chosen)]} if chosen and chosen != otherwise else {}))


def _code(chosen: Any) -> str:
    return chosen.value if isinstance(chosen, Labelled) else str(chosen)
