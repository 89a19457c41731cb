"""Fields whose words are kept as their writer's own draft after a pause and when left, and come back after anything."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cscp_core.errors import ChangedMeanwhile, CscpError
from cscp_core.people import drafts
from cscp_core.people.drafts import Draft
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import data, details
from pages.components.text import escaped, paragraphs

ENGLAND = ZoneInfo("Europe/London")
UNKNOWN = -1
"""The version that a draft was written beside, where that was not kept: never the one that stands now."""


def explain_drafts(*, in_the_room: bool = False) -> None:
    """Once above the fields of a form: what becomes of words that are typed and not sent. A screen in front of a room
    does not promise that nobody else sees them."""
    who = "On this screen the room can read it." if in_the_room else "Nobody else sees it."
    st.caption(f"What you write is saved as your own draft a few seconds after you stop. {who}")


def text_area(actor: Actor, place: str, name: str, label: str, value: str | None = None, **how: Any) -> str:
    """A text area. `place` names the screen and the item, `name` the field; `value` is what the store holds for it,
    which stands there without a draft, and beside a draft that says something else."""
    key = _begin(actor, place, name, value)
    with _marked(key):
        written: str = st.text_area(label, key=key, on_change=_keep, args=(actor, place, name), **how)
        _beneath(actor, place, name, value, written)
    return written


def text_line(actor: Actor, place: str, name: str, label: str, value: str | None = None, **how: Any) -> str:
    """The same in one line."""
    key = _begin(actor, place, name, value)
    with _marked(key):
        written: str = st.text_input(label, key=key, on_change=_keep, args=(actor, place, name), **how)
        _beneath(actor, place, name, value, written)
    return written


def choice_key(place: str, name: str, value: Any) -> str:
    """The key for a date, a choice or several: what the store holds stands there, and follows it until somebody
    chooses otherwise. The widget is given no default of its own."""
    key, state = f"{place}/{name}", st.session_state
    if key not in state or (_untouched(key) and state[key] != value):
        state[key] = state[f"stood {key}"] = value
    return key


def forget(actor: Actor, place: str, versions: Mapping[str, int] | None = None) -> None:
    """Forgets the drafts of one place, once they were sent: those of this tab, or of the fields and versions named.
    What the same person wrote in another tab since stays."""
    if versions is None:
        drawn = [key for key in st.session_state if str(key).startswith(f"draft {place}/")]
        versions = {str(key).removeprefix(f"draft {place}/"): st.session_state[key] for key in drawn}
    if may(actor, Permission.KEEP_DRAFTS):
        data.change(drafts.forget_drafts, actor, place=place, versions=versions)
    begins = (f"{place}/", f"saved {place}/", f"stood {place}/", f"draft {place}/", f"elsewhere {place}/")
    for key in [key for key in st.session_state if str(key).startswith(begins)]:
        del st.session_state[key]


def own_words(actor: Actor, place: str) -> list[str]:
    """What its reader wrote at a place and has not sent, on this screen or earlier."""
    written = {name: draft.words for name, draft in _drafts(actor, place).items()}
    for key in _touched(place):
        if isinstance(st.session_state[key], str):
            written[key.removeprefix(f"{place}/")] = str(st.session_state[key])
    return [words for words in written.values() if words.strip()]


def has_fields(place: str) -> bool:
    """Whether fields of this place were drawn in this tab."""
    return any(str(key).startswith(f"stood {place}/") for key in st.session_state)


def is_written(actor: Actor, place: str) -> bool:
    """Whether its reader wrote, emptied or chose anything at a place and has not sent it."""
    return bool(_touched(place) or _drafts(actor, place))


def seen_version(actor: Actor, place: str, current: int) -> int:
    """The version that its reader's earlier drafts were written beside; without drafts the one that stands now."""
    found = (one.seen_version for one in _drafts(actor, place).values())
    return min((UNKNOWN if seen is None else seen for seen in found), default=current)


def carry_over(actor: Actor, place: str, version: int) -> None:
    """Its reader has seen a newer version, and keeps their own words beside it."""
    if may(actor, Permission.KEEP_DRAFTS):
        data.change(drafts.carry_over, actor, place=place, seen_version=version)


def left_over(actor: Actor, place: str, title: str) -> None:
    """Words of one's own whose form is gone: shown to their writer until they put them away."""
    if words := own_words(actor, place):
        with st.expander(title):
            for one in words:
                st.markdown(paragraphs(one))
            shown = versions(actor, place)
            st.button("Discard", key=f"{place} away", on_click=forget, args=(actor, place, shown))


def versions(actor: Actor, place: str) -> dict[str, int]:
    """The version of each draft of a place."""
    return {name: draft.version for name, draft in _drafts(actor, place).items()}


def _marked(key: str) -> DeltaGenerator:
    """By this the script in the browser knows a field whose words the server keeps (static/js/fields.js)."""
    return st.container(key=f"kept {key}")


def _drafts(actor: Actor, place: str) -> dict[str, Draft]:
    return data.ask(drafts.drafts_at, actor, place=place) if may(actor, Permission.KEEP_DRAFTS) else {}


def _begin(actor: Actor, place: str, name: str, value: str | None) -> str:
    key, state = f"{place}/{name}", st.session_state
    if key not in state:
        found = _drafts(actor, place).get(name)
        state[key] = found.words if found else value or ""
        state[f"stood {key}"] = None if found else value or ""  # beside a draft: not known any more
        state[f"draft {key}"] = found.version if found else 0
        if found:
            state[f"saved {key}"] = found.at
    elif _untouched(key) and state[key] != (value or ""):
        state[key] = state[f"stood {key}"] = value or ""
    return key


def _untouched(key: str) -> bool:
    state = st.session_state
    return f"stood {key}" in state and state[key] == state[f"stood {key}"]


def _touched(place: str) -> list[str]:
    """The fields on this screen that do not hold what stood in them."""
    begins = f"stood {place}/"
    keys = [str(key).removeprefix("stood ") for key in st.session_state if str(key).startswith(begins)]
    return [key for key in keys if key in st.session_state and not _untouched(key)]


def _keep(actor: Actor, place: str, name: str) -> None:
    key = f"{place}/{name}"
    if key not in st.session_state:
        return  # its writer has signed out since, or sent it
    if not may(actor, Permission.KEEP_DRAFTS):
        return  # for Young Advisors nothing is kept before they say so
    state = st.session_state
    try:
        with data.writing(actor, of_draft=True) as session:
            draft = drafts.keep_draft(
                session, actor, place=place, name=name, words=state[key], version=state.get(f"draft {key}", 0),
                seen_version=state.get(f"seen {place}"),
            )  # fmt: skip
    except CscpError as error:
        state[f"saved {key}"], state[f"elsewhere {key}"] = str(error), isinstance(error, ChangedMeanwhile)
    else:
        state[f"saved {key}"], state[f"draft {key}"], state[f"elsewhere {key}"] = draft.at, draft.version, False


def _ask_which_tab(actor: Actor, place: str, name: str) -> None:
    """Both texts, where the same person wrote something else here in another tab, until they choose."""
    key, found = f"{place}/{name}", _drafts(actor, place).get(name)
    words, version = (found.words, found.version) if found else ("", 0)
    st.markdown(f"**In your other tab:** {paragraphs(words) or 'nothing: you emptied it, or sent it from there'}")
    with st.container(horizontal=True):
        st.button("Keep these words", key=f"{key} here", on_click=_keep_here, args=(actor, place, name, version))
        st.button(
            "Use those of the other tab", key=f"{key} there", on_click=_use_other, args=(place, name, words, version)
        )


def _keep_here(actor: Actor, place: str, name: str, version: int) -> None:
    st.session_state[f"draft {place}/{name}"] = version
    _keep(actor, place, name)


def _use_other(place: str, name: str, words: str, version: int) -> None:
    key, state = f"{place}/{name}", st.session_state
    state[key], state[f"draft {key}"], state[f"elsewhere {key}"] = words, version, False
    state.pop(f"saved {key}", None)


def _beneath(actor: Actor, place: str, name: str, value: str | None, written: str) -> None:
    """When the words were saved; what stands in the store instead, where somebody changed it; what may identify."""
    saved = st.session_state.get(f"saved {place}/{name}")
    if isinstance(saved, str):
        st.error(escaped(f"Not saved. {saved}"))
        if st.session_state.get(f"elsewhere {place}/{name}"):
            _ask_which_tab(actor, place, name)
    else:  # of one height, saved or not: a button that moves while it is pressed is not pressed
        st.caption(f"Your draft, saved at {saved.astimezone(ENGLAND):%H:%M}, UK time." if saved else "&nbsp;")
    if st.session_state.get(f"differs {place}") and value is not None and value.strip() != written.strip():
        st.markdown(f"**What it says now:** {paragraphs(value) or 'nothing'}")
    details.point_out(actor, written)
