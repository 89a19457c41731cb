"""One line on the work lists: how many actions are past their date, and the way to which and whose."""

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted
from cscp_core.improvement import actions
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import menu, unchanged


def show(actor: Actor, report_id: str = "") -> None:
    """Of this report, or of the newest: all of them, or for a partner those of the own agency."""
    years = unchanged.ask_for_role(evidence.years, actor)
    for year in [one for one in years if report_id in ("", one.report_id)][:1]:
        if may(actor, Permission.UPDATE_ACTIONS):
            own = unchanged.ask_for_role(actions.own_actions, actor, report_id=year.report_id)
            late = sum(one.state is ActionState.OVERDUE and not one.is_shared for one in own)
            if late:
                menu.link("our_actions", f"{counted(late, 'action')} of yours past the date", report=year.report_id)
            continue
        found = unchanged.ask_for_role(
            actions.list_actions, actor, report_id=year.report_id, state=ActionState.OVERDUE.value
        )
        if found.page.total:
            menu.link("actions", found.about_overdue, state=ActionState.OVERDUE.value, report=year.report_id)
