"""Reads for the screens. What a load of the report fixed is cached by its number; the rest is read each time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Concatenate, NoReturn, ParamSpec, TypeVar

import streamlit as st

from cscp_core import start
from cscp_core.errors import ChangedMeanwhile, CscpError, LoadRefused, NotFound
from cscp_core.evidence import charts, facets, views
from cscp_core.evidence import service as evidence
from cscp_core.evidence.measures import Measure
from cscp_core.people.permissions import SYSTEM, Actor, Permission, may
from cscp_core.reconciliation import official_record
from cscp_core.reconciliation import service as reconciliation
from cscp_core.reconciliation.conclusions import Conclusion
from cscp_core.reconciliation.grouping import grouped
from cscp_core.reconciliation.record_rows import RecordRow, asked_by_record, told_in_year
from cscp_core.reconciliation.rules import RAISED, Result, Verdict
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.judgements.rules import DataView
from cscp_core.scrutiny.meetings import suggestions as next_agenda
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import Question
from cscp_core.storage.session import Session
from feedback.own import wording
from pages.components import by_load, gate, menu, unchanged
from pages.components.frame import turns
from pages.components.report import faults
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[Session, Actor, P], R]
"""What a service of the core looks like: session, actor, then its details by name."""
Loads = tuple[tuple[str, int], ...]
"""The number of the load of every report."""
CHANGES = "changes"  # how often something was stored in this tab: what stood in a field then is not lost any more


@contextmanager
def writing(actor: Actor, *, of_draft: bool = False) -> Iterator[Session]:
    """A session for one change by somebody who is still signed in; a draft that is kept is none."""
    gate.check_still(actor)
    with turns.left_to_others(), start.store().writing() as session:
        yield session
    if not of_draft:
        st.session_state[CHANGES] = st.session_state.get(CHANGES, 0) + 1


def ask(service: Service[P, R], actor: Actor, /, *args: P.args, **details: P.kwargs) -> R:
    """Asks one service one question, in a session of its own that is closed before anything is shown."""
    gate.rerun_unless_still(actor)
    with start.store().reading() as session:
        return service(session, actor, *args, **details)


def change(service: Service[P, object], actor: Actor, /, *args: P.args, **details: P.kwargs) -> bool:
    """Has one service change something, or shows why it would not. Returns whether it was done."""
    try:
        with writing(actor) as session:
            service(session, actor, *args, **details)
    except CscpError as error:
        show_refusal(error)
        return False
    return True


def after_withdrawal() -> str:
    """When what is taken back or erased is gone from this installation."""
    return wording.after_withdrawal(leaves_files_at_once=start.store().erases_at_once)


def find_or_stop(service: Service[P, R], actor: Actor, /, *args: P.args, **details: P.kwargs) -> R:
    """Asks for the one thing that an address names; says so where there is none, and ends the page."""
    try:
        return ask(service, actor, *args, **details)
    except NotFound as error:
        stop_not_found(str(error))


def show_refusal(error: CscpError) -> None:
    """Why something was not done; where somebody else was quicker, what stands there now."""
    if isinstance(error, LoadRefused):
        st.error("Nothing was changed.")
        faults.show(error)
        return
    st.error(escaped(translate(str(error))))
    if isinstance(error, ChangedMeanwhile) and error.theirs:
        with st.container(border=True):
            st.markdown(f"**What it says now**\n\n{paragraphs(error.theirs)}")


def year(actor: Actor) -> views.Year:
    """The report that the address names, else the newest."""
    try:
        return unchanged.ask_for_role(evidence.find_year, actor, report_id=st.query_params.get("report", ""))
    except NotFound as error:
        stop_not_found(str(error))


def year_of(actor: Actor, report_id: str) -> views.Year | None:
    """The year of a report; None where there is no such report."""
    years = unchanged.ask_for_role(evidence.years, actor)
    return next((one for one in years if one.report_id == report_id), None)


def only_or_stop(found: Sequence[R], what: str) -> R:
    """The single thing that an address names; says so where there is none."""
    if not found:
        stop_not_found(f"There is no {what} at this address. It may have been mistyped.")
    return found[0]


def stop_not_found(why: str) -> NoReturn:
    """Says that an address leads nowhere, and ends the page."""
    st.title("Nothing here")
    st.write(escaped(why))
    menu.link("home", "Go to your first screen")
    st.stop()


@by_load.cache_until_load(200)
def theme_figures(actor: Actor, year: views.Year, theme_id: str) -> list[views.Figure]:
    """A theme's figures. Frozen values: nobody can change what another session sees."""
    return list(ask(evidence.figures, actor, report_id=year.report_id, theme_id=theme_id).items)


def faceted_figures(actor: Actor, year: views.Year, text: str) -> list[facets.Faceted]:
    """The figures of a report that hold these words, or all, with what a list finds them by."""
    every = _faceted(actor, year)
    if not text:
        return every
    found = ask(evidence.figures, actor, report_id=year.report_id, text=text).items
    ids = {one.figure_id for one in found}
    return [one for one in every if one.figure.figure_id in ids]


@by_load.cache_until_load(20)
def _faceted(actor: Actor, year: views.Year) -> list[facets.Faceted]:
    return facets.facet(ask(evidence.figures, actor, report_id=year.report_id).items, year.home_area)


@by_load.cache_until_load(200)
def count_by_sheet(actor: Actor, year: views.Year, theme_id: str) -> dict[str, int]:
    """How many claims, recommendations, challenges on record, voices and gaps a theme has."""
    return ask(evidence.count_by_sheet, actor, report_id=year.report_id, theme_id=theme_id)


@by_load.cache_until_load(5)
def figures(actor: Actor, year: views.Year) -> list[views.Figure]:
    """Every figure of a report."""
    return list(ask(evidence.figures, actor, report_id=year.report_id).items)


@by_load.cache_until_load(200)
def conclusions(actor: Actor, year: views.Year, theme_id: str) -> list[tuple[Measure, Conclusion]]:
    """What may be concluded from a theme's measures; it changes only with a load."""
    return ask(reconciliation.conclusions, actor, report_id=year.report_id, theme_id=theme_id)


@by_load.cache_until_load(200)
def theme_charts(actor: Actor, year: views.Year, theme_id: str) -> list[charts.Chart]:
    """A theme's charts, built once for each load."""
    return charts.charts(theme_figures(actor, year, theme_id), year.home_area)


@by_load.cache_until_load(20)
def themes(actor: Actor, year: views.Year) -> list[views.Theme]:
    """The themes of a report: priorities first."""
    return ask(evidence.themes, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def sections(actor: Actor, year: views.Year) -> dict[str, str]:
    """The title of each section of a report, by its number."""
    return ask(evidence.sections, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def reviews(actor: Actor, year: views.Year) -> list[views.Review]:
    """The audits, inspections, practice reviews and learning events of a report."""
    return ask(evidence.reviews, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def glossary(actor: Actor, year: views.Year) -> list[views.Term]:
    """The terms that a report explains."""
    return ask(evidence.glossary, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def bodies(actor: Actor, year: views.Year) -> list[views.Body]:
    """The partners, subgroups, boards and members that a report names."""
    return ask(evidence.bodies, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def objectives(actor: Actor, year: views.Year) -> list[views.Objective]:
    """The partnership's objectives in a report, each with its strands."""
    return ask(evidence.objectives, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def data_views(actor: Actor, year: views.Year) -> dict[str, DataView]:
    """What the measures of every theme can say: it changes only with a load."""
    return ask(judgements.data_views, actor, report_id=year.report_id)


def results(actor: Actor, year: views.Year) -> list[Result]:
    """What came of every check of a report, computed again only after a load of it or of another year; then what the
    official record asks."""
    return _results(actor, year, _loads(actor)) + asked_by_record(record(actor, year))


def list_raised(actor: Actor, year: views.Year, theme_id: str) -> list[Result]:
    """What disagrees or is worth asking among a theme's figures: each finding once. What disagrees comes first, then
    what the official record asks."""
    own = _raised(actor, year, theme_id, _loads(actor))
    told = [one.as_result for one in told_in_year(record(actor, year)) if one.theme_id == theme_id]
    return sorted([*told, *own], key=lambda one: one.verdict is not Verdict.DISAGREES)


def record(actor: Actor, year: views.Year) -> list[RecordRow]:
    """A report against the official record, held against it again only after a load or a change of what is compared;
    nothing for who may not read it."""
    if not may(actor, Permission.READ_RECORD):
        return []
    return _record(SYSTEM, year, unchanged.ask_for_role(official_record.cache_key, actor, report_id=year.report_id))


def read_ahead() -> None:
    """Reads what the first visitor of a new server would wait for: the newest report against the official record."""
    with start.store().reading() as session:
        year = next(iter(evidence.years(session, SYSTEM)), None)
        stamp = official_record.cache_key(session, SYSTEM, report_id=year.report_id) if year else ()
    if year:
        _record(SYSTEM, year, stamp)


@by_load.cache_until_load(20)
def _record(actor: Actor, year: views.Year, stamp: tuple[int, ...]) -> list[RecordRow]:
    """Read once by the installation for all who may read it, to whom it says the same. Whether they may, `record`
    asks."""
    with start.store().reading() as session:
        return official_record.against_report(session, actor, report_id=year.report_id)


@by_load.cache_until_load(20)
def _results(actor: Actor, year: views.Year, loads: Loads) -> list[Result]:
    return ask(reconciliation.results, actor, report_id=year.report_id)


@by_load.cache_until_load(200)
def _raised(actor: Actor, year: views.Year, theme_id: str, loads: Loads) -> list[Result]:
    of_theme = [one for one in _results(actor, year, loads) if one.theme_id == theme_id and one.verdict in RAISED]
    return [group.lead for group in grouped(of_theme)]


def _loads(actor: Actor) -> Loads:
    return tuple((one.report_id, one.load_number) for one in unchanged.ask_for_role(evidence.years, actor))


def worth_asking(actor: Actor, year: views.Year, most: int) -> list[Question]:
    """The first questions of a report, ranked again only after something that they depend on has changed."""
    stamp = unchanged.ask_for_role(missing.cache_key, actor, report_id=year.report_id)
    return _worth_asking(actor, year, stamp, most)


@by_load.cache_until_load(20)
def _worth_asking(actor: Actor, year: views.Year, stamp: tuple[int, ...], most: int) -> list[Question]:
    return ask(missing.worth_asking, actor, report_id=year.report_id, most=most)


def suggestions(actor: Actor, year: views.Year) -> list[Pick]:
    """What the next agenda may hold, made again only after something that it depends on has changed."""
    stamp = unchanged.ask_for_role(missing.cache_key, actor, report_id=year.report_id)
    return ask(next_agenda.suggest_items, actor, report_id=year.report_id, worth=_worth_asking(actor, year, stamp, 10))
