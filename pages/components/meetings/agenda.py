"""A meeting's agenda: the items in order, and for those who run it the way to move, time and remove them."""

from collections.abc import Callable

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor, Permission, Role, may
from cscp_core.scrutiny.meetings import outcomes, service
from cscp_core.scrutiny.meetings.reads import Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import MeetingState
from feedback.together import questions
from pages.components import badges, data, doing, kept, menu, said_card, whole_number
from pages.components.meetings import meeting_add
from pages.components.text import escaped


def show(actor: Actor, meeting: Gathering, version: int) -> None:
    st.header("Agenda")
    wanted, own = data.ask(questions.list_wanted, actor, meeting_id=meeting.meeting_id)
    changing = may(actor, Permission.RUN_MEETINGS) and meeting.state is not MeetingState.ENDED
    if not meeting.items:
        st.write(
            "Nothing is on the agenda yet." + (" Choose or write an item under Add to the agenda." if changing else "")
        )
    for item in meeting.items:
        with st.container(key=f"agenda item {item.item_id}", gap="xsmall"):
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"act-row of the agenda {item.item_id}"
            ):  # fmt: skip
                st.markdown(_in_words(meeting, item))
                _way_to(actor, item)
                if actor.role is Role.LAY_MEMBER and meeting.state is MeetingState.PLANNED:
                    _ask(actor, meeting, item, own)
            badges.show_kept(item.because)
            if item.asked_instead:
                st.caption(escaped(item.asked_instead))
            if item.item_id in wanted:
                st.caption("A lay member wants to ask this.")
            if changing:
                with st.container(horizontal=True, vertical_alignment="center"):
                    _buttons(actor, meeting, item, version)
    said_card.mark_read(actor, questions.asked_in(meeting.items))


def _in_words(meeting: Gathering, item: ListedItem) -> str:
    """An item as markdown of two or three lines."""
    reached = "not reached" if meeting.state is MeetingState.ENDED and not item.reached else ""
    parts = (item.agency, counted(item.minutes, "minute"), item.origin, reached, outcomes.describe_carrying(item))
    about = " · ".join(part for part in parts if part)
    title = "" if item.title in item.question else f"{escaped(item.title)}  \n"
    return f"**{item.position}. {escaped(item.question)}**  \n{title}:small[{escaped(about)}]"


def _way_to(actor: Actor, item: ListedItem) -> None:
    if item.source_kind == SourceKind.CHALLENGE and may(actor, Permission.SEE_QUESTIONS):
        menu.link("challenge", f"Challenge {item.source_id}", id=item.source_id)
    elif item.source_kind in (SourceKind.CLAIM, SourceKind.RECOMMENDATION, SourceKind.FIGURE):
        menu.link(
            item.source_kind, f"Open the {SourceKind(item.source_kind)}", id=item.source_id, report=item.report_id
        )  # fmt: skip


def _ask(actor: Actor, meeting: Gathering, item: ListedItem, own: int) -> None:
    place = f"ask/{meeting.meeting_id}/{item.item_id}"
    if own == item.item_id:
        rather_not = doing.bind(actor, questions.rather_not_ask, meeting_id=meeting.meeting_id)
        doing.button("I would rather not", rather_not, place)
    elif not own and item.source_kind != SourceKind.QUESTION:
        wants = doing.bind(actor, questions.want_to_ask, meeting_id=meeting.meeting_id, item_id=item.item_id)
        doing.button("I want to ask this", wants, place)


def _buttons(actor: Actor, meeting: Gathering, item: ListedItem, version: int) -> None:
    if item.source_kind == SourceKind.QUESTION:
        st.caption("Only young people and lay members can take this off.")
        return
    also = [f"meeting/{meeting.meeting_id}", meeting_add.place_of_head(meeting)]
    place = f"meeting/{meeting.meeting_id}/{item.item_id}"
    movable = [one.item_id for one in meeting.items if one.source_kind != SourceKind.QUESTION]  # those come first
    for word, by, possible in (("Up", -1, item.item_id != movable[0]), ("Down", 1, item.item_id != movable[-1])):
        if possible:
            moves = doing.bind(
                actor, service.change_item, meeting_id=meeting.meeting_id, version=version, item_id=item.item_id, by=by
            )
            help_text = f"Move item {item.position} {word.lower()}"
            doing.button(word, moves, place, also=also, keeps_focus=True, help=help_text)
    _minutes(actor, meeting, item, version, place, also)
    removes = doing.bind(
        actor, service.remove_item, meeting_id=meeting.meeting_id, version=version, item_id=item.item_id
    )
    doing.button("Remove", removes, place, also=also, help=f"Take item {item.position} off the agenda")


def _minutes(
    actor: Actor, meeting: Gathering, item: ListedItem, version: int, place: str, also: list[str]
) -> None:  # fmt: skip
    key = kept.choice_key(f"agenda/{meeting.meeting_id}", f"minutes {item.item_id}", float(item.minutes))
    changes = doing.bind(
        actor, service.change_item, meeting_id=meeting.meeting_id, version=version, item_id=item.item_id,
        minutes=doing.when_pressed(lambda: whole_number.read(key)),
    )  # fmt: skip
    carried_out = doing.on_change(changes, place, also=also, then=_follow(key), refused=_follow(key))
    field = st.container(width="content")
    whole_number.show(field, f"Minutes for item {item.position}", 1, 120, key=key, **carried_out)


def _follow(key: str) -> Callable[[object], bool]:
    """Lets a field show again what is kept, and leaves the refusal, if it is one, to be shown."""

    def follow(_: object) -> bool:
        st.session_state.pop(key, None)
        return False

    return follow
