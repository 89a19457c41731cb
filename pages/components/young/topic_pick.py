"""Which topic a list of findings is about: a few words that young people use, then what stands under each."""

import contextlib
from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.topics import topics_of
from cscp_core.evidence.views import Theme
from pages.components import menu
from pages.components.translation import translate


def pick(themes: Sequence[Theme], asked: str) -> list[str]:
    """Draws the choices and returns the ids of the themes that are wanted; none where no topic is chosen. `asked` is
    the theme that the address names."""
    topics = {one.name: one for one in topics_of(themes)}
    begins = next((name for name, one in topics.items() if asked in one.themes), None)
    chosen = st.pills(translate("Topic"), list(topics), default=begins, format_func=translate, key=f"topic {asked}")
    if not chosen:
        return []
    called = topics[chosen].themes
    if len(called) == 1:
        return list(called)
    one = st.pills(
        translate("More exactly"), list(called), default=asked if asked in called else None,
        format_func=lambda one: translate(called[one]), key=f"theme of {chosen} {asked}", label_visibility="collapsed",
    )  # fmt: skip
    return [one] if one else list(called)


def show_ways_to_say(themes: Sequence[Theme], wanted: Sequence[str], report_id: str) -> None:
    """Above a list: that something is missing, and what others said; of several themes, of which."""
    called = {theme_id: name for one in topics_of(themes) for theme_id, name in one.themes.items()}
    with st.container(horizontal=True):
        for label, screen, about in (
            ("Something is missing here", "say", {"about": "theme", "kind": "missing"}),
            ("What others said", "theme", {"tab": "You said"}),
        ):
            names = {theme_id: label if len(wanted) == 1 else called[theme_id] for theme_id in wanted}
            with contextlib.nullcontext() if len(wanted) == 1 else st.popover(translate(label)):
                for theme_id, name in names.items():
                    of = {"of": theme_id} if screen == "say" else {"theme": theme_id}
                    menu.link(screen, name, report=report_id, **about, **of)
