"""Challenges in a table or as cards: number, agency, question, where each stands."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.scrutiny.challenges.reads import Asked
from pages.components import menu, table
from pages.components.text import escaped


def show(found: Sequence[Asked], *, by_agency: bool = False) -> None:
    """One row a challenge; grouped, under the name of each agency with the way to its record."""
    if not by_agency:
        _table(found, with_agency=True)
        return
    for agency_id in dict.fromkeys(one.agency_id for one in found):
        group = [one for one in found if one.agency_id == agency_id]
        if agency_id:
            menu.link("agency", group[0].agency, id=agency_id)
        else:
            st.markdown(escaped(group[0].agency))
        _table(group, with_agency=False)


def cards(found: Sequence[Asked]) -> None:
    """A card each, with what is asked."""
    for one in found:
        with st.container(border=True):
            st.markdown(f"**{escaped(one.said)}**\n\n:small[{escaped(f'{one.agency} · {one.stands}')}]")
            menu.link("asked", one.name, id=str(one.challenge_id))


def _table(found: Sequence[Asked], *, with_agency: bool) -> None:
    rows = [
        [
            str(one.challenge_id),
            *([one.agency] if with_agency else []),
            one.said,
            one.stands,
        ]
        for one in found
    ]
    table.show(["No.", *(["Agency"] if with_agency else []), "Question", "Where it stands"], rows, link_to="asked")
