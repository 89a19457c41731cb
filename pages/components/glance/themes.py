"""Every theme at a glance, for a page: what only a load changes is kept until the next one."""

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.glance import service
from cscp_core.scrutiny.glance.rules import Compared, ThemeAtGlance
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import Question, rank_questions
from cscp_core.storage.session import Session
from feedback import published
from pages.components import by_load, data, unchanged


def list_themes(actor: Actor, year: Year) -> list[ThemeAtGlance]:
    """Every theme of a report, priorities first."""
    return unchanged.ask_for_role(_list, actor, year=year)


def _list(session: Session, actor: Actor, *, year: Year) -> list[ThemeAtGlance]:
    return service.list_themes(
        session,
        actor,
        report_id=year.report_id,
        compared=_comparisons(actor, year),
        young=published.joint_words(session, actor, report_id=year.report_id),
        said_by_data=data.data_views(actor, year),
    )


@by_load.cache_until_load(20)
def _comparisons(actor: Actor, year: Year) -> dict[str, tuple[Compared, ...]]:
    return data.ask(service.comparisons, actor, report_id=year.report_id)


def compared_by_figure(actor: Actor, year: Year) -> dict[str, Compared]:
    """Each figure that can be compared, beside its year before where it has one, else beside another value."""
    every = (one for found in _comparisons(actor, year).values() for one in reversed(found))
    return {one.figure_id: one for one in every}


def first_question(actor: Actor, year: Year, theme_id: str) -> Question | None:
    """What the rules would ask first about a theme, for those who see questions."""
    if not may(actor, Permission.SEE_QUESTIONS):
        return None
    return unchanged.ask_for_role(_first, actor, report_id=year.report_id, theme_id=theme_id)


def _first(session: Session, actor: Actor, *, report_id: str, theme_id: str) -> Question | None:
    found = missing.list_questions(session, actor, report_id=report_id, theme_id=theme_id)
    return next(iter(rank_questions(found, 1)), None)
