"""One line on the work lists: how many actions are past their date, and the way to which and whose."""

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.improvement import actions
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Actor
from pages.components import menu, unchanged


def show(actor: Actor, report_id: str = "") -> None:
    """Of this report, or of the newest."""
    years = unchanged.ask_for_role(evidence.years, actor)
    for year in [one for one in years if report_id in ("", one.report_id)][:1]:
        found = unchanged.ask_for_role(
            actions.list_actions, actor, report_id=year.report_id, state=ActionState.OVERDUE.value
        )
        if found.page.total:
            late = counted(found.page.total, "action is", "actions are")
            menu.link("actions", f"■ {late} past the date", state=ActionState.OVERDUE.value, report=year.report_id)
