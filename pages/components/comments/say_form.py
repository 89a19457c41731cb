"""Saying something about a finding: four buttons, and more for who wants it. Nothing goes before it was looked over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from cscp_core.errors import CscpError, DetailsFound, TextRefused
from cscp_core.people.permissions import Actor, Role
from feedback.comments import service
from feedback.comments.reads import Receipt
from feedback.comments.rules import LONGEST, LONGEST_QUESTION, CommentKind, CommentState, Readers, Really, Stance
from feedback.comments.service import Content, Pointed
from feedback.welfare.rules import About
from pages.components import choices, data, deadlines, doing, menu
from pages.components.comments import starters
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate
from pages.components.welfare import worry_fields

SENT = f"Sent. Somebody checks it within {deadlines.CHECK}, before anyone else reads it."
NAMED = ("No", "Yes")
LABELS = {
    CommentKind.VIEW: "Say more, if you like",
    CommentKind.MISSING: "What is missing here?",
    CommentKind.STILL: "What did the reply not tell you?",
    CommentKind.QUESTION: "Your question",
}
STANCE = "What do you think of it?"
UNSENT_WORRY = (
    " Nobody knows of your worry until you send it. Your words are kept. You need to answer the other questions "
    "again. In danger "
    "now? Call 999."
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """What a button of the form reads when it is pressed: the fields as they stand then."""

    actor: Actor
    place: str
    about: tuple[str, str, str]
    kind: CommentKind
    before: Receipt | None
    version: int
    """What was drawn of something saved or sent earlier."""
    seen: str = worry_fields.SEEN
    """What those who read a worry learn of who tells it."""

    @property
    def comment_id(self) -> str:
        return self.before.comment_id if self.before else ""

    def words(self) -> str:
        return str(self._field("words") or "")

    def is_worry(self) -> bool:
        return bool(self._field("worried"))

    def draft(self) -> Content:
        """Everything but what is asked about a worry."""
        before = self.before
        stance = self._field("stance", before.stance if before else None)
        first = Readers.ANYWHERE if self.kind is CommentKind.QUESTION else Readers.SCRUTINEER
        readers = self._field("readers", before.readers if before else first)
        return Content(
            stance=Stance(stance) if stance else None,
            really=self._field("really", before.really if before else None),
            words=self.words(),
            readers=Readers(readers),
            named=self._field("named") == "Yes",
        )

    def as_worry(self, asked: str) -> Content:
        """`asked` begins the names of the fields about the worry."""
        about = worry_fields.read(asked)
        return replace(self.draft(), worry=about.about, contact=about.contact)

    def looked_at(self, looked_over: str) -> Content:
        """What may be sent. `looked_over` are the words that their writer wants to send as they are.

        Raises:
            DetailsFound: other words may say who somebody is, or sound as if somebody may not be safe.
            TextRefused: a choice is missing.
        """
        words = self.words()
        if self.is_worry():
            about = worry_fields.read(self.place)
            return Content(words=words, worry=about.about, contact=about.contact)
        if words and self._field("named") is None:
            raise TextRefused("Have you named anyone? Choose Yes or No.")
        keeps = bool(words) and words == looked_over
        found = self.find_signs(words)
        if not keeps and (found.details or found.worrying):
            raise DetailsFound(list(found.details))
        return replace(self.draft(), keeps=keeps)

    def point_out(self, error: CscpError) -> bool:
        """Takes care of a refusal for what the words may show: the next run shows it."""
        if not isinstance(error, DetailsFound):
            return False
        words = self.words()
        found = self.find_signs(words)
        st.session_state[f"{self.place} pointed"] = (words, found)
        return True

    def find_signs(self, words: str) -> Pointed:
        """Details that may say who somebody is, and signs of a worry."""
        return data.ask(service.point_out, self.actor, words=words)

    def bind(self, content: Content) -> doing.Act[Any]:
        """What sends it."""
        return doing.bind(
            self.actor, service.send, about=self.about, kind=self.kind, comment_id=self.comment_id,
            version=self.version, content=content,
        )  # fmt: skip

    def thank(self, worry: About) -> str:
        """What is said once a worry was sent."""
        return worry_fields.thanks(worry)

    def leave(self, made: Any = None) -> None:
        """Empties the form and goes to where its writer sees what became of things."""
        forget(self.place)
        menu.open_page(address_after_sending(self.actor))

    def _field(self, name: str, otherwise: Any = None) -> Any:
        return st.session_state.get(f"{self.place} {name}", otherwise)


def has_begun(place: str) -> bool:
    """Whether something was chosen or typed in the form on this page."""
    return any(st.session_state.get(f"{place} {field}") for field in ("words", "stance", "worried"))


def begin_with(place: str, stance: Stance) -> None:
    """For a screen that leads to the form: this is chosen in it, until its writer chooses otherwise."""
    st.session_state[f"{place} first"] = stance


def place_of(about: tuple[str, str, str], kind: CommentKind, comment_id: str) -> str:
    """What the names of the form's fields begin with."""
    return f"say {about[1]} {about[2]} {kind} {comment_id}"


def show(actor: Actor, about: tuple[str, str, str], kind: CommentKind, before: Receipt | None, *, closed: bool) -> None:
    """The form. `about` is report, kind and id of the finding; `before` is what the writer saved or sent earlier. While
    it is closed, what was typed stays and can be saved, and nothing can be sent."""
    place = place_of(about, kind, before.comment_id if before else "")
    seen = _seen_version(place, before) if before else 0
    worried = show_fields(place, kind)
    form = Form(actor=actor, place=place, about=about, kind=kind, before=before, version=seen)
    if not closed and looks_over(form, worried=worried):
        return
    if closed:
        st.write(
            translate(
                "You can't send it now. At the top it says who to ring. What you wrote stays while this page is open."
            )
        )
    with doing.row(place):
        if not closed:  # sending a worry and not sending it look the same
            show_send(form, worried=worried)
        if before is None or before.state is CommentState.DRAFT:
            saves = doing.bind(
                actor, service.save, about=about, kind=kind, comment_id=form.comment_id, version=form.version,
                content=doing.when_pressed(form.draft),
            )  # fmt: skip
            said = "Saved. Only you can see it." + (UNSENT_WORRY if worried else "")
            doing.button("Save for later", saves, place, done=said, then=form.leave)
        # the browser asks first where words would go (guard.js)
        st.button(translate("Not now"), key=f"drop {place}", on_click=form.leave)


def _seen_version(place: str, before: Receipt) -> int:
    """The version that stands in the fields. Where another stands by now, because its writer changed it in another tab
    or it was checked, both are shown until they choose, and nothing is sent before."""
    key, state = f"{place} version", st.session_state
    if f"{place} words" not in state:
        _fill(place, before)
    seen: int = state[key]
    if seen != before.version:
        with st.container(border=True):
            st.warning(
                translate(
                    "This changed after you opened it, in another tab of yours or when it was checked. Choose one."
                )
            )
            left, right = st.columns(2)
            left.markdown(f"**{translate('What you wrote here')}**\n\n{paragraphs(state[f'{place} words'])}")
            right.markdown(f"**{translate('What it says now')}**\n\n{paragraphs(before.words)}")
            with st.container(horizontal=True):
                st.button(
                    translate("Keep mine"), key=f"{place} mine", on_click=state.update, args=({key: before.version},)
                )
                st.button(
                    translate("Use what it says now"), key=f"{place} theirs", on_click=_fill, args=(place, before)
                )
    return seen


def _fill(place: str, before: Receipt) -> None:
    """Puts what was saved or sent earlier into the fields."""
    state = st.session_state
    state[f"{place} version"], state[f"{place} words"] = before.version, before.words
    state[f"{place} stance"], state[f"{place} really"] = before.stance, before.really
    state[f"{place} readers"] = before.readers


def show_send(form: Form, *, worried: bool) -> None:
    """The button that sends what the form holds."""
    _send_button("Send", form, lambda: form.looked_at(""), type="secondary" if worried else "primary")


def show_fields(place: str, kind: CommentKind, seen: str = worry_fields.SEEN) -> bool:
    """Draws what is asked. Returns whether its writer is worried about somebody. `seen` says what those who read a
    worry learn of who tells it."""
    if st.checkbox(translate("I am worried about someone"), key=f"{place} worried"):
        _worry(place, kind, seen)
        return True
    if kind is CommentKind.VIEW:
        first, chosen = f"{place} first", f"{place} stance"
        if first in st.session_state:
            st.session_state[chosen] = st.session_state.pop(first)
        st.pills(
            translate(STANCE),
            list(Stance),
            format_func=lambda one: translate(str(one)),
            key=chosen,
            label_visibility="collapsed",
        )
    starters.show(place, kind, LONGEST_QUESTION if kind is CommentKind.QUESTION else LONGEST)
    _words(LABELS[kind], place, kind)
    st.radio(
        translate("Have you named anyone?"), NAMED, None, format_func=translate, horizontal=True, key=f"{place} named"
    )
    if kind is CommentKind.QUESTION:
        st.write(translate("Everyone at the meeting will read it, and it may be printed."))
    elif kind is CommentKind.STILL:
        st.write(
            translate("First somebody checks it. Then it goes to who replied. The same people can read it as before.")
        )
    else:
        _readers(place, kind)
    return False


def _readers(place: str, kind: CommentKind) -> None:
    """Who reads it, in a line, and one tap away the way to choose others. The line stands above what it follows from,
    and is drawn after it."""
    line = st.empty()
    with st.expander(translate("Let others read it, or say more")):
        st.radio(translate("Who may read it? First the person who checks what people write, then:"), list(Readers),
            format_func=choices.label_by(Readers, lambda one: translate(one.plain)), key=f"{place} readers",
        )  # fmt: skip
        if kind is CommentKind.VIEW:
            st.selectbox(translate("What do you think really happened?"), [None, *Really],
                format_func=lambda one: translate(str(one or "Say nothing on this")), key=f"{place} really",
            )  # fmt: skip
    chosen = Readers(st.session_state.get(f"{place} readers") or Readers.SCRUTINEER)
    line.caption(escaped(translate(f"Who reads it: first the person who checks. Then: {chosen.plain}.")))


def _words(label: str, place: str, kind: CommentKind) -> None:
    most = LONGEST_QUESTION if kind is CommentKind.QUESTION else LONGEST
    st.text_area(translate(label), max_chars=most, key=f"{place} words")


def _worry(place: str, kind: CommentKind, seen: str) -> None:
    """A worry asks for nothing that it does not need. What was chosen in the fields that it does not show stays, for
    who takes the tick away or saves."""
    state = st.session_state
    for key in [f"{place} {one}" for one in ("stance", "really", "named", "readers")]:
        if key in state:
            state[key] = state[key]  # a field that is not drawn forgets it otherwise
    st.write(translate(worry_fields.who_and_when(seen)))
    _words(worry_fields.WHAT, place, kind)
    worry_fields.show(place)


def _pointed(place: str) -> Pointed | None:
    """What was pointed out about these very words; changed words are looked at again."""
    words, found = st.session_state.get(f"{place} pointed", ("", None))
    return found if words == st.session_state.get(f"{place} words") else None


def looks_over(form: Form, *, worried: bool) -> bool:
    """Where something was pointed out about these words, shows it with the ways to go on in place of the other buttons.
    Returns whether it did."""
    pointed = None if worried else _pointed(form.place)
    if pointed:
        _look_over(form, pointed)
    return pointed is not None


def _look_over(form: Form, pointed: Pointed) -> None:
    place = form.place
    words, asked = form.words(), f"{place} look over"
    doing.show_outcome(place)
    with st.container(border=True, key="look_over"):
        if pointed.worrying:
            st.markdown(f"**{translate('It sounds as if somebody may not be safe.')}**")
            st.write(translate(worry_fields.WHY))
            st.write(
                translate("It can go straight to the people who look after safety. Nobody else will read it then.")
            )
            st.write(translate(worry_fields.who_and_when(form.seen)))
            worry_fields.show(asked)
            _send_button("Send it to them now", form, lambda: form.as_worry(asked), asked, type="primary")
        if pointed.details:
            st.markdown(f"**{translate('This may show who somebody is:')}**")
            for one, what in pointed.details:
                st.markdown(f"- {escaped(one)} ({escaped(translate(what))})")
            st.write(
                translate("You can change your words above. If you keep them, the person who checks will look at this.")
            )
        _send_button("Send it as it is", form, lambda: form.looked_at(words))
        st.button(
            translate("Change it"),
            key=f"{place} change",
            on_click=st.session_state.pop,
            args=(f"{place} pointed", None),
        )


def _send_button(label: str, form: Form, content: Callable[[], Content], asked: str = "", **look: Any) -> None:
    """`content` is read when the button is pressed. `asked` begins the names of the fields about a worry that the app
    noticed."""
    place = form.place

    def done(_: str) -> str:
        worry = asked or (place if form.is_worry() else "")
        return form.thank(worry_fields.read(worry).about) if worry else SENT

    sends = form.bind(doing.when_pressed(content))
    doing.button(label, sends, place, done=done, then=form.leave, refused=form.point_out, **look)


def forget(place: str) -> None:
    """Empties the form."""
    for key in [one for one in st.session_state if str(one).startswith(place)]:
        del st.session_state[key]


def address_after_sending(actor: Actor) -> str:
    """Where a writer sees what became of things."""
    return "what_happened" if actor.role is Role.YOUNG_ADVISOR else "my_comments"
