"""What Young Advisors made of their space: a band in their colour and picture, and what makes a good reply."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.space import service
from feedback.space.rules import Colour, Picture, SpaceChoice
from pages.components import unchanged
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


def show_criteria(actor: Actor) -> None:
    """Beside a reply and where one is judged: their own measure of it. Nothing while no two chose the same."""
    found = unchanged.ask_for_role(service.find_space, actor).replies
    if found:
        told = "; ".join(translate(service.label_of(SpaceChoice.REPLY, code)) for code in found)
        st.caption(escaped(f"{translate('A good reply, Young Advisors say:')} {told}."))
