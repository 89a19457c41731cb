"""What Young Advisors made of their space: a band in their colour and picture, and what makes a good reply."""

from collections.abc import Callable, Sequence

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.space import rules, service
from feedback.space.rules import Colour, Picture, SpaceChoice
from feedback.space.service import OwnChoice
from pages.components import doing, kept, unchanged
from pages.components.comments import own_choice
from pages.components.text import escaped
from pages.components.translation import translate


def show_band(actor: Actor) -> None:
    """An ornament: it says nothing, and is there once two of them chose it."""
    found = unchanged.ask_for_role(service.find_space, actor)
    if found.colour or found.picture:
        st.html(f'<div class="band {found.colour} {found.picture}" aria-hidden="true"></div>')


def show_samples(what: SpaceChoice) -> None:
    """What each colour or picture looks like, above the choice of one; nothing of what is words."""
    codes: dict[SpaceChoice, type[Colour] | type[Picture]] = {SpaceChoice.COLOUR: Colour, SpaceChoice.PICTURE: Picture}
    if what in codes:
        drawn = "".join(f'<span class="band {one.value}"></span>' for one in codes[what])
        st.html(f'<div class="samples" aria-hidden="true">{drawn}</div>')


def ask_choice(
    actor: Actor, report_id: str, what: SpaceChoice, *, chosen: OwnChoice, possible: Sequence[str],
    label: Callable[[str], str],
) -> None:  # fmt: skip
    """What one person wants of a kind, by the version that was drawn. `label` says a code as it is shown."""
    place = f"space/{what.value}"
    field, stored = f"{place}/codes", [code for code in chosen.codes if code in possible]
    here = ", ".join(label(code) for code in st.session_state.get(field) or ())
    version = own_choice.seen_version(
        actor, place, chosen.version, here=here, saved=", ".join(label(code) for code in stored)
    )
    asked = translate(f"What you want, {rules.at_most(what)} at most")
    key = kept.choice_key(place, "codes", stored)
    st.pills(asked, possible, selection_mode="multi", format_func=label, key=key)
    codes = doing.field(field, list)
    chooses = doing.bind(actor, service.choose, report_id=report_id, what=what, version=version, codes=codes)
    doing.button("Save", chooses, place, done="Saved.")


def show_criteria(actor: Actor) -> None:
    """Beside a reply and where one is judged: their own measure of it. Nothing while no two chose the same."""
    found = unchanged.ask_for_role(service.find_space, actor).replies
    if found:
        told = "; ".join(translate(service.label_of(SpaceChoice.REPLY, code)) for code in found)
        st.caption(escaped(f"{translate('A good reply, Young Advisors say:')} {told}."))
