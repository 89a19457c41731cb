"""Challenges in a table or as cards: number, agency, question, where each stands."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.scrutiny.challenges.views import ChallengeView
from pages.components import menu, table
from pages.components.text import escaped


def show(found: Sequence[ChallengeView], *, by_agency: bool = False, links: bool = True) -> None:
    """One row a challenge; grouped, under the name of each agency with the way to its record. Without `links` for
    readers who may not open them."""
    if not by_agency:
        _table(found, links, with_agency=True)
        return
    for agency_id in dict.fromkeys(one.agency_id for one in found):
        group = [one for one in found if one.agency_id == agency_id]
        if agency_id and links:
            menu.link("agency", group[0].agency, id=agency_id)
        else:
            st.markdown(f"**{escaped(group[0].agency)}**")
        _table(group, links, with_agency=False)


def cards(found: Sequence[ChallengeView]) -> None:
    """A card each, with what is asked."""
    for one in found:
        with st.container(border=True):
            st.markdown(f"**{escaped(one.question)}**\n\n:small[{escaped(f'{one.agency} · {one.stands}')}]")
            menu.link("challenge", one.name, id=str(one.challenge_id))


def _table(found: Sequence[ChallengeView], links: bool, *, with_agency: bool) -> None:
    rows = [
        [
            str(one.challenge_id),
            *([one.agency] if with_agency else []),
            one.question,
            one.stands,
        ]
        for one in found
    ]
    columns = ["No.", *(["Agency"] if with_agency else []), "Question", "Status"]
    table.show(columns, rows, link_to="challenge" if links else "")
