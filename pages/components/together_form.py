"""The joint view of one topic: where it stands, writing it, agreeing to it, and taking agreement back."""

from typing import Any

import streamlit as st

from cscp_core.errors import CscpError, DetailsFound
from cscp_core.people.permissions import Actor
from feedback.comments.rules import State
from feedback.together import service
from feedback.together.rules import Stands
from feedback.together.service import Draft
from pages.components import before_you_write, data, doing, kept
from pages.components.text import escaped, paragraphs


def show(actor: Actor, report_id: str, theme_id: str, *, closed: bool) -> None:
    """Reading it, and taking agreement back, wait for nothing. While it is closed nothing new is said, and words that
    somebody has begun stay."""
    about = {"report_id": report_id, "theme_id": theme_id}
    now = data.ask(service.draft, actor, **about)
    place = f"view/{report_id}/{theme_id}"
    seen = doing.seen_version(actor, place, now.version, f"{now.stands}\n{now.words}")
    if now.version:
        _stands(actor, about, now, seen, closed)
    if closed and not kept.is_written(actor, place):
        return
    begun = kept.is_written(actor, place) or not now.version
    with st.expander("Change it" if now.version else "Write it", expanded=begun):
        if before_you_write.passed(actor):
            _fields(actor, place, {**about, "seen_version": seen}, now, closed)


def _fields(actor: Actor, place: str, details: dict[str, Any], now: Draft, closed: bool) -> None:
    word = st.radio("Are you convinced?", list(Stands), horizontal=True, key=kept.choice(place, "word", now.stands))
    words = st.text_area("What do you think together?", max_chars=1000, key=kept.choice(place, "words", now.words))
    st.caption(
        "Name nobody. Once it was checked it may be shown in meetings and reports. "
        "When you change it, everyone is asked again."
    )
    if closed:
        st.write("The others can't be asked now. What you wrote stays here while this page is open.")
        return
    details = {**details, "stands": Stands(str(word)), "words": words}
    if st.button("Show it to the others", type="primary"):
        _write(actor, place, details)
    pointed = st.session_state.get("view pointed")
    if pointed and pointed[0] == words:
        st.markdown("**This may show who somebody is:**")
        for one, what in pointed[1]:
            st.markdown(f"- {escaped(one)} ({escaped(what)})")
        if st.button("Show it to the others as it is"):
            _write(actor, place, {**details, "keeps": True})


def _write(actor: Actor, place: str, details: dict[str, Any]) -> None:
    try:
        with data.writing(actor) as session:
            service.write(session, actor, **details)
    except DetailsFound as error:
        st.session_state["view pointed"] = (details["words"], error.found)
        st.rerun()
    except CscpError as error:
        data.show_refusal(error)
        return
    doing.forget(actor, place)
    st.rerun()


def _stands(actor: Actor, about: dict[str, str], now: Draft, seen: int, closed: bool) -> None:
    with st.container(border=True):
        mark = "Invented example. " if now.invented and not now.words.startswith("Invented") else ""
        st.markdown(f"**{mark}{escaped(now.stands.capitalize())}.** {paragraphs(now.words)}")
        st.caption(escaped(_where(now)))
        if now.may_go and not closed:
            doing.press("Send it to be checked", actor, service.agree, key="may go", **about, seen_version=seen)
        if now.you_agree:
            doing.press("I do not agree any more", actor, service.disagree, key="disagree", **about)
        elif not closed:
            doing.press("I agree", actor, service.agree, key="agree", **about, seen_version=seen)


def _where(now: Draft) -> str:
    if now.state is State.PUBLISHED:
        return "All of you agree, and it was checked. Everybody can see it."
    if now.state is State.SENT:
        return "All of you agree. It waits to be checked."
    if now.state is State.HELD:
        return (
            "Somebody who read it was worried that one of you or someone else may not be safe. So it went to the "
            "people who look after safety: the safeguarding lead or the deputy. Nobody else reads it. You did nothing "
            "wrong. You are not in trouble."
        )
    if now.state is State.SENT_BACK:
        return f"It came back, because {now.reason}. {now.told}"
    if now.may_go:
        return "All of you agree. It was not sent to be checked yet."
    return "Not everybody has agreed yet." + (" You have." if now.you_agree else "")
