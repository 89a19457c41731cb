"""The joint view of one topic: the wordings that were checked, one's own that waits, writing one, and agreeing."""

from dataclasses import dataclass

import streamlit as st

from cscp_core.errors import CscpError, DetailsFound
from cscp_core.people.permissions import Actor
from feedback.comments import reads
from feedback.comments.reads import Receipt
from feedback.comments.rules import CommentKind, CommentState, Stands
from feedback.comments.service import Pointed, point_out
from feedback.together import service
from feedback.together.rules import STANDING
from feedback.together.service import JointWording
from feedback.welfare.rules import About
from feedback.welfare.service import NO_ANSWER, ContactAnswer
from pages.components import data, deadlines, doing, kept, menu
from pages.components.comments import before_you_write, receipts
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate
from pages.components.welfare import worry_fields

GONE = "not there any more"
WAITS = f"Sent. Somebody checks it within {deadlines.CHECK}, before the others read it."


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the writer had before them: the topic, and their own that waits or the checked wording that theirs shall
    replace."""

    report_id: str
    theme_id: str
    version: int
    comment_id: str = ""
    replaces: str = ""


def show(actor: Actor, report_id: str, theme_id: str, *, closed: bool) -> None:
    """Reading it, and taking agreement back, wait for nothing. While it is closed nothing new is said, and words that
    somebody has begun stay."""
    standing = data.ask(service.list_wordings, actor, report_id=report_id, theme_id=theme_id)
    mine = {one.comment_id: one for one in data.ask(reads.list_receipts, actor) if _is_mine(one, report_id, theme_id)}
    own = [one for one in mine.values() if one.state not in STANDING]
    place = f"view/{report_id}/{theme_id}"
    waiting = next((one for one in own if one.state in (CommentState.SENT, CommentState.SENT_BACK)), None)
    now: JointWording | Receipt | None = waiting or next(iter(standing), None)
    seen = doing.seen_version(actor, place, _number(now), _as_text(now))
    doing.show_outcome(place)
    if len(standing) > 1:
        st.write(translate("There is more than one. You can agree to one of them."))
    for wording in standing:
        _show_wording(actor, report_id, wording, mine.get(wording.comment_id), closed)
    for one in own:
        with st.container(border=True):
            receipts.card(actor, one)
    if closed and not kept.is_written(actor, place):
        return
    with st.expander(
        translate("Change it" if now else "Write it"), expanded=kept.is_written(actor, place) or now is None
    ):
        if before_you_write.has_been_read(actor):
            _fields(actor, place, _before(report_id, theme_id, standing, waiting, seen), now, closed)


def _is_mine(one: Receipt, report_id: str, theme_id: str) -> bool:
    return (one.kind, one.report_id, one.source_id) == (CommentKind.TOGETHER, report_id, theme_id)


def _number(now: JointWording | Receipt | None) -> int:
    """What tells one thing to change from another: one's own by its version, a checked one by which it is, too."""
    if isinstance(now, JointWording):
        return int.from_bytes(f"{now.comment_id}/{now.version}".encode())
    return now.version if now else 0


def _as_text(now: JointWording | Receipt | None) -> str:
    return f"{now.stands if isinstance(now, JointWording) else now.stance}\n{now.words}" if now else ""


def _before(report_id: str, theme_id: str, standing: list[JointWording], waiting: Receipt | None, seen: int) -> Before:
    if waiting:
        return Before(report_id=report_id, theme_id=theme_id, comment_id=waiting.comment_id, version=seen)
    newest = next(iter(standing), None)
    if seen != _number(newest):
        return Before(report_id=report_id, theme_id=theme_id, replaces=GONE, version=0)
    if newest is None:
        return Before(report_id=report_id, theme_id=theme_id, version=0)
    return Before(report_id=report_id, theme_id=theme_id, replaces=newest.comment_id, version=newest.version)


def _fields(actor: Actor, place: str, before: Before, now: JointWording | Receipt | None, closed: bool) -> None:
    stands = (now.stands if isinstance(now, JointWording) else now.stance) if now else Stands.UNDECIDED
    stands_key = kept.choice_key(place, "word", stands)
    words_key = kept.choice_key(place, "words", now.words if now else "")
    worried = st.checkbox(translate("I am worried about someone"), key=f"{place} worried")
    if worried:
        st.session_state[stands_key] = st.session_state[stands_key]  # it stays, for a writer who takes the tick away
        st.write(translate(worry_fields.who_and_when()))
    else:
        st.radio(
            translate("Are you convinced?"),
            list(Stands),
            format_func=lambda one: translate(str(one)),
            horizontal=True,
            key=stands_key,
        )
    label = worry_fields.WHAT if worried else "What do you think together?"
    words = st.text_area(translate(label), max_chars=1000, key=words_key)
    if worried:
        worry_fields.show(place)
    else:
        st.caption(
            translate(
                "Name nobody. First somebody checks it. Then the others read it, and each says if they agree. "
                "Once all of you agree, it may be shown in meetings and reports."
            )
        )
    if closed:
        st.write(translate("You can't send it now. What you wrote stays here while this page is open."))
    elif worried:
        _worry_button("Send it", actor, place, before, place)
    else:
        sends = _sends(actor, place, before, doing.when_pressed(lambda: _look_first(actor, words_key)))
        doing.button(
            "Send it to be checked", sends, place, done=WAITS, type="primary",
            refused=lambda error: _point_out(actor, place, words_key, error),
        )  # fmt: skip
        written, pointed = st.session_state.get(f"{place} pointed", ("", None))
        if pointed and written == words:
            _look_over(actor, place, pointed, before, words_key, written)


def _look_first(actor: Actor, words_key: str, looked_over: str = "") -> str:
    """The words, once nothing in them was pointed out that was not in those which their writer looked over.

    Raises:
        DetailsFound: they may say who somebody is, or sound as if somebody may not be safe.
    """
    words = str(st.session_state.get(words_key, ""))
    if words == looked_over:
        return words
    found = data.ask(point_out, actor, words=words)
    if found.details or found.worrying:
        raise DetailsFound(list(found.details))
    return words


def _point_out(actor: Actor, place: str, words_key: str, error: CscpError) -> bool:
    if not isinstance(error, DetailsFound):
        return False
    words = str(st.session_state.get(words_key, ""))
    st.session_state[f"{place} pointed"] = (words, data.ask(point_out, actor, words=words))
    return True


def _sends(
    actor: Actor, place: str, before: Before, theirs: str, *, keeps: bool = False, worry: About | None = None,
    contact: ContactAnswer = NO_ANSWER,
) -> doing.Act[str]:  # fmt: skip
    return doing.bind(
        actor, service.submit_wording,
        report_id=before.report_id, theme_id=before.theme_id, comment_id=before.comment_id, replaces=before.replaces,
        version=before.version, stands=doing.field(f"{place}/word", Stands), words=theirs,
        keeps=keeps, worry=worry, contact=contact,
    )  # fmt: skip


def _look_over(actor: Actor, place: str, pointed: Pointed, before: Before, words_key: str, words: str) -> None:
    with st.container(border=True, key="look_over_view"):
        if pointed.worrying:
            st.markdown(f"**{translate('It sounds as if somebody may not be safe.')}**")
            st.write(translate(worry_fields.WHY))
            st.write(
                translate("It can go straight to the people who look after safety. Nobody else will read it then.")
            )
            st.write(translate(worry_fields.who_and_when()))
            worry_fields.show(f"{place} look over")
            _worry_button("Send it to them now", actor, place, before, f"{place} look over")
        if pointed.details:
            st.markdown(f"**{translate('This may show who somebody is:')}**")
            for one, what in pointed.details:
                st.markdown(f"- {escaped(one)} ({escaped(translate(what))})")
            st.write(
                translate("You can change your words above. If you keep them, the person who checks will look at this.")
            )
        looked = doing.when_pressed(lambda: _look_first(actor, words_key, words))
        doing.button(
            "Send it as it is", _sends(actor, place, before, looked, keeps=True), place, done=WAITS,
            refused=lambda error: _point_out(actor, place, words_key, error),
        )  # fmt: skip


def _worry_button(label: str, actor: Actor, place: str, before: Before, asked: str) -> None:
    """`asked` begins the names of the fields about the worry."""
    about = doing.field(f"{asked} about", About, needed=worry_fields.CHOOSE)
    words, contact = doing.words(place, "words"), worry_fields.answer(asked)
    sends = _sends(actor, place, before, words, worry=about, contact=contact)
    doing.button(
        label, sends, place, type="primary", then=lambda _: _forget_worry(place),
        done=lambda _: worry_fields.thanks(About(st.session_state[f"{asked} about"]), "In What happened"),
    )  # fmt: skip


def _forget_worry(place: str) -> None:
    fields = [f"{before}{name}" for before in ("", "look over ") for name in worry_fields.FIELDS]
    for name in ("worried", "pointed", *fields):
        st.session_state.pop(f"{place} {name}", None)


def _show_wording(actor: Actor, report_id: str, one: JointWording, mine: Receipt | None, closed: bool) -> None:
    place = f"wording/{one.comment_id}"
    with st.container(border=True):
        doing.watch(place, one.version)
        st.markdown(f"**{escaped(translate(one.stands.label.capitalize()))}.** {paragraphs(one.words)}")
        st.caption(escaped(translate(_where(one))))
        agrees = doing.bind(actor, service.agree, comment_id=one.comment_id, version=one.version)
        with doing.row(place):
            if one.may_go and not closed:
                doing.button("Show it to everybody", agrees, place)
            if one.you_agree:
                takes_back = doing.bind(actor, service.disagree, comment_id=one.comment_id)
                doing.button("I no longer agree", takes_back, place)
            elif not closed:
                doing.button("I agree", agrees, place)
            if mine:
                receipts.taking_back(actor, mine)
            menu.link("say", "I am worried about someone", about="view", of=one.comment_id, report=report_id)


def _where(one: JointWording) -> str:
    if one.is_published:
        return "It was checked, and all of you agree. Everybody can see it."
    if one.may_go:
        return "It was checked, and all of you agree. Others do not see it yet."
    return "It was checked. Not everybody has agreed yet." + (" You have." if one.you_agree else "")
