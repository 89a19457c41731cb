"""Acts on what is on the screen: bound to the version that was drawn, carried out before the page is drawn again.

A click reruns the page before a button answers, so `if st.button(...): change(version=row.version)` hands over the
version of the new run, which nobody has read. Every button and form that changes something is therefore drawn here:
`bind` holds service, actor and details as they were drawn, a callback carries them out, and the run that follows shows
what came of it.
"""

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as kept_in
from datetime import date, time
from threading import local
from typing import Any, Generic, Literal, ParamSpec, TypedDict, TypeVar, Unpack, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException

from cscp_core.errors import ChangedMeanwhile, CscpError, NotFound, SignedOut, TextRefused
from cscp_core.people.permissions import Actor
from pages.components import data, gate, kept, menu
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Refused = Callable[[CscpError], bool]
CHANGED = "Somebody changed this while you were reading. Here is what it says now."
VERSIONS = ("version", "seen_version", "seen_number")
ACTS = "acts of this tab"


class Look(TypedDict, total=False):
    """What a button may look like."""

    type: Literal["primary", "secondary", "tertiary"]
    help: str | None
    disabled: bool
    shortcut: str


class OnChange(TypedDict):
    """How a field carries an act out by itself."""

    on_change: Callable[..., None]
    args: tuple[object, ...]


@dataclass(frozen=True)
class Later(Generic[T]):
    """A detail that is read when the button is pressed: what a field holds then."""

    read: Callable[[], T]


@dataclass(frozen=True, kw_only=True)
class Act(Generic[R]):
    """One change by one person, as it was drawn."""

    actor: Actor
    service: data.Service[..., R]
    details: Mapping[str, object]

    @property
    def version(self) -> int | None:
        """The version that was drawn, where the service asks for one."""
        found = next((self.details[name] for name in VERSIONS if name in self.details), None)
        return found if isinstance(found, int) else None

    @property
    def drawn(self) -> str:
        """What tells it from the same act on a later version: the version, or of an act on several records all that
        was `shown` of them."""
        if shown := self.details.get("shown"):
            return hashlib.sha256(repr(shown).encode()).hexdigest()[:12]
        return "" if self.version is None else str(self.version)

    def carry_out(self) -> R:
        details = {name: one.read() if isinstance(one, Later) else one for name, one in self.details.items()}
        with data.writing(self.actor) as session:
            return self.service(session, self.actor, **details)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an act: a sentence, or why it was refused."""

    words: str = ""
    error: CscpError | None = None

    @property
    def is_stale(self) -> bool:
        """Whether what was drawn does not stand any more, so that the page has to show what does."""
        return isinstance(self.error, ChangedMeanwhile | NotFound | SignedOut)


@dataclass(kw_only=True)
class _Tab:
    """What was drawn in a tab, by place, and what came of acts there."""

    outcomes: dict[str, Outcome] = kept_in(default_factory=dict)
    shown: set[str] = kept_in(default_factory=set)
    """Where this run has shown an outcome."""
    noted: set[str] = kept_in(default_factory=set)
    """Where this run has said that something was changed."""
    drawn: dict[str, tuple[int, bool]] = kept_in(default_factory=dict)
    """The versions that the run before drew, and whether it found them changed."""
    drawing: dict[str, tuple[int, bool]] = kept_in(default_factory=dict)
    fields: dict[str, set[str]] = kept_in(default_factory=dict)
    """The keys of fields whose dialogs were opened: what is typed there stays until an act is carried out."""
    opening: dict[str, int] = kept_in(default_factory=dict)
    """Dialogs that were asked for since the run before, each with the version that its button was drawn with."""


class _Here(local):
    tab: _Tab | None = None
    in_part: bool = False
    """Whether a part of a page runs by itself."""


_here = _Here()  # for the length of a whole run: each look into the session state takes Streamlit's locks


def _tab() -> _Tab:
    if _here.tab is not None:
        return _here.tab
    found: _Tab = st.session_state.setdefault(ACTS, _Tab())
    return found


def bind(actor: Actor, service: data.Service[P, R], /, *_: P.args, **details: P.kwargs) -> Act[R]:
    """An act of a service `(session, actor, *, details)` with the details of this run, its version among them."""
    return Act(actor=actor, service=service, details=details)


def when_pressed(read: Callable[[], T]) -> T:
    """A detail of `bind` that is not known before the button is pressed. `read` may raise CscpError to refuse."""
    return cast("T", Later(read))


def field(key: str, read: Callable[[Any], T], *, needed: str = "") -> T:
    """What is chosen in the field with this key when the button is pressed, through `read`: Streamlit says no type
    for it. Where that is nothing, the act is refused in the sentence `needed`; without one it is None."""
    return when_pressed(lambda: _read(key, read, needed))


def text(key: str) -> str:
    """What a text field holds when the button is pressed."""
    return when_pressed(lambda: str(st.session_state.get(key) or ""))


def words(place: str, name: str) -> str:
    """What a field of `kept` holds when the button is pressed."""
    return text(f"{place}/{name}")


def day(key: str) -> date | None:
    """What a date field holds when the button is pressed."""
    return field(key, as_day)


def hour(key: str) -> time | None:
    """What a field for a time of day holds when the button is pressed."""
    return field(key, lambda chosen: cast("time", chosen))


def as_day(chosen: object) -> date:
    """For `field`: a chosen date, as it is."""
    return cast("date", chosen)


def button(
    label: str, act: Act[R], place: str, *, done: str | Callable[[R], str] = "", also: Sequence[str] = (),
    then: Callable[[R], object] | None = None, refused: Refused | None = None, keeps_focus: bool = False,
    **look: Unpack[Look],
) -> None:  # fmt: skip
    """A button that carries an act out. `place` names the record on the screen: its drafts are forgotten after the
    act, and what came of it stands there, at the top of the page where the place is gone.

    `done` is said after it. It and `then`, which is called after it, may be functions of what the service returned.
    `refused` may take care of a refusal itself, and returns whether it did. `also` are other places that hold the same
    thing: what is written there stays, and one's own act puts nobody behind there. The button is another one for every
    version, so that a click on an older one never carries out the newer; `keeps_focus` is for a button that is pressed
    several times in a row. `look` goes to `st.button`.
    """
    show_outcome(place)
    st.button(
        translate(label), key=_key(place, label, act, keeps_focus), on_click=_carry_out,
        args=(act, place, done, also, then, refused), **look,
    )  # fmt: skip


def submit(
    label: str, act: Act[R], place: str, *, done: str | Callable[[R], str] = "",
    then: Callable[[R], object] | None = None, refused: Refused | None = None, **look: Unpack[Look],
) -> None:  # fmt: skip
    """The same as the button of a form: every field of it is read when it is pressed."""
    show_outcome(place)
    st.form_submit_button(
        translate(label),
        key=_key(place, label, act),
        on_click=_carry_out,
        args=(act, place, done, (), then, refused),
        **look,
    )


def on_change(
    act: Act[R], place: str, *, done: str | Callable[[R], str] = "", also: Sequence[str] = (),
    then: Callable[[R], object] | None = None, refused: Refused | None = None,
) -> OnChange:  # fmt: skip
    """For a field that carries an act out by itself when it is changed: what it is to be drawn with."""
    return {"on_change": _carry_out, "args": (act, place, done, also, then, refused)}


def part(draw: Callable[P, None]) -> Callable[P, None]:
    """A part of a page that is drawn again by itself after an act within it, and says there what came of the act. What
    stands elsewhere on the page waits for the next whole run."""

    @functools.wraps(draw)
    def draw_part(*args: P.args, **details: P.kwargs) -> None:
        if gate.is_whole_run():
            draw(*args, **details)
            return
        tab = _tab()
        tab.shown, tab.noted, _here.in_part = set(), set(), True
        try:
            draw(*args, **details)
        finally:
            _here.in_part = False

    return cast("Callable[P, None]", st.fragment(draw_part))


@contextmanager
def row(place: str) -> Iterator[None]:
    """Buttons of one place side by side, under what came of the last act there."""
    show_outcome(place)
    with st.container(horizontal=True, vertical_alignment="center"):
        yield


def opens(
    label: str, place: str, version: int, dialog: Callable[P, object], /, *args: P.args, **details: P.kwargs
) -> None:
    """A button that opens a dialog on what was drawn; where that is another version by now, it says so instead."""
    show_outcome(place)
    opening = f"opens {place} {label}"
    key = f"{place} {label} {version} opens"  # the button in the dialog may say the same
    tab = _tab()
    st.button(translate(label), key=key, on_click=tab.opening.update, args=({opening: version},))
    drawn = tab.opening.pop(opening, None)
    if drawn == version:
        before = set(st.session_state)
        dialog(*args, **details)
        fields = {str(key) for key in set(st.session_state) - before if isinstance(st.session_state[key], str)}
        tab.fields.setdefault(place, set()).update(fields)
    elif drawn is not None:
        watch(place, version, unseen=True)


def watch(place: str, version: int, changed: str = CHANGED, *, unseen: bool = False) -> None:
    """Says `changed` where a record is another version than this page drew before, for as long as the page stays open
    and nothing is done there. `unseen` where that is known already."""
    tab = _tab()
    before = tab.drawn.get(place)
    differs = unseen or (before is not None and before != (version, False))
    tab.drawing[place] = (version, differs)
    show_outcome(place)
    outcome = tab.outcomes.get(place)
    if differs and place not in tab.noted and not (outcome and outcome.is_stale):
        tab.noted.add(place)
        st.warning(translate(changed))


def seen_version(actor: Actor, place: str, current: int, theirs: str = "", changed: str = CHANGED) -> int:
    """The version that an act of its reader is bound to. Called before the fields of the place.

    Where it has changed since something was written here, both stand side by side until the writer chooses, and their
    words stay refused until then. `theirs` is what stands there now, where no field shows it. Without anything written
    here, what stands there now is shown, and `changed` says so.
    """
    seen = f"seen {place}"
    if seen not in st.session_state:
        st.session_state[seen] = kept.seen_version(actor, place, current)
    before: int = st.session_state[seen]
    differs = before != current and kept.is_written(actor, place)
    st.session_state[f"differs {place}"] = differs
    if differs:
        show_outcome(place)
        _ask_which(actor, place, current, theirs)
        return before
    st.session_state[seen] = current
    watch(place, current, changed)
    return current


def show_outcome(place: str) -> None:
    """What came of the last act at a place, once in a run."""
    tab = _tab()
    outcome = tab.outcomes.get(place)
    if outcome is None or place in tab.shown:
        return
    if gate.is_whole_run():
        tab.shown.add(place)
    elif _here.in_part:
        tab.shown.add(place)
        del tab.outcomes[place]
    elif outcome.error is None or outcome.is_stale:
        st.rerun()  # closes the dialog: the page shows it, beside what stands there now
    else:
        del tab.outcomes[place]
    _show(outcome)


@contextmanager
def whole_run() -> Iterator[None]:
    """Around all that a run draws. At its end, what came of an act whose place is gone stands at the top. A run that is
    broken off shows nothing for certain, so the next one shows it."""
    menu.go_on()
    tab = _tab()
    _keep_fields_of_dialogs(tab)
    top = st.container()
    tab.shown, tab.noted, tab.drawing = set(), set(), {}
    _here.tab = tab
    try:
        yield
    except StopException:
        _end(tab, top)
        raise
    else:
        _end(tab, top)
    finally:
        _here.tab = None


def forget(actor: Actor, place: str) -> None:
    """Forgets the version seen and the drafts of a place, once what was written there was sent."""
    st.session_state.pop(f"seen {place}", None)
    kept.forget(actor, place)


def _keep_fields_of_dialogs(tab: _Tab) -> None:
    """A dialog closes where something changed: without this its fields would forget what was typed."""
    for keys in tab.fields.values():
        for key in keys & set(st.session_state):
            st.session_state[key] = st.session_state[key]


def _end(tab: _Tab, top: DeltaGenerator) -> None:
    with top:
        for place, outcome in tab.outcomes.items():
            if place not in tab.shown:
                _show(outcome)
    tab.outcomes, tab.drawn = {}, tab.drawing


def _carry_out(
    act: Act[R], place: str, done: str | Callable[[R], str], also: Sequence[str], then: Callable[[R], object] | None,
    refused: Refused | None,
) -> None:  # fmt: skip
    try:
        made = act.carry_out()
    except CscpError as error:
        if refused is None or not refused(error):
            _tab().outcomes[place] = Outcome(error=error)
        return
    for one in (place, *also):
        _tab().drawn.pop(one, None)
    for key in _tab().fields.pop(place, ()):
        st.session_state.pop(key, None)
    if kept.has_fields(place):
        forget(act.actor, place)
        if act.version is not None:
            kept.carry_over(act.actor, place, act.version + 1)  # what is still written there is not behind
    for other in also:
        if st.session_state.get(f"seen {other}") == act.version is not None:
            _keep_mine(act.actor, other, act.version + 1)
    _tab().outcomes[place] = Outcome(words=done(made) if callable(done) else done)
    if then:
        then(made)


def _read(key: str, read: Callable[[Any], T], needed: str) -> T:
    chosen = st.session_state.get(key)
    if chosen is None and needed:
        raise TextRefused(needed)
    return read(chosen) if chosen is not None else cast("T", None)


def _key(place: str, label: str, act: Act[R], keeps_focus: bool = False) -> str:
    return f"{place} {label}" if keeps_focus or not act.drawn else f"{place} {label} {act.drawn}"


def _show(outcome: Outcome) -> None:
    if outcome.error:
        data.show_refusal(outcome.error)
    elif outcome.words:
        st.success(escaped(translate(outcome.words)))


def _ask_which(actor: Actor, place: str, current: int, theirs: str) -> None:
    with st.container(border=True):
        st.warning(
            "Somebody changed this after you opened it. Your words are not lost, and nothing is recorded until you "
            "choose. To use part of the other text, copy it into yours, then keep yours."
        )
        if theirs:
            left, right = st.columns(2)
            left.markdown("**Yours**\n\n" + paragraphs("\n".join(kept.own_words(actor, place))))
            right.markdown("**What it says now**\n\n" + paragraphs(theirs))
        else:
            st.markdown("Your words are in the fields. Under each field that differs, you see what it says now.")
        with st.container(horizontal=True):
            st.button("Keep mine", key=f"{place} mine", on_click=_keep_mine, args=(actor, place, current))
            st.button(
                "Use theirs", key=f"{place} theirs", on_click=_use_theirs,
                args=(actor, place, current, kept.versions(actor, place)), help="What you wrote here is discarded.",
            )  # fmt: skip


def _keep_mine(actor: Actor, place: str, shown: int) -> None:
    kept.carry_over(actor, place, shown)
    st.session_state[f"seen {place}"] = shown


def _use_theirs(actor: Actor, place: str, shown: int, versions: dict[str, int]) -> None:
    kept.forget(actor, place, versions)
    st.session_state[f"seen {place}"] = shown
