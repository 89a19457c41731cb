"""Every theme at a glance: judgement, evidence, what changed and what work is open."""

from collections import Counter
from collections.abc import Mapping

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted
from cscp_core.improvement import actions
from cscp_core.improvement.states import ActionState
from cscp_core.labelled import Labelled
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation import service as reconciliation
from cscp_core.scrutiny.glance import rules
from cscp_core.scrutiny.glance.rules import Compared, ThemeAtGlance
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.grades.rules import GradeCounts
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.judgements.rules import DataView

Comparisons = Mapping[str, tuple[Compared, ...]]


@needs(Permission.READ_REPORT)
def comparisons(session: Session, actor: Actor, *, report_id: str) -> dict[str, tuple[Compared, ...]]:
    """What can be compared in each theme, by theme; fixed by the loads of the reports."""
    known = reconciliation.printed_bases(session, actor, report_id=report_id)
    pairs = reconciliation.conclusions_by_theme(session, actor, report_id=report_id)
    return {
        theme.theme_id: tuple(one for pair in pairs.get(theme.theme_id, ()) for one in rules.compared(*pair, known))
        for theme in evidence.themes(session, actor, report_id=report_id)
    }


@needs(Permission.READ_JUDGEMENTS)
def list_themes(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    compared: Comparisons,
    young: Mapping[str, Labelled],
    said_by_data: Mapping[str, DataView],
) -> list[ThemeAtGlance]:
    """Every theme, priorities first.

    What only a load changes is handed in by a caller that has kept it: `compared` and `said_by_data`, by theme. So are
    Young Advisors' joint views, as values, since nothing here may reach for what they wrote.
    """
    stand = grades.count_by_theme(session, actor, report_id=report_id)
    listed = actions.list_actions(session, actor, report_id=report_id, wanted=Wanted()).page.items
    work: dict[str, Counter[ActionState]] = {}
    for one in listed:
        work.setdefault(one.told.theme_id, Counter())[one.state] += 1
    views = judgements.list_theme_views(session, actor, report_id=report_id, young=young, said_by_data=said_by_data)
    found = []
    for view in views:
        theme_id = view.theme.theme_id
        standing = stand.get(theme_id, GradeCounts())
        found.append(
            ThemeAtGlance(
                theme=view.theme,
                assurance=view.assurance,
                judged=view.judged,
                known=rules.count_known(standing),
                placed=rules.count_placed(standing),
                confirmed=standing.confirmed,
                compared=tuple(compared.get(theme_id, ())),
                actions=work.get(theme_id, Counter()),
                data=view.data.view.words,
                agencies=view.agencies.words,
                young=view.young.words,
                has_young_view=view.young.place is not None,
                disagreement=view.disagreement,
                disagree_in=view.disagree_in,
            )
        )
    return found
