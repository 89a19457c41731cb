"""Findings as cards: how far it goes as a picture, the sentence, who says so and how they know, why it matters."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import HowFar
from cscp_core.evidence.topics import why_it_matters
from cscp_core.scrutiny.grades.rules import GradedClaim
from pages.components import menu
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import behind, far

AT_ONCE = 8


@dataclass(frozen=True, kw_only=True)
class Card:
    """One finding as a list shows it."""

    kind: SourceKind
    source_id: str
    theme_id: str
    words: str
    how_far: HowFar | None = None
    behind: str = ""
    """Who says so, and how they know."""
    picture: str = ""
    """HTML of a number that is drawn."""


def card_of(graded: GradedClaim) -> Card:
    claim = graded.claim
    return Card(
        kind=SourceKind.CLAIM,
        source_id=claim.claim_id,
        theme_id=claim.theme_id,
        words=claim.plain,
        how_far=graded.how_far,
        behind=behind.of_claim(graded),
    )


def show(cards: Sequence[Card], report_id: str, place: str, when_none: str = "There is nothing here.") -> None:
    """Some at a time, and more for who asks."""
    key = f"shown {place}"
    shown = int(st.session_state.get(key, AT_ONCE))
    for one in cards[:shown]:
        card(one, report_id)
    if not cards and when_none:
        st.write(translate(when_none))
    if len(cards) > shown:
        st.button(
            translate("Show more"),
            key=f"more {place}",
            on_click=st.session_state.update,
            args=({key: shown + AT_ONCE},),
        )


def card(one: Card, report_id: str, *, in_short: bool = False) -> None:
    """`in_short` leaves out why it matters: its own page says that too."""
    with st.container(border=True, gap="xsmall", height="stretch" if in_short else "content"):
        if one.how_far or one.picture:
            st.html((far.picture(one.how_far) if one.how_far else "") + one.picture)
        why = "" if in_short else why_it_matters(one.theme_id)
        small = [part for part in (one.behind, translate(f"Why it matters: {why}") if why else "") if part]
        st.markdown(
            "\n\n".join([f"**{escaped(translate(one.words))}**", *(f":small[{escaped(part)}]" for part in small)])
        )
        if one.kind is SourceKind.CHALLENGE:
            menu.link("say", "Say what you think", about=one.kind, of=one.source_id, report=report_id)
        else:
            menu.link(one.kind, "Look closer", id=one.source_id, report=report_id)
