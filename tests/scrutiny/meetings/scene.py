"""A small partnership to hold meetings with: a report of two themes, people of every role, and builders for both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session, select

from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.improvement.rules import Reference
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import reads as challenge_reads
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.challenges.views import WholeChallenge
from cscp_core.scrutiny.meetings import ending, notes, reads, service
from cscp_core.scrutiny.meetings.reads import Captured, Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.meetings.tables import MeetingNote
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage.base import Table
from cscp_core.storage.session import Store
from tests.builders import load_into, small_row, write_folder
from tests.conftest import Clock, make_account

TINY = "tiny-2020-21"
CLAIM = "claim-1.1-01"
FIGURE = "figure-1.1-01"
TODAY = date(2026, 11, 20)  # the day on which the tests' clock stands, a Friday
TEN_WORKING_DAYS = date(2026, 12, 4)
BOXES = Boxes("We looked.", "Children wait less.", "An audit.", "A second audit.", "Head of service", date(2027, 3, 1))
SAMPLE = Reference("Dip sample", "Quality lead", "October 2026", "the council's own files")


@dataclass(frozen=True)
class Scene:
    """The store with everybody in it."""

    store: Store
    clock: Clock
    people: dict[str, Actor]

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def act(self, function: Callable[..., Any], actor: Actor, **details: Any) -> Any:
        """One change, as a page makes it."""
        with self.store.writing() as session:
            return function(session, actor, **details)

    def ask(self, function: Callable[..., Any], actor: Actor, **details: Any) -> Any:
        """One read, as a page makes it."""
        with self.store.reading() as session:
            return function(session, actor, **details)

    def every(self, table: type[Table]) -> list[Any]:
        with self.store.reading() as session:
            return list(session.exec(select(table).order_by(*inspect(table).primary_key)))

    def words(self, *but: str) -> str:
        """Everything that the database holds, except in the tables named."""
        with self.store.reading() as session:
            return "\n".join(
                f"{name}: {tuple(row)}"
                for name, table in Table.metadata.tables.items()
                if name not in but
                for row in session.execute(select(*table.columns))
            )

    # meetings

    def plan(self, *picks: Pick, actor: Actor | None = None, **details: Any) -> int:
        known: dict[str, Any] = {
            "title": "Autumn scrutiny",
            "kind": MeetingKind.SCRUTINY,
            "held_on": TODAY,
            "attendees": "",
            "report_id": TINY,
        }
        return self.act(service.plan_meeting, actor or self.dee, picks=picks, **known | details)

    def open(self, *picks: Pick, **details: Any) -> int:
        """A meeting that is open at its first item."""
        meeting_id = self.plan(*(picks or (make_pick(),)), **details)
        self.change(service.start_meeting, meeting_id)
        return meeting_id

    def end(self, meeting_id: int, **details: Any) -> None:
        self.change(ending.end_meeting, meeting_id, **details)

    def ended(self, *picks: Pick, **details: Any) -> int:
        meeting_id = self.open(*picks, **details)
        self.end(meeting_id)
        return meeting_id

    def change(self, function: Callable[..., Any], meeting_id: int, actor: Actor | None = None, **details: Any) -> Any:
        """A change by somebody who has just looked."""
        details.setdefault("version", self.meeting(meeting_id).version)
        return self.act(function, actor or self.dee, meeting_id=meeting_id, **details)

    def go_to(self, meeting_id: int, position: int) -> None:
        seen = self.meeting(meeting_id).current
        self.act(service.go_to, self.dee, meeting_id=meeting_id, position=position, seen_position=seen)

    def meeting(self, meeting_id: int, actor: Actor | None = None) -> Gathering:
        return self.ask(reads.find_meeting, actor or self.dee, meeting_id=meeting_id)

    def item(self, meeting_id: int, position: int = 1) -> ListedItem:
        return self.meeting(meeting_id).items[position - 1]

    def agenda(self, meeting_id: int) -> list[tuple[int, str]]:
        return [(one.position, one.title) for one in self.meeting(meeting_id).items]

    def capture(self, meeting_id: int, kind: NoteKind, actor: Actor | None = None, **details: Any) -> int:
        """Keeps something; a challenge goes to the council unless said otherwise."""
        known: dict[str, Any] = {"words": "Who looks again?", "item_id": None}
        if kind is NoteKind.CHALLENGE:
            known |= {"would_answer": "A date.", "agency_ids": ["council"]}
        return self.act(notes.capture_note, actor or self.dee, meeting_id=meeting_id, kind=kind, **known | details)

    def note(self, meeting_id: int, note_id: int) -> Captured:
        (found,) = (one for one in self.meeting(meeting_id).notes if one.note_id == note_id)
        return found

    def settle(self, function: Callable[..., Any], note_id: int, **details: Any) -> None:
        """Confirms a note or strikes it out, by a scrutineer who has just looked."""
        with self.store.reading() as session:
            seen = session.get_one(MeetingNote, note_id).version
        self.act(function, self.dee, note_id=note_id, version=seen, **details)

    # challenges

    def raise_challenge(self, agency_id: str = "council", due_on: date | None = None, **details: Any) -> int:
        known: dict[str, Any] = {
            "question": "What changed for children?",
            "would_answer": "A measure.",
            "category": ChallengeCategory.B,
            "report_id": TINY,
            "source_kind": "claim",
            "source_id": CLAIM,
        }
        raised = self.act(drafting.raise_new, self.dee, agency_ids=[agency_id], due_on=due_on, **known | details)
        return int(raised[0])

    def challenge(self, challenge_id: int, actor: Actor | None = None) -> WholeChallenge:
        return self.ask(challenge_reads.find_whole, actor or self.dee, challenge_id=challenge_id)

    def version(self, challenge_id: int) -> int:
        return self.challenge(challenge_id).challenge.version

    def answer(self, challenge_id: int, actor: Actor | None = None, **details: Any) -> None:
        known: dict[str, Any] = {"boxes": BOXES, "seen_version": 0}
        known["seen_round"] = self.challenge(challenge_id).challenge.round
        self.act(answering.send_answer, actor or self.pat, challenge_id=challenge_id, **known | details)

    def further(self, challenge_id: int) -> None:
        details = {"version": self.version(challenge_id), "words": "And for whom?"}
        self.act(challenges.challenge_further, self.dee, challenge_id=challenge_id, **details)

    def close(self, challenge_id: int, **details: Any) -> None:
        known: dict[str, Any] = {
            "how_far": HowFar.PRACTICE,
            "how_known": HowKnown.SHOWN,
            "assurance": Assurance.PARTLY,
            "reason": "An audit shows it.",
            "version": self.version(challenge_id),
        }
        self.act(challenges.close, self.dee, challenge_id=challenge_id, **known | details)

    def reopen(self, challenge_id: int) -> None:
        details = {"version": self.version(challenge_id), "held": False, "found": "Four of twelve."}
        self.act(challenges.recheck, self.dee, challenge_id=challenge_id, **details)


def make_scene(store: Store, clock: Clock, folder: Path) -> Scene:
    load_into(store, write_scene(folder))
    wanted: dict[str, tuple[Role, dict[str, Any]]] = {
        "dee": (Role.SCRUTINEER, {"name": "Dee"}),
        "lee": (Role.SCRUTINEER, {"name": "Lee"}),
        "sam": (Role.BUSINESS_MANAGER, {"name": "Sam"}),
        "pat": (Role.PARTNER, {"name": "Pat", "agency_id": "council", "answers": True}),
        "ida": (Role.PARTNER, {"name": "Ida", "agency_id": "council"}),
        "hal": (Role.PARTNER, {"name": "Hal", "agency_id": "board", "answers": True}),
        "lou": (Role.LAY_MEMBER, {"name": "Lou"}),
        "yas": (Role.YOUNG_ADVISOR, {"name": "Yas"}),
        "len": (Role.SAFEGUARDING_LEAD, {"name": "Len"}),
    }
    people = {}
    with store.writing() as session:
        for username, (role, details) in wanted.items():
            people[username] = _actor(session, username, role, details)
    return Scene(store, clock, people | {"system": SYSTEM})


def _actor(session: Session, username: str, role: Role, details: dict[str, Any]) -> Actor:
    made = make_account(session, username, role, **details)
    account = session.get(Account, made.account_id)
    assert account
    return Actor(
        account_id=made.account_id,
        username=username,
        name=made.name,
        role=role,
        agency_id=made.agency_id,
        session_id=None,
        answers=account.answers,
    )


def write_scene(folder: Path, **sheets: list[dict[str, str]]) -> Path:
    """A report with two themes, eight claims, two recommendations, and an agency that took over from another."""
    agency = small_row("agencies")
    known = {
        "agencies": [
            agency,
            agency | {"agency_id": "board", "name": "Tiny Health Board", "short_name": "Board", "kind": "health"},
            agency
            | {"agency_id": "trust", "name": "Old Trust", "short_name": "Trust", "kind": "health"}
            | {"successor_id": "board"},
            agency | {"agency_id": "club", "name": "Tiny Club", "short_name": "Club", "statutory_partner": "no"},
        ],
        "themes": [
            small_row("themes"),
            small_row("themes", theme_id="leavers", name="Care leavers", plain_name="After care", is_priority="no"),
        ],
        "claims": [
            small_row("claims"),
            *(
                small_row("claims", claim_id=f"claim-1.1-0{number}", text=f"Practice {number} improved.")
                | {"figure_ids": "", "theme_id": "leavers" if number % 2 else "neglect"}
                | {"agency_id": "trust" if number % 2 else "council"}
                for number in range(2, 9)
            ),
        ],
        "recommendations": [make_recommendation(), make_recommendation(recommendation_id="recommendation-2")],
    }
    return write_folder(folder, **known | sheets)


def make_recommendation(**cells: str) -> dict[str, str]:
    known = {
        "recommendation_id": "recommendation-1",
        "theme_id": "neglect",
        "kind": "recommendation",
        "text": "Ask children.",
        "plain": "Ask us.",
        "agency_id": "council",
        "work_status": "not reported",
        "section": "1.1",
    }
    return known | cells


def make_pick(**details: Any) -> Pick:
    known: dict[str, Any] = {
        "source_kind": "claim",
        "source_id": CLAIM,
        "report_id": TINY,
        "title": "Neglect fell.",
        "question": "What was it before?",
        "would_answer": "The rate of the year before.",
        "missing": Missing.BASELINE,
        "agency_id": "council",
        "because": "It lacks the earlier value.",
    }
    return Pick(**known | details)


def picks(*titles: str) -> list[Pick]:
    """Free questions, told apart by their titles."""
    blank = dict.fromkeys(("source_kind", "source_id", "report_id", "missing", "agency_id"), "")
    return [make_pick(title=title, question=f"{title}?", **blank) for title in titles]


def pick_asked(challenge_id: int, **details: Any) -> Pick:
    """A challenge on an agenda."""
    blank = {"missing": "", "title": "Neglect fell.", "question": "What changed for children?"}
    return make_pick(**{"source_kind": "challenge", "source_id": str(challenge_id)} | blank | details)
