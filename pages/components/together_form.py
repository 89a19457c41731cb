"""The joint view of one topic: where it stands, writing it, agreeing to it, and taking agreement back."""

from typing import Any

import streamlit as st

from cscp_core.errors import CscpError, DetailsFound
from cscp_core.people.permissions import Actor
from feedback.comments.rules import State
from feedback.together import service
from feedback.together.rules import Stands
from feedback.together.service import Draft
from pages.components import data, doing, kept
from pages.components.text import escaped, paragraphs


def show(actor: Actor, report_id: str, theme_id: str) -> None:
    about = {"report_id": report_id, "theme_id": theme_id}
    now = data.ask(service.draft, actor, **about)
    place = f"view/{report_id}/{theme_id}"
    seen = doing.seen_version(actor, place, now.version, f"{now.stands}\n{now.words}")
    if now.version:
        _stands(actor, about, now, seen)
    with st.expander("Write it" if not now.version else "Change it", expanded=not now.version):
        word = st.radio("Are you convinced?", list(Stands), horizontal=True, key=kept.choice(place, "word", now.stands))
        words = st.text_area("What do you think together?", max_chars=1000, key=kept.choice(place, "words", now.words))
        st.caption(
            "Name nobody. Once it was checked it may be shown in meetings and reports. "
            "When you change it, everyone is asked again."
        )
        if st.button("Show it to the others", type="primary"):
            _write(actor, place, {**about, "seen_version": seen, "stands": Stands(str(word)), "words": words})
        pointed = st.session_state.get("view pointed")
        if pointed and pointed[0] == words:
            st.markdown("**This may show who somebody is:**")
            for one, what in pointed[1]:
                st.markdown(f"- {escaped(one)} ({escaped(what)})")
            if st.button("Show it to the others as it is"):
                details = {"seen_version": seen, "stands": Stands(str(word)), "words": words, "keeps": True}
                _write(actor, place, {**about, **details})


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


def _stands(actor: Actor, about: dict[str, str], now: Draft, seen: int) -> None:
    with st.container(border=True):
        mark = "Invented example. " if now.invented and not now.words.startswith("Invented") else ""
        st.markdown(f"**{mark}{escaped(now.stands.capitalize())}.** {paragraphs(now.words)}")
        st.caption(escaped(_where(now)))
        if now.may_go:
            doing.press("Send it to be checked", actor, service.agree, key="may go", **about, seen_version=seen)
        if now.you_agree:
            doing.press("I do not agree any more", actor, service.disagree, key="disagree", **about)
        else:
            doing.press("I agree", actor, service.agree, key="agree", **about, seen_version=seen)


def _where(now: Draft) -> str:
    if now.state is State.PUBLISHED:
        return "All of you agree, and it was checked. Everybody can see it."
    if now.state is State.SENT:
        return "All of you agree. It waits to be checked."
    if now.state is State.HELD:
        return (
            "Somebody who read it was worried that one of you or someone else may not be safe. So it went to the "
            "person who looks after safety, and nobody else reads it. You did nothing wrong. You are not in trouble."
        )
    if now.state is State.SENT_BACK:
        return f"It came back, because {now.reason}. {now.told}"
    return "Not everybody has agreed yet." + (" You have." if now.you_agree else "")
