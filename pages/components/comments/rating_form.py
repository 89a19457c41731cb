"""The form after a meeting: two questions with three answers each, and what should change."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments.wording import describe_day
from feedback.ratings import rules, service
from feedback.ratings.rules import Felt, Wish
from feedback.ratings.service import OpenForm
from pages.components import doing
from pages.components.translation import translate

CHOOSE = "Answer the first two first."


def show(actor: Actor, form: OpenForm) -> None:
    place = f"rating/{form.meeting_id}"
    own = form.own
    with st.container(border=True):
        st.subheader(translate(f"The meeting on {describe_day(form.held_on)}"))
        for name, label, chosen in (
            ("heard", rules.HEARD, own.heard if own else None),
            ("straight", rules.STRAIGHT, own.straight if own else None),
        ):
            st.pills(translate(label), list(Felt), default=chosen, format_func=_label, key=f"{place} {name}")
        st.pills(
            translate(f"{rules.CHANGE} Choose up to {rules.MOST_CHANGES}."), list(Wish), selection_mode="multi",
            default=list(own.wishes) if own else None, format_func=_label, key=f"{place} wishes",
        )  # fmt: skip
        st.caption(
            translate(
                f"You can change it, or take it back, until {describe_day(form.closes_on)}. Then all answers go in "
                f"one pot: nobody can tell which is yours, and it can't come out again. If fewer than {rules.FEWEST} "
                "of you answer, all are thrown away, and nobody is told."
            )
        )
        rates = doing.bind(
            actor, service.rate, meeting_id=form.meeting_id,
            heard=doing.field(f"{place} heard", Felt, needed=CHOOSE),
            straight=doing.field(f"{place} straight", Felt, needed=CHOOSE),
            wishes=doing.when_pressed(lambda: [Wish(one) for one in st.session_state.get(f"{place} wishes") or ()]),
        )  # fmt: skip
        with doing.row(place):
            doing.button(
                "Change it" if own else "Send", rates, place, done="Thank you. It is kept until the form closes."
            )
            if own:
                takes_back = doing.bind(actor, service.take_back, meeting_id=form.meeting_id)
                doing.button("Take it back", takes_back, place, done="It was taken back.")


def _label(one: Felt | Wish) -> str:
    return translate(one.label)
