"""Challenges as rows: where each stands with its time, the question as the link, and whose it is."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.views import ChallengeView
from pages.components import menu, unchanged
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.text import escaped


def show(
    found: Sequence[ChallengeView], *, by_agency: bool = False, links: bool = True, key: str = "challenges"
) -> None:
    """One row a challenge; grouped, under the name of each agency with the way to its record. Without `links` for
    readers who may not open them. `key` names the list, where a page has several."""
    if not by_agency:
        _rows(found, links, key, with_agency=True)
        return
    for agency_id in dict.fromkeys(one.agency_id for one in found):
        group = [one for one in found if one.agency_id == agency_id]
        if agency_id and links:
            menu.link("agency", group[0].agency, id=agency_id)
        else:
            st.markdown(f"**{escaped(group[0].agency)}**")
        _rows(group, links, key, with_agency=False)


def _rows(found: Sequence[ChallengeView], links: bool, key: str, *, with_agency: bool) -> None:
    if found:
        row_list.show([_row(one, links, with_agency) for one in found], f"{key} {found[0].challenge_id}")


def _row(one: ChallengeView, links: bool, with_agency: bool) -> Row:
    return Row(
        sentence=one.question,
        address=menu.href("challenge", id=str(one.challenge_id)) if links else "",
        badges=[_state(one)],
        beneath=(
            one.agency_in_short if with_agency and not one.passed_on else "",
            f"{one.assurance}; {one.placed}" if one.state is ChallengeState.CLOSED else "",
            f"look again on {one.recheck_on:%-d %B %Y}" if one.recheck_on else "",
            one.name,
        ),
    )


def _state(one: ChallengeView) -> str:
    if one.passed_on:
        return state.badge("→", one.stands)
    if one.state is ChallengeState.WITHDRAWN:
        return state.badge("×", one.state.label)
    today = unchanged.today()
    return state.badge_of(states.need_of(one, today), states.in_short(one, today))
