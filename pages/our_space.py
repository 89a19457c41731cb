"""Our space: what Young Advisors choose together for a term: topics, what makes a good reply, colour and picture."""

import streamlit as st

from cscp_core.evidence.topics import topics_of
from cscp_core.people.permissions import Permission
from feedback.space import rules, service
from feedback.space.rules import SpaceChoice
from pages.components import data, gate, menu
from pages.components.comments import space as their_space
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import first_finding

actor = gate.require(Permission.SPEAK_TOGETHER)
year = data.year(actor)
topics = {theme_id: name for one in topics_of(data.themes(actor, year)) for theme_id, name in one.themes.items()}
space = data.ask(service.find_space, actor, report_id=year.report_id)
own = data.ask(service.list_own_choices, actor)
stands = {
    SpaceChoice.TOPIC: space.topics,
    SpaceChoice.REPLY: space.replies,
    SpaceChoice.COLOUR: (space.colour,) if space.colour else (),
    SpaceChoice.PICTURE: (space.picture,) if space.picture else (),
}


def label(code: str) -> str:
    """A choice as it is shown: codes of one kind are none of another."""
    return translate(
        topics.get(code) or next(one for what in SpaceChoice if (one := service.label_of(what, code)) != code)
    )


st.title(translate("Our space"))
st.write(
    translate(
        f"You choose this for the term: {space.term}. What two of you want counts for all. Nobody sees who chose what."
    )
)
for what in SpaceChoice:
    with st.container(border=True):
        st.subheader(translate(what.label))
        now = ", ".join(map(label, stands[what]))
        st.markdown(escaped(f"{translate('Now:')} {now}" if now else translate("Now: nothing yet.")))
        their_space.show_samples(what)
        possible = rules.options(what, topics)
        their_space.ask_choice(actor, year.report_id, what, chosen=own[what], possible=possible, label=label)
first_finding.say_how_to_choose(actor, year)
for theme_id in space.topics:
    menu.link("findings", f"{translate('Look at this:')} {label(theme_id)}", theme=theme_id, report=year.report_id)
