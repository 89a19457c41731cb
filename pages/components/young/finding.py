"""One finding, in plain words: what they say, its number drawn, four answers, what is behind it, what others said."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import ReportItem, find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.topics import why_it_matters
from cscp_core.evidence.views import Claim, Figure, Recommendation, RecordedChallenge, Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.grades import service as grades
from feedback.comments.rules import CommentKind
from feedback.together import picks
from pages.components import doing, menu, unchanged
from pages.components.comments import said_plainly
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import behind, far, first_finding, number, stances

NOT_LOOKED_AT = "This is a first guess. Nobody has checked it."


def show(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    """The page of one finding, under its title and behind its note."""
    item = unchanged.ask_for_role(find_report_item, actor, report_id=year.report_id, kind=kind, source_id=row_id)
    if item is None:
        return
    st.markdown(f"### {escaped(translate(item.plain))}")
    drawn = number.show(first_finding.figures_of(actor, year, item), year.home_area, f"number of {row_id}")
    stances.show(actor, item.kind, row_id, year.report_id)
    missing = {"about": SourceKind.THEME, "of": item.theme_id, "kind": CommentKind.MISSING, "report": year.report_id}
    menu.link("say", "Something is missing here", **missing)
    _behind(actor, year, item, drawn)
    _asked(actor, year, kind, row_id)
    said_plainly.of_item(actor, year, kind, row_id)
    if item.kind in picks.CAN_BE_PICKED:
        _pick(actor, year, item)


def _behind(actor: Actor, year: Year, item: ReportItem, drawn: bool) -> None:
    """How far it goes, who says so and how they know, and the numbers beneath."""
    st.header(translate("What is behind it?"))
    told = _who_says(actor, year, item)
    why = why_it_matters(item.theme_id)
    told += [translate(f"Why it matters: {why}")] if why else []
    for sentence in told:
        st.markdown(escaped(sentence))
    known = [one for one in first_finding.figures_of(actor, year, item) if one.state is not ValueState.AWAITED]
    if item.kind is SourceKind.CLAIM and known:
        with st.expander(translate("The numbers it rests on")):
            for figure in known:
                st.markdown(f"- {escaped(number.in_words(figure))}")
    elif item.kind is SourceKind.CLAIM and not drawn:
        st.write(translate("They give no number."))


def _who_says(actor: Actor, year: Year, item: ReportItem) -> list[str]:
    """Sentences; of a claim its picture is drawn first."""
    match item.row:
        case Claim(claim_id=claim_id):
            for one in unchanged.ask_for_role(grades.graded_claims, actor, report_id=year.report_id, claim_id=claim_id):
                far.show(one.how_far)
                looked = "The scrutineer looked at this." if one.confirmed else NOT_LOOKED_AT
                return [behind.of_claim(one), translate(looked)]
        case Recommendation() as one:
            return [behind.of_recommendation(one)]
        case Figure() as one:
            return [behind.of_figure(one, unchanged.ask_for_role(evidence.agencies, actor))]
        case RecordedChallenge() as one:
            return [behind.of_question(one)]
    return []


def _asked(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    """What the scrutineer asked about it in the open, whether they answered, and what came of it."""
    opened = unchanged.ask_for_actor(challenges.list_opened, actor, report_id=year.report_id)
    asked = [one for one in opened if (one.source_kind, one.source_id) == (kind, row_id)]
    if asked:
        st.header(translate("What the scrutineer asked"))
    for one in asked:
        st.markdown(f"**{escaped(one.question)}**")
        if one.how_far:
            far.show(one.how_far)
        st.markdown(escaped(behind.of_challenge(one)))


def _pick(actor: Actor, year: Year, item: ReportItem) -> None:
    """For Young Advisors: whether this should be on top this month."""
    place = f"pick/{item.source_id}"
    mine = unchanged.ask_for_actor(picks.find_own_pick, actor, report_id=year.report_id)
    with st.container(border=True):
        if mine == (item.kind.value, item.source_id):
            st.write(
                translate("You want this on top of Home this month. If another Young Advisor does too, it goes there.")
            )
            takes_back = doing.bind(actor, picks.take_pick_back, report_id=year.report_id)
            doing.button("Take that back", takes_back, place)
        else:
            st.write(translate("Should this be on top of Home this month? It goes there when two of you want it."))
            act = doing.bind(
                actor, picks.pick, report_id=year.report_id, kind=item.kind.value, source_id=item.source_id
            )
            doing.button("Put it on top", act, place)
