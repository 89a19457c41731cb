"""The form after a meeting: two questions with three answers each, and what should change."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments.wording import describe_day
from feedback.ratings import rules, service
from feedback.ratings.rules import Felt, Wish
from feedback.ratings.service import OpenForm
from pages.components import doing, kept
from pages.components.comments import own_choice
from pages.components.translation import translate

CHOOSE = "Answer the first two first."


def show(actor: Actor, form: OpenForm) -> None:
    place, own = f"rating/{form.meeting_id}", form.own
    with st.container(border=True):
        st.subheader(translate(f"The meeting on {describe_day(form.held_on)}"))
        state = st.session_state
        here = _in_words(
            state.get(f"{place}/heard"), state.get(f"{place}/straight"), state.get(f"{place}/wishes") or ()
        )
        saved = _in_words(own.heard, own.straight, own.wishes) if own else ""
        version = own_choice.seen_version(actor, place, form.version, here=here, saved=saved)
        for name, label, chosen in (
            ("heard", rules.HEARD, own.heard if own else None),
            ("straight", rules.STRAIGHT, own.straight if own else None),
        ):
            key = kept.choice_key(place, name, chosen)
            st.pills(translate(label), list(Felt), format_func=_label, key=key)
        st.pills(
            translate(f"{rules.CHANGE} Choose up to {rules.MOST_CHANGES}."), list(Wish), selection_mode="multi",
            format_func=_label, key=kept.choice_key(place, "wishes", list(own.wishes) if own else []),
        )  # fmt: skip
        st.caption(
            translate(
                f"You can change it, or take it back, until {describe_day(form.closes_on)}. Then all answers go in "
                f"one pot: nobody can tell which is yours, and it can't come out again. If fewer than {rules.FEWEST} "
                "of you answer, all are thrown away, and nobody is told."
            )
        )
        rates = doing.bind(
            actor, service.rate, meeting_id=form.meeting_id, version=version,
            heard=doing.field(f"{place}/heard", Felt, needed=CHOOSE),
            straight=doing.field(f"{place}/straight", Felt, needed=CHOOSE),
            wishes=doing.when_pressed(lambda: [Wish(one) for one in state.get(f"{place}/wishes") or ()]),
        )  # fmt: skip
        with doing.row(place):
            doing.button(
                "Change it" if own else "Send", rates, place, done="Thank you. It is kept until the form closes."
            )
            if own:
                takes_back = doing.bind(actor, service.take_back, meeting_id=form.meeting_id, version=version)
                doing.button("Take it back", takes_back, place, done="It was taken back.")


def _label(one: Felt | Wish) -> str:
    return translate(one.label)


def _in_words(heard: Felt | None, straight: Felt | None, wishes: Sequence[Wish]) -> str:
    """An answer in a line, as the form shows it."""
    return ", ".join(_label(one) for one in (heard, straight, *wishes) if one)
