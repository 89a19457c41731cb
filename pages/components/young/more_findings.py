"""A few claims as short cards side by side, by id, with the grade that stands."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.grades import service
from pages.components import unchanged
from pages.components.translation import translate
from pages.components.young import cards


def show(actor: Actor, year: Year, claim_ids: Sequence[str]) -> None:
    if not claim_ids:
        st.write(translate("There is nothing more here now."))
        return
    for column, claim_id in zip(st.columns(len(claim_ids)), claim_ids, strict=True):
        for one in unchanged.ask_for_role(service.graded_claims, actor, report_id=year.report_id, claim_id=claim_id):
            with column:
                cards.card(cards.card_of(one), year.report_id, in_short=True)
