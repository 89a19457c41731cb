"""One comment as its checker sees it, and the three things that can be decided."""

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor
from feedback.comments import checking
from feedback.comments.checking import CommentToCheck
from feedback.comments.rules import CommentKind, Reason
from feedback.comments.service import CHANGED_BY_WRITER
from pages.components import details, doing, said_card
from pages.components.comments import published_acts
from pages.components.text import escaped, paragraphs


def show(actor: Actor, one: CommentToCheck) -> None:
    place = f"check/{one.comment_id}"
    with st.container(border=True, key=said_card.key_of(one.comment_id)):
        doing.watch(place, one.version, CHANGED_BY_WRITER)
        age = f"waiting {counted(one.age, 'working day')}, check by {one.check_by:%-d %B}" + (
            ", late" if one.late else ""
        )
        _words(one, age)
        st.caption(escaped(f"Who may read it once published: {_readers(one)}."))
        for sentence in _look_at(one):
            st.warning(escaped(sentence))
        if one.own:
            st.write("You wrote this one. Somebody else checks it.")
            return
        stands = doing.bind(actor, checking.let_stand, comment_id=one.comment_id, version=one.version)
        with doing.row(place):
            doing.button("Publish", stands, place)
            doing.opens("Send back", place, one.version, _send_back, actor, one, place)
            published_acts.buttons(actor, one.comment_id, one.version, place)


def show_wording(actor: Actor, one: CommentToCheck) -> None:
    """A wording of a view together that Young Advisors read, and what can still be done to it."""
    place = f"shown/{one.comment_id}"
    with st.container(border=True, key=said_card.key_of(one.comment_id)):
        doing.watch(place, one.version)
        _words(one, "published")
        with doing.row(place):
            published_acts.show_unpublish(actor, one, place)
            published_acts.show_hold(actor, one.comment_id, one.version, place)


def _words(one: CommentToCheck, age: str) -> None:
    st.caption(escaped(f"{one.whose} · {one.kind.label}, {age}"))
    st.markdown(f"About: {escaped(one.seen)}")
    if one.stance:
        st.markdown(f"**{escaped(one.stance.label)}**")
    if one.words:
        st.markdown(paragraphs(one.words))
    if one.really:
        st.markdown(f"What they think really happened: {escaped(one.really.label)}")


def _readers(one: CommentToCheck) -> str:
    if one.kind is CommentKind.TOGETHER:
        return f"the other Young Advisors. When all of them agree, without another check: {one.readers.plain}"
    return one.readers.plain


def _look_at(one: CommentToCheck) -> list[str]:
    found = []
    if one.kept_details:
        found.append(f"The writer was shown what may identify somebody, and kept it: {one.kept_details}.")
    if one.named:
        found.append("The writer says that somebody is named.")
    if one.worrying:
        found.append("The words suggest that somebody may not be safe. Should it be held for welfare?")
    return found


@st.dialog("Send back")
def _send_back(actor: Actor, one: CommentToCheck, place: str) -> None:
    st.write("Send a comment back for one of these reasons only. The scrutineer sees every reason.")
    st.radio("You send it back, because", list(Reason), format_func=str, key=f"{place} reason")
    help_key = f"{place} help"
    told = st.text_area(published_acts.HELP, max_chars=1000, key=help_key)
    details.point_out(actor, told)
    sends = doing.bind(
        actor, checking.send_back, comment_id=one.comment_id, version=one.version,
        reason=doing.field(f"{place} reason", Reason), told=doing.text(help_key),
    )  # fmt: skip
    doing.button("Send back to the writer", sends, place, type="primary")
