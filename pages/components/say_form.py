"""Saying something about a finding: four buttons, and more for who wants it. Nothing goes before it was looked over."""

from dataclasses import dataclass, replace

import streamlit as st

from cscp_core.errors import CscpError, DetailsFound
from cscp_core.people.permissions import Actor, Role
from feedback.comments import service
from feedback.comments.reads import Receipt
from feedback.comments.rules import LONGEST, LONGEST_QUESTION, REALLY, Kind, Readers, Stance
from feedback.comments.service import Content, Pointed
from pages.components import data, menu, worry_fields
from pages.components.text import escaped, paragraphs

SENT = "just sent"
NAMED = ("No", "Yes")
UNSENT_WORRY = (
    " Nobody knows of your worry until you send it. Your words are kept, your other answers are asked again. In danger "
    "now? Call 999."
)


@dataclass(frozen=True, kw_only=True)
class Goes:
    """Where the words go: report, kind and id of the finding, and what was saved or sent earlier, in which version."""

    about: tuple[str, str, str]
    kind: Kind
    comment_id: str
    version: int


@dataclass(frozen=True)
class Written:
    """What stands in the form, and what of it is saved as a draft. `named` is None, and a worry has nobody whom it is
    about, until that is chosen."""

    content: Content
    draft: Content
    named: str | None
    worried: bool


def has_begun(place: str) -> bool:
    """Whether something was chosen or typed in the form on this page."""
    return any(st.session_state.get(f"{place} {field}") for field in ("words", "stance", "worried"))


def place_of(about: tuple[str, str, str], kind: Kind, comment_id: str) -> str:
    """What the names of the form's fields begin with."""
    return f"say {about[1]} {about[2]} {kind} {comment_id}"


def show(actor: Actor, about: tuple[str, str, str], kind: Kind, before: Receipt | None, *, closed: bool) -> None:
    """The form. `about` is report, kind and id of the finding; `before` is what the writer saved or sent earlier. While
    it is closed, what was typed stays and can be saved, and nothing can be sent."""
    place = place_of(about, kind, before.comment_id if before else "")
    seen = _seen_version(place, before) if before else 0
    written = _fields(place, kind, before)
    content = written.content
    pointed = _pointed(place, written)
    goes = Goes(about=about, kind=kind, comment_id=before.comment_id if before else "", version=seen)
    if pointed and not closed:
        _look_over(actor, place, pointed, content, goes)
        return
    if closed:
        st.write("It can't be sent now. At the top it says whom to ring. What you wrote stays while this page is open.")
    with st.container(horizontal=True):
        worried = written.worried  # sending a worry and not sending it look the same
        sending = not closed and st.button("Send", type="secondary" if worried else "primary", key=f"{place} send")
        saving = _may_save(before) and st.button("Save for later", key=f"{place} save")
        leaving = st.button("Not now", key=f"drop {place}")  # the browser asks first where words would go (guard.js)
    if leaving:
        _leave(actor, place)
    if saving and data.change(
        service.save, actor, content=written.draft, about=goes.about, kind=goes.kind, comment_id=goes.comment_id,
        version=goes.version,
    ):  # fmt: skip
        unread = UNSENT_WORRY if written.worried else ""
        _leave(actor, place, f"Saved. Only you can see it.{unread}")
    if sending:
        _try_to_send(actor, place, written, goes)


def _seen_version(place: str, before: Receipt) -> int:
    """The version that stands in the fields. Where another stands by now, because its writer changed it in another tab
    or it was checked, both are shown until they choose, and nothing is sent before."""
    key, state = f"{place} version", st.session_state
    if f"{place} words" not in state:
        _fill(place, before)
    seen: int = state[key]
    if seen != before.version:
        with st.container(border=True):
            st.warning("This changed after you opened it, in another tab of yours or when it was checked. Choose one.")
            left, right = st.columns(2)
            left.markdown(f"**What you wrote here**\n\n{paragraphs(state[f'{place} words'])}")
            right.markdown(f"**What it says now**\n\n{paragraphs(before.words)}")
            with st.container(horizontal=True):
                st.button("Keep mine", key=f"{place} mine", on_click=state.update, args=({key: before.version},))
                st.button("Use what it says now", key=f"{place} theirs", on_click=_fill, args=(place, before))
    return seen


def _fill(place: str, before: Receipt) -> None:
    """Puts what was saved or sent earlier into the fields."""
    state = st.session_state
    state[f"{place} version"], state[f"{place} words"] = before.version, before.words
    state[f"{place} stance"] = Stance(before.stance) if before.stance else None
    state[f"{place} really"], state[f"{place} readers"] = _really(before), Readers(before.readers)


def _try_to_send(actor: Actor, place: str, written: Written, goes: Goes) -> None:
    content = written.content
    if written.worried and not content.worry:
        st.error(worry_fields.CHOOSE)
        return
    if not written.worried:
        if content.words and written.named is None:
            st.error("Have you named anyone? Choose Yes or No.")
            return
        found = data.ask(service.point_out, actor, words=content.words)
        if found.details or found.worrying:
            st.session_state[f"{place} pointed"] = (content.words, found)
            st.rerun()
    _send(actor, place, content, goes)


def _fields(place: str, kind: Kind, before: Receipt | None) -> Written:
    if st.checkbox("I am worried about someone", key=f"{place} worried"):
        return _worry(place, kind, before)
    stance, really = None, ""
    if kind is Kind.VIEW:
        stance = st.pills("What do you think of it?", list(Stance), key=f"{place} stance")
    question = kind is Kind.QUESTION
    label = {Kind.VIEW: "Say more, if you like", Kind.MISSING: "What is missing here?"}.get(kind, "Your question")
    words = _words(label, place, kind)
    if kind is Kind.VIEW:
        plain = {"": "Say nothing on this", **REALLY}
        really = st.selectbox(
            "What do you think really happened?", list(plain), format_func=lambda one: plain[one],
            key=f"{place} really",
        )  # fmt: skip
    named = st.radio("Have you named anyone?", NAMED, None, horizontal=True, key=f"{place} named")
    readers = Readers.ANYWHERE
    if question:
        st.write("Everyone at the meeting will read it, and it may be printed.")
    else:
        order = list(Readers)
        readers = st.radio(
            "Who may read it? First the person who checks what people write, then:", order,
            format_func=lambda one: one.plain, key=f"{place} readers",
        )  # fmt: skip
    content = Content(
        stance=Stance(stance) if stance else None,
        really=really,
        words=words,
        readers=Readers(readers),
        named=named == "Yes",
    )
    return Written(content, content, named, worried=False)


def _words(label: str, place: str, kind: Kind) -> str:
    most = LONGEST_QUESTION if kind is Kind.QUESTION else LONGEST
    return st.text_area(label, max_chars=most, key=f"{place} words")


def _worry(place: str, kind: Kind, before: Receipt | None) -> Written:
    """A worry asks for nothing that it does not need."""
    aside = _set_aside(place, before)
    st.write(worry_fields.WHO_AND_WHEN)
    words = _words(worry_fields.WHAT, place, kind)
    asked = worry_fields.show(place)
    content = Content(words=words, worry=asked.about, contact=asked.contact)
    return Written(content, replace(aside, words=words), None, worried=True)


def _set_aside(place: str, before: Receipt | None) -> Content:
    """What was chosen in the fields that a worry does not show. It stays, for whoever takes the tick away or saves."""
    state = st.session_state
    for key in [f"{place} {one}" for one in ("stance", "really", "named", "readers")]:
        if key in state:
            state[key] = state[key]  # a field that is not drawn forgets it otherwise
    stance = state.get(f"{place} stance", before.stance if before else None)
    readers = state.get(f"{place} readers", before.readers if before else Readers.SCRUTINEER)
    really = state.get(f"{place} really", _really(before))
    named = state.get(f"{place} named") == "Yes"
    return Content(
        stance=Stance(stance) if stance else None, really=really, words="", readers=Readers(readers), named=named
    )


def _really(before: Receipt | None) -> str:
    return next((key for key, one in REALLY.items() if before and one == before.really), "")


def _pointed(place: str, written: Written) -> Pointed | None:
    """What was pointed out about these very words; changed words are looked at anew."""
    words, found = st.session_state.get(f"{place} pointed", ("", None))
    return found if found and words == written.content.words and not written.worried else None


def _look_over(actor: Actor, place: str, pointed: Pointed, content: Content, goes: Goes) -> None:
    with st.container(border=True, key="look_over"):
        if pointed.worrying:
            st.markdown("**It sounds as if somebody may not be safe.**")
            st.write(worry_fields.WHY)
            st.write("It can go straight to the people who look after safety. Nobody else will read it then.")
            st.write(worry_fields.WHO_AND_WHEN)
            asked = worry_fields.show(f"{place} look over")
            if st.button("Send it to them now", type="primary", key=f"{place} worry"):
                if asked.about:
                    _send(actor, place, replace(content, worry=asked.about, contact=asked.contact), goes)
                else:
                    st.error(worry_fields.CHOOSE)
        if pointed.details:
            st.markdown("**This may show who somebody is:**")
            for words, what in pointed.details:
                st.markdown(f"- {escaped(words)} ({escaped(what)})")
            st.write("You can change your words above. If you keep them, the person who checks will look at this.")
        if st.button("Send it as it is", key=f"{place} keep"):
            _send(actor, place, replace(content, keeps=True), goes)
        st.button("Change it", key=f"{place} change", on_click=st.session_state.pop, args=(f"{place} pointed", None))


def _send(actor: Actor, place: str, content: Content, goes: Goes) -> None:
    try:
        with data.writing(actor) as session:
            service.send(
                session, actor, content=content, about=goes.about, kind=goes.kind, comment_id=goes.comment_id,
                version=goes.version,
            )  # fmt: skip
    except DetailsFound as error:
        st.session_state[f"{place} pointed"] = (content.words, Pointed(details=tuple(error.found), worrying=False))
        st.rerun()
    except CscpError as error:
        data.show_refusal(error)
        return
    sent = "Sent. Somebody checks it within three working days, before anyone else reads it."
    _leave(actor, place, worry_fields.thanks(content.worry) if content.worry else sent)


def _leave(actor: Actor, place: str, said: str = "") -> None:
    for key in [one for one in st.session_state if str(one).startswith(place)]:
        del st.session_state[key]
    if said:
        st.session_state[SENT] = said
    st.switch_page(menu.PAGES / f"{landing(actor)}.py")


def landing(actor: Actor) -> str:
    """Where a writer sees what became of things."""
    return "what_happened" if actor.role is Role.YOUNG_ADVISOR else "my_comments"


def _may_save(before: Receipt | None) -> bool:
    return before is None or before.state == "draft"
