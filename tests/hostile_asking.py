"""Everything that people can write, with hostile text in every field: a challenge and its answers, a meeting, notes."""

from datetime import timedelta

from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown
from cscp_core.improvement.rules import Reference
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.service import add_person, find_person
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, Rating
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.meetings import notes, reads
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.scrutiny.year import service as year
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.scrutiny.year.views import fingerprint_of
from cscp_core.storage.session import Store, today
from tests.hostile import IDS, TEXT

SHORT = TEXT[:180]
PARTNER = "hostile.partner"


def write_everything(store: Store) -> None:
    """Adds a partner of the hostile agency, one challenge through most of its life, another one open, and a meeting
    that is open, all in hostile words."""
    with store.writing() as session:
        add_person(
            session,
            SYSTEM,
            username=PARTNER,
            name=TEXT[:80],
            role=Role.PARTNER,
            agency_id=IDS["agencies"],
            answers=True,
        )
    with store.reading() as session:
        found = {name: find_person(session, SYSTEM, username=name) for name in ("scrutineer", PARTNER)}
        day = today(session)
    people = {
        name: Actor(
            account_id=one.account_id,
            username=name,
            name=one.name,
            role=one.role,
            agency_id=one.agency_id,
            session_id=None,
            answers=one.answers,
        )
        for name, one in found.items()
    }
    dee, partner = people["scrutineer"], people[PARTNER]

    def act(service, by, **details):
        with store.writing() as session:
            return service(session, by, **details)

    about = {"report_id": IDS["report"], "source_kind": "claim", "source_id": IDS["claims"]}
    words = {"question": TEXT, "would_answer": TEXT, "category": ChallengeCategory.B, "agency_ids": [IDS["agencies"]]}
    for _ in range(2):
        act(drafting.raise_new, dee, **words, **about)
    act(drafting.make_draft, dee, **words)
    boxes = Boxes(TEXT, TEXT, TEXT, TEXT, SHORT, day + timedelta(days=30))
    evidence = [Reference(SHORT, SHORT, SHORT, SHORT, f"https://{SHORT[:100]}")]
    first = {"challenge_id": 1}
    act(answering.ask_back, partner, **first, version=1, asked=AskedBack.MEANING, words=TEXT)
    act(challenges.reply, dee, **first, version=2, words=TEXT)
    act(answering.send_answer, partner, **first, seen_version=0, boxes=boxes, evidence=evidence)
    act(challenges.rate, dee, **first, version=4, rating=Rating.PARTLY, reason=TEXT)
    act(
        challenges.close, dee, **first, version=5, how_far=HowFar.PRACTICE, how_known=HowKnown.SHOWN,
        assurance=Assurance.PARTLY, reason=TEXT,
    )  # fmt: skip
    act(answering.save_answer, partner, challenge_id=2, seen_version=0, boxes=boxes, evidence=evidence)
    act(
        judgements.record_judgement, dee, report_id=IDS["report"], theme_id=IDS["themes"], seen_version=0,
        assurance=Assurance.NOT, reason=TEXT,
    )  # fmt: skip
    act(notebook.write_note, dee, words=TEXT, about_kind="claim", about_id=IDS["claims"])
    picks = [
        Pick(
            source_kind="challenge",
            source_id="2",
            report_id=IDS["report"],
            title=TEXT,
            question=TEXT,
            would_answer=TEXT,
            missing="",
            agency_id=IDS["agencies"],
            because=TEXT,
        )
    ]
    meeting_id = act(
        meetings.plan_meeting, dee, title=SHORT, kind=MeetingKind.SCRUTINY, held_on=day, attendees=TEXT,
        report_id=IDS["report"], picks=picks,
    )  # fmt: skip
    act(meetings.start_meeting, dee, meeting_id=meeting_id, version=1)
    with store.reading() as session:
        item_id = reads.find_meeting(session, dee, meeting_id=meeting_id).items[0].item_id
    for kind in (NoteKind.DECISION, NoteKind.SPOKEN):
        act(notes.capture_note, dee, meeting_id=meeting_id, item_id=item_id, kind=kind, words=TEXT, owner=SHORT)
    of_year = {"report_id": IDS["report"], "year": year_of(day, "04-01")}
    with store.reading() as session:
        drawn = fingerprint_of(year.the_year(session, dee, **of_year))
    act(year.ask_to_check, dee, **of_year, drawn=drawn, due_on=day + timedelta(days=14))
