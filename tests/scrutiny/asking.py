"""Builders for challenges: a small partnership, its people, and every act with what a test does not care about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting, reads, service, views
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, Rating
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.storage.session import Store
from cscp_core.storage.tables import TrailRow
from tests.conftest import make_account

Act = Callable[..., Any]
TINY = "tiny-2020-21"
TODAY = date(2026, 11, 20)  # a Friday: where the tests' clock stands
DUE = date(2026, 12, 4)  # ten working days on
AGENCIES = [
    {"agency_id": "council", "name": "Tiny Council", "kind": "council", "statutory_partner": "yes"},
    {"agency_id": "early-help", "name": "Tiny Early Help", "kind": "council", "part_of": "council"},
    {"agency_id": "icb", "name": "Tiny Health Board", "kind": "health", "statutory_partner": "yes"},
    {
        "agency_id": "ccg",
        "name": "Old Health Group",
        "kind": "health",
        "statutory_partner": "yes",
        "successor_id": "icb",
    },
    {"agency_id": "police", "name": "Tiny Police", "kind": "police", "statutory_partner": "yes"},
    {"agency_id": "together", "name": "Tiny Partnership", "kind": "partnership"},
    {"agency_id": "charity", "name": "Tiny Charity", "kind": "voluntary"},
]
PEOPLE: dict[str, tuple[Role, str | None, bool]] = {  # role, agency, and whether it answers for it
    "dee": (Role.SCRUTINEER, None, False),
    "lee": (Role.SCRUTINEER, None, False),
    "sam": (Role.BUSINESS_MANAGER, None, False),
    "cora": (Role.PARTNER, "council", True),
    "carl": (Role.PARTNER, "council", True),
    "cleo": (Role.PARTNER, "council", False),
    "eve": (Role.PARTNER, "early-help", True),
    "hal": (Role.PARTNER, "icb", True),
    "olga": (Role.PARTNER, "ccg", True),
    "pat": (Role.PARTNER, "police", True),
    "liz": (Role.LAY_MEMBER, None, False),
}
BOXES = Boxes(
    did="We trained forty workers.",
    changed="Nothing yet.",
    known="An audit of twelve cases.",
    next_step="A second audit.",
    next_owner="Head of quality",
    next_by=date(2027, 2, 1),
)
WORDED: dict[str, Any] = {
    "question": "What changed for children?",
    "would_answer": "One measure from before and after.",
    "category": ChallengeCategory.B,
    "agency_ids": ["council"],
}
ACTS: dict[Act, tuple[str, dict[str, Any]]] = {  # who does it, and the details that a test may leave out
    drafting.change_draft: ("dee", WORDED),
    drafting.raise_draft: ("dee", WORDED),
    service.reply: ("dee", {"words": "We mean children under five."}),
    service.rate: ("dee", {"rating": Rating.PARTLY, "reason": "No measure."}),
    service.challenge_further: ("dee", {"words": "How many children is that?"}),
    service.escalate: ("dee", {"to": "The chief officers", "why": "No answer came."}),
    service.withdraw: ("dee", {"reason": "It was answered elsewhere."}),
    service.close: (
        "dee",
        {
            "how_far": HowFar.PRACTICE,
            "how_known": HowKnown.SHOWN,
            "assurance": Assurance.PARTLY,
            "reason": "The audit shows it in part.",
        },
    ),
    service.recheck: ("dee", {"held": True, "found": "The audit of May 2027 finds the same."}),
    answering.save_answer: ("cora", {"boxes": BOXES}),
    answering.send_answer: ("cora", {"boxes": BOXES}),
    answering.ask_back: ("cora", {"asked": AskedBack.MEANING, "words": "Which children?"}),
}
ON_THE_DRAFT = frozenset({answering.save_answer, answering.send_answer})
STAGES = (
    "draft",
    "raised",
    "asked back",
    "answered",
    "escalated",
    "closed",
    "re-checked",
    "withdrawn",
)
"""Every state, with what tells two of one state apart: a question back that waits, a re-check that is done."""


@dataclass(frozen=True)
class Asking:
    """A store with its people by user name, and what the tests do and look at in it."""

    store: Store
    people: dict[str, Actor]

    def draft(self, *, by: str = "dee", **details: Any) -> int:
        with self.store.writing() as session:
            return drafting.make_draft(session, self.people[by], **WORDED | details)

    def ask(self, *agency_ids: str, by: str = "dee", **details: Any) -> list[int]:
        """Puts a question to agencies, the council unless said otherwise, and returns the ids."""
        known = WORDED | {"agency_ids": agency_ids or ("council",)}
        with self.store.writing() as session:
            return drafting.raise_new(session, self.people[by], **known | details)

    def act(self, act: Act, challenge_id: int, *, by: str = "", **details: Any) -> Any:
        """Does one act, by the person who does it usually, on what stands there now unless a version is given."""
        usual, known = ACTS[act]
        if act in ON_THE_DRAFT:
            known = known | {
                "seen_version": self.draft_version(challenge_id), "seen_round": self.row(challenge_id).round
            }  # fmt: skip
        else:
            known = known | {"version": self.row(challenge_id).version}
        with self.store.writing() as session:
            return act(session, self.people[by or usual], challenge_id=challenge_id, **known | details)

    def at(self, stage: str) -> int:
        """A challenge to the council that has come to a stage."""
        if stage == "draft":
            return self.draft()
        (challenge_id,) = self.ask()
        for act in {
            "raised": (),
            "asked back": (answering.ask_back,),
            "answered": (answering.send_answer,),
            "escalated": (service.escalate,),
            "closed": (answering.send_answer, service.close),
            "re-checked": (answering.send_answer, service.close, service.recheck),
            "withdrawn": (service.withdraw,),
        }[stage]:
            self.act(act, challenge_id)
        return challenge_id

    def draft_version(self, challenge_id: int) -> int:
        row = self.row(challenge_id)
        return next((one.version for one in self.answers(challenge_id) if one.round == row.round), 0)

    def row(self, challenge_id: int) -> Challenge:
        with self.store.reading() as session:
            found = session.get(Challenge, challenge_id)
            assert found is not None
            return found

    def answers(self, challenge_id: int) -> list[ChallengeAnswer]:
        return self.every(ChallengeAnswer, ChallengeAnswer.challenge_id == challenge_id, order=ChallengeAnswer.round)

    def events(self, challenge_id: int) -> list[ChallengeEvent]:
        """What happened, oldest first."""
        return self.every(ChallengeEvent, ChallengeEvent.challenge_id == challenge_id, order=ChallengeEvent.event_id)

    def happened(self, challenge_id: int) -> list[str]:
        return [one.kind for one in self.events(challenge_id)]

    def trail(self) -> list[TrailRow]:
        return self.every(TrailRow, order=TrailRow.number)

    def notices(self) -> list[Notice]:
        return self.every(Notice, order=Notice.notice_id)

    def told(self, challenge_id: int, kind: NoticeKind) -> set[str]:
        """The user names of those who have a notice of a kind about a challenge."""
        names = {actor.account_id: name for name, actor in self.people.items()}
        return {
            names[one.account_id]
            for one in self.notices()
            if (one.kind, one.address) == (kind, f"/challenge?id={challenge_id}")
        }

    def every(self, table: Any, *where: Any, order: Any = None) -> list[Any]:
        with self.store.reading() as session:
            query = select(table).where(*where)
            return list(session.exec(query.order_by(col(order)) if order is not None else query))

    def everything(self) -> list[list[dict[str, Any]]]:
        """All that an act could have changed, as values."""
        tables = (Challenge, ChallengeAnswer, ChallengeEvent, Notice, TrailRow, Account)
        return [[row.model_dump() for row in self.every(table)] for table in tables]

    def whole(self, challenge_id: int, *, by: str = "dee") -> views.WholeChallenge:
        with self.store.reading() as session:
            return reads.find_whole(session, self.people[by], challenge_id=challenge_id)

    def read(self, read: Callable[..., Any], *, by: str = "dee", **details: Any) -> Any:
        with self.store.reading() as session:
            return read(session, self.people[by], **details)

    def shown(self, *, by: str = "dee", page: int | None = 1, **wanted: Any) -> list[int]:
        """Ids as the register shows them."""
        found = self.read(reads.list_register, by=by, wanted=views.RegisterFilter(**wanted), page=page)
        return [one.challenge_id for one in found.items]


def people_of(store: Store) -> dict[str, Actor]:
    """Everybody with an account, as a sign-in would know them, by user name."""
    with store.reading() as session:
        return {
            one.username: Actor(
                account_id=one.account_id,
                username=one.username,
                name=one.name,
                role=Role(one.role),
                agency_id=one.agency_id,
                answers=one.answers,
            )
            for one in session.exec(select(Account))
        }


def add_people(session: Session) -> None:
    for name, (role, agency_id, answers) in PEOPLE.items():
        make_account(session, name, role, name=name.title(), agency_id=agency_id, answers=answers)


def boxes_with(boxes: Boxes = BOXES, **changed: Any) -> Boxes:
    """An answer's boxes, with some changed."""
    return replace(boxes, **changed)


def days_on(number: int, start: date = TODAY) -> date:
    return start + timedelta(days=number)


def ids(found: Iterable[views.ChallengeView]) -> list[int]:
    return [one.challenge_id for one in found]
