"""The topics that Young Advisors chose together for this term, as links, by what young people call them."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.topics import topics_of
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from feedback.space import service
from pages.components import data, menu, unchanged
from pages.components.translation import translate


def find(actor: Actor, year: Year) -> tuple[str, ...]:
    """Ids of the themes that they chose; none for other readers, and none while no two chose the same."""
    if actor.role is not Role.YOUNG_ADVISOR:
        return ()
    return unchanged.ask_for_role(service.find_space, actor, report_id=year.report_id).topics


def show(actor: Actor, year: Year, chosen: Sequence[str]) -> None:
    """A link to the findings of each; nothing where there is none."""
    if not chosen:
        return
    called = {theme_id: name for one in topics_of(data.themes(actor, year)) for theme_id, name in one.themes.items()}
    st.markdown(f"**{translate('Our topics this term')}**")
    with st.container(horizontal=True, key="our_topics"):
        for theme_id in chosen:
            menu.link("findings", called[theme_id], theme=theme_id, report=year.report_id)
