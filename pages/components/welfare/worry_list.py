"""Worries one under the other, by kind and in the order that the lead chooses; what is late, then what nobody has
acknowledged, always comes first."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.welfare.following_up import in_order
from feedback.welfare.rules import Order
from feedback.welfare.service import WelfareRecord
from feedback.welfare.wording import describe_about, describe_clock, describe_when, kinds_in
from pages.components import unchanged
from pages.components.glance import state
from pages.components.glance.state import Tone
from pages.components.text import escaped
from pages.components.welfare import worry_card

EVERY, NONE = "every kind", "nothing was noticed"


def show(actor: Actor, found: Sequence[WelfareRecord], place: str) -> None:
    """`place` begins the names of the two choices, which are there where they make a difference."""
    kind, order = EVERY, Order.OLDEST
    if len(found) > 1:
        left, right = st.columns(2)
        kind = left.selectbox("Show", [EVERY, *kinds_in(found), NONE], key=f"{place} kind")
        order = right.selectbox("Sort", list(Order), key=f"{place} order") or order
        st.caption("Late records come first, then those that nobody has acknowledged, then those to look at again.")
        _rows(in_order(found, order))
    shown = [one for one in in_order(found, order) if kind == EVERY or kind in (one.kinds or (NONE,))]
    if found and not shown:
        st.write("No worry is of this kind. Choose another kind above.")
    for one in shown:
        worry_card.show(actor, one)


def _rows(found: Sequence[WelfareRecord]) -> None:
    """Each with its clock first; the time leads to it below. No word of anybody's stands here."""
    moment = unchanged.moment()
    with st.container(key="rows of worries", gap=None):
        for one in found:
            if one.acknowledged_at:
                shape, tone = ("↺", Tone.SOON) if one.look_again_is_due else ("●", Tone.DONE)
            else:
                shape, tone = ("■", Tone.PRESSING) if one.late else ("◆", Tone.SOON)
            clock = state.badge(shape, describe_clock(one, moment), tone)
            when = f"[{escaped(describe_when(one))}](#{worry_card.anchor_of(one)})"
            st.markdown(f"{clock} {when} :small[{escaped(describe_about(one))}]")
