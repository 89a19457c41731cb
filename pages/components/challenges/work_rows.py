"""Challenges as a work list: how many need what, then a row each, the most pressing first, the question as the link."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.rules import in_words
from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.views import ChallengeView
from pages.components import address, menu, none_found
from pages.components.glance import drawn, state
from pages.components.text import escaped

OWED = (Need.AWAITED, Need.OVERDUE, Need.DUE_SOON, Need.DUE)
CHARTED = (*OWED, Need.ANSWERED)
MOST = 5  # rows, before their reader asks for the rest
ALL = "all"
WAITS = "Waits for the scrutineer"


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """Challenges as one reader sees them on a screen."""

    found: Sequence[ChallengeView]
    today: date
    screen: str
    """Where the list stands: a link there shows the rows that are left out."""
    is_asker: bool = False
    """Whether what agencies ask back waits for its reader."""

    def need_of(self, one: ChallengeView) -> Need:
        return states.need_of(one, self.today)

    def in_short(self, one: ChallengeView) -> str:
        waits = self.need_of(one) is Need.ASKS_BACK and not self.is_asker
        return WAITS if waits else states.in_short(one, self.today)

    def in_number(self, need: Need, number: int) -> str:
        waits = need is Need.ASKS_BACK and not self.is_asker
        return f"{number} with the scrutineer" if waits else need.in_number(number)


def show(work: WorkList, acts: Callable[[ChallengeView], None] | None = None) -> None:
    """Filters by need and by agency, each with its count; the rows, each with its `acts` at its end; and who owes what
    as one chart."""
    names = {one.agency_id: one.agency for one in work.found if one.agency_id}
    need, agency = _chosen_need(work), _chosen_agency(work, names)
    chosen = [one for one in work.found if need in (None, work.need_of(one)) and agency in ("", one.agency_id)]
    shown = chosen if st.query_params.get("rows") == ALL else chosen[:MOST]
    with st.container(key="rows of work", gap=None):
        for one in shown:
            _row(work, one, with_agency=len(names) > 1, acts=acts)
    if len(shown) < len(chosen):
        more = {"need": need.value if need else "", "agency": agency, "rows": ALL}
        menu.link(work.screen, f"{len(chosen) - len(shown)} more", **more)
    if not chosen:
        none_found.show(work.screen, "challenge")
    if len(names) > 1:
        _chart(work)


def _chosen_need(work: WorkList) -> Need | None:
    counts = Counter(work.need_of(one) for one in work.found)
    there = [one for one in Need if counts[one]]
    if len(there) < 2:
        st.markdown(" ".join(state.badge_of(one, work.in_number(one, counts[one])) for one in there))
        return None
    st.pills(
        "What they need", there, label_visibility="collapsed",
        format_func=lambda one: f"{state.NEEDS[one][0]} {work.in_number(one, counts[one])}",
        **address.bind_widget("need", "needs of work", there),
    )  # fmt: skip
    said = address.read_choice(st.query_params.get("need", ""), there)
    return Need(said) if said else None


def _chosen_agency(work: WorkList, names: dict[str, str]) -> str:
    if len(names) < 2:
        return ""
    owed = Counter(one.agency_id for one in work.found)
    short = {one.agency_id: one.agency_in_short for one in work.found}
    st.pills(
        "Agency", list(names), format_func=lambda one: f"{short[one]} ({owed[one]})", label_visibility="collapsed",
        **address.bind_widget("agency", "agencies of work", names),
    )  # fmt: skip
    return address.read_choice(st.query_params.get("agency", ""), names) or ""


def _row(
    work: WorkList, one: ChallengeView, *, with_agency: bool, acts: Callable[[ChallengeView], None] | None
) -> None:  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key=f"work {one.challenge_id}"):
        st.markdown(state.badge_of(work.need_of(one), work.in_short(one)))
        menu.link("challenge", one.question, id=str(one.challenge_id))
        beside = " · ".join([*([one.agency_in_short] if with_agency else []), f"no. {one.challenge_id}"])
        st.markdown(f":small[{escaped(beside)}]")
        if acts:
            acts(one)


def _chart(work: WorkList) -> None:
    short = {one.agency_id: one.agency_in_short for one in work.found if one.agency_id}
    counts = Counter(
        (short[one.agency_id], work.need_of(one))
        for one in work.found
        if one.agency_id and work.need_of(one) in CHARTED
    )
    agencies = [name for name in dict.fromkeys(short.values()) if any(counts[name, need] for need in CHARTED)]
    owed = {name: sum(counts[name, need] for need in OWED) for name in agencies}
    if len(agencies) < 2 or not any(owed.values()):
        return
    most = max(owed.values())
    leaders = [name for name in agencies if owed[name] == most]
    st.markdown(f"**{escaped(in_words(leaders))} {'owes' if len(leaders) == 1 else 'owe'} the most answers: {most}**")
    drawn.draw(
        shapes.stacked({(name, need.label): number for (name, need), number in counts.items()}, agencies,
                       [need.label for need in CHARTED]),
        f"Answers that agencies owe: {in_words(f'{name} {owed[name]}' for name in agencies)}.", "who owes what",
    )  # fmt: skip
