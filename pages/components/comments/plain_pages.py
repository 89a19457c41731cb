"""What a Young Advisor gets at the address of a page that is written for adults: the same thing in plain words."""

from collections.abc import Callable, Mapping

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.topics import name_for_young_people
from cscp_core.evidence.views import Wanted, Year
from cscp_core.people.permissions import Actor, Role
from feedback.comments import sources
from pages.components import data, heading, menu, note_first
from pages.components.comments import plain_numbers, said_plainly
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import finding

ITEMS = (SourceKind.CLAIM, SourceKind.FIGURE, SourceKind.RECOMMENDATION, SourceKind.RECORDED_CHALLENGE)
OVERVIEWS = ("priorities", "actions", "figures", "disagree", "check")
NUMBERS = ("official", "series")
TITLES = {
    "claim": "What they say",
    "figure": "A number",
    "recommendation": "What should change",
    "recorded_challenge": "A question that was asked",
    "voice": "What people told them",
    "review": "Who looked into it",
    "gap": "Something is missing here",
    "official": "Numbers from outside the report",
    "series": "Numbers from outside the report",
}


def stands_for(actor: Actor | None, screen: str) -> bool:
    """Whether a plain page is shown instead of a screen."""
    return actor is not None and actor.role is Role.YOUNG_ADVISOR and screen in _PAGES


def title_of(screen: str) -> str:
    """What the plain page in place of a screen is called, in the browser's tab too."""
    return "What others said" if screen == "theme" else TITLES.get(screen, "In plain words")


def show(actor: Actor, screen: str) -> None:
    year = data.year(actor)
    _PAGES[screen](actor, year, screen, st.query_params.get("id", ""))


def _item(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    found = data.find_or_stop(sources.finding_for, actor, report_id=year.report_id, kind=kind, source_id=row_id)
    _begin(actor, year, kind, found.theme_id)
    finding.show(actor, year, kind, row_id)
    _to_topic(actor, year, found.theme_id)


def _voice(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    voice = data.only_or_stop(data.ask(evidence.voices, actor, report_id=year.report_id, voice_id=row_id), "page")
    _begin(actor, year, kind, voice.theme_id)
    st.markdown(f"**{escaped(translate(voice.plain))}**")
    _to_topic(actor, year, voice.theme_id)


def _review(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    reviews = [one for one in data.reviews(actor, year) if one.review_id == row_id]
    review = data.only_or_stop(reviews, "page")
    wanted = Wanted(review_id=row_id)
    found = data.ask(evidence.recommendations, actor, report_id=year.report_id, wanted=wanted).items
    _begin(actor, year, kind, review.theme_id, *(one.theme_id for one in found))
    st.write(translate("Somebody looked into how well the services work. This is what came of it:"))
    for one in found:
        with st.container(border=True):
            st.markdown(f"**{escaped(translate(one.plain))}**")
            about = {"about": "recommendation", "of": one.recommendation_id, "report": year.report_id}
            menu.link("say", "Say what you think", **about)
    if not found:
        st.write(translate("The report does not say what came of it."))
    _to_topic(actor, year, review.theme_id)


def _gap(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    gap = data.only_or_stop(data.ask(evidence.gaps, actor, report_id=year.report_id, gap_id=row_id), "page")
    _begin(actor, year, kind, gap.theme_id)
    st.write(translate("The report leaves something out here. You can say what you miss, too."))
    menu.link("say", TITLES[kind], about="theme", of=gap.theme_id, kind="missing", report=year.report_id)
    _to_topic(actor, year, gap.theme_id)


def _topic(actor: Actor, year: Year, _kind: str, _row_id: str) -> None:
    theme_id = st.query_params.get("theme", "")
    theme = data.only_or_stop([one for one in data.themes(actor, year) if one.theme_id == theme_id], "page")
    heading.show(name_for_young_people(theme_id, theme.plain_name), year, reader=actor)
    note_first.show(actor, year, theme_id)
    with st.container(horizontal=True):
        menu.link("findings", "What the report says", theme=theme_id, report=year.report_id)
        missing = {"about": "theme", "of": theme_id, "kind": "missing", "report": year.report_id}
        menu.link("say", "Something is missing here", **missing)
    said_plainly.of_topic(actor, year, theme_id)


def _overview(actor: Actor, year: Year, _kind: str, _row_id: str) -> None:
    heading.show("In plain words", year, reader=actor)
    st.write(
        translate(
            "This page is written for adults. Everything in it that you can say something about is under Findings."
        )
    )
    menu.link("findings", "Findings", report=year.report_id)


def _numbers(actor: Actor, year: Year, _kind: str, _row_id: str) -> None:
    plain_numbers.show(actor, year)


def _begin(actor: Actor, year: Year, kind: str, *theme_ids: str) -> None:
    note_first.show_before(actor, year, *theme_ids)
    heading.show(TITLES[kind], year, reader=actor)


def _to_topic(actor: Actor, year: Year, theme_id: str) -> None:
    names = {one.theme_id: one.plain_name for one in data.themes(actor, year)}
    if theme_id in names:
        name = name_for_young_people(theme_id, names[theme_id])
        menu.link("findings", f"More on this: {name}", theme=theme_id, report=year.report_id)


_PAGES: Mapping[str, Callable[[Actor, Year, str, str], None]] = {
    **dict.fromkeys(ITEMS, _item),
    **dict.fromkeys(OVERVIEWS, _overview),
    **dict.fromkeys(NUMBERS, _numbers),
    "voice": _voice,
    "review": _review,
    "gap": _gap,
    "theme": _topic,
}
