"""Codes are stored where sentences were. Rows of the trail stay as they are."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

ROLE = {
    "independent scrutineer": "scrutineer",
    "Young Advisor": "young_advisor",
    "lay member": "lay_member",
    "statutory partner": "partner",
    "business manager": "business_manager",
    "safeguarding lead": "safeguarding_lead",
}
KIND_OF_TRY = {
    "name and network": "name_and_network",
}
NOTICE = {
    "RAISED": "raised",
    "ANSWERED": "answered",
    "ASKED_BACK": "asked_back",
    "REPLIED": "replied",
    "FURTHER": "further",
    "ESCALATED": "escalated",
    "WITHDRAWN": "withdrawn",
    "CLOSED": "closed",
    "REOPENED": "reopened",
    "HANDED_OVER": "handed_over",
    "NOBODY_ANSWERS": "nobody_answers",
    "NOTED": "noted",
    "CHECK_YEAR": "check_year",
    "YEAR_CHECKED": "year_checked",
    "TO_CHECK": "to_check",
    "SENT_BACK": "sent_back",
    "COMMENT_READ": "comment_read",
    "TO_REPLY": "to_reply",
    "REPLIED_TO": "replied_to",
    "NOT_ANSWERED": "not_answered",
    "LOOK_AGAIN": "look_again",
    "LOOKED_UP": "looked_up",
    "LET_YOU_KNOW": "let_you_know",
    "JOINT_VIEW": "joint_view",
    "GUESSING": "guessing",
    "WELFARE": "welfare",
    "WELFARE_LOOK_AGAIN": "welfare_look_again",
    "WELFARE_UNREAD": "welfare_unread",
}
EMAIL = {
    "given up": "given_up",
}
MISSING = {
    "evidence that anything changed": "evidence",
    "a re-check after being embedded": "recheck",
    "the deed behind a promise told as done": "future_as_done",
    "children's own account": "voice",
    "the base of a percentage": "base",
    "the value before": "baseline",
    "an owner": "owner",
    "a date": "due",
    "a second source": "second_source",
    "another agency's evidence": "other_agency",
    "a comparator": "comparator",
    "a comparator of the same year": "comparator_year",
    "a target": "target",
}
MEETING = {
    "scrutiny meeting": "scrutiny",
    "partnership meeting": "partnership",
    "extraordinary meeting": "extraordinary",
}
NOTE_KIND = {
    "spoken answer": "spoken",
}
NOTE_STATE = {
    "struck out": "struck",
}
ASSURANCE = {
    "partly assured": "partly_assured",
    "not assured": "not_assured",
    "not yet judged": "not_yet_judged",
}
RATING = {
    "answers it": "answers",
    "answers a different question": "other_question",
    "does not answer": "does_not_answer",
}
ASKED_BACK = {
    "what is meant": "meaning",
    "more time": "more_time",
    "not ours": "not_ours",
}
HAPPENED = {
    "asked back": "asked_back",
    "said, written evidence awaited": "said",
    "answer rated": "rated",
    "further challenge": "further",
    "re-checked: held": "held",
    "re-checked: did not hold": "reopened",
    "handed over": "handed_over",
}
HOW_FAR = {
    "Planned": "planned",
    "Activity": "activity",
    "Output": "output",
    "Practice": "practice",
    "Outcome": "outcome",
    "Impact": "impact",
}
VALUE_STATE = {
    "published only as a chart": "chart_only",
    "not applicable": "not_applicable",
    "not collected": "not_collected",
}
POLARITY = {
    "higher is better": "higher",
    "lower is better": "lower",
    "no judgement": "none",
}
REVIEW = {
    "multi-agency audit": "multi_agency_audit",
    "single-agency audit": "single_agency_audit",
    "section 11 audit": "section_11",
    "school safeguarding audit": "school_audit",
    "practice review": "practice_review",
    "learning event": "learning_event",
    "other review": "other",
}
WORK = {
    "not reported": "not_reported",
    "not started": "not_started",
    "on track": "on_track",
    "done, evidence awaited": "done_awaited",
    "done, evidenced": "done_evidenced",
}
CATEGORY = {
    "A": "a",
    "B": "b",
    "C": "c",
    "D": "d",
}
COMMENT = {
    "something is missing": "missing",
    "question for a meeting": "question",
    "our view": "together",
}
STANCE = {
    "This matches what I know": "matches",
    "It doesn't match what I know": "does_not_match",
    "I'm not sure": "not_sure",
    "I don't get this": "not_understood",
    "not convinced": "not_convinced",
    "not decided": "undecided",
}
REALLY = {
    "Planned": "planned",
    "Activity": "activity",
    "Output": "output",
    "Practice": "practice",
    "Outcome": "outcome",
    "Impact": "impact",
    "don't know": "not_known",
}
READERS = {
    "partners too": "partners",
    "meetings and reports": "anywhere",
}
COMMENT_STATE = {
    "shown to Young Advisors": "shown",
    "sent back": "sent_back",
    "held for welfare": "held",
}
REASON = {
    "it could show who somebody is": "identifies",
    "it is about a case that is still open": "live_case",
    "the law does not allow it to be shown": "unlawful",
}
REPLY = {
    "We did": "did",
    "We will": "will",
    "Not yet, because": "not_yet",
    "We did not, because": "did_not",
}
ABOUT = {
    "me, a friend, or another child or young person": "somebody",
    "somebody who works with children": "worker",
    "the safeguarding lead": "lead",
    "the safeguarding lead's deputy": "deputy",
}
SAFE_CONTACT = {
    "as said": "as_said",
}
HOW = {
    "face to face": "face_to_face",
    "by telephone": "telephone",
    "by message or e-mail": "message",
    "through somebody else": "somebody_else",
}
CONTACT = {
    "CHILDRENS_SERVICES": "childrens_services",
    "PARTICIPATION_WORKER": "participation_worker",
    "LADO": "lado",
    "READING_HOURS": "reading_hours",
    "CARERS": "carers",
}
COLUMNS: dict[str, dict[str, dict[str, str]]] = {
    "account": {"role": ROLE},
    "action_update": {"status": WORK},
    "agenda_item": {"missing": MISSING},
    "answer": {"rating": RATING},
    "challenge": {
        "missing": MISSING, "category": CATEGORY, "waiting_for": ASKED_BACK, "how_far": HOW_FAR,
        "assurance": ASSURANCE,
    },
    "challenge_event": {"kind": HAPPENED},
    "claim": {"how_far": HOW_FAR},
    "comment": {
        "kind": COMMENT, "state": COMMENT_STATE, "role": ROLE, "stance": STANCE, "really": REALLY, "readers": READERS,
        "reason": REASON,
    },
    "comment_reading": {"role": ROLE},
    "comment_reply": {"kind": REPLY},
    "concern": {"about": ABOUT, "safe_contact": SAFE_CONTACT},
    "contact": {"kind": CONTACT},
    "contact_attempt": {"how": HOW},
    "figure": {"state": VALUE_STATE},
    "grade": {"how_far": HOW_FAR},
    "indicator": {"polarity": POLARITY},
    "judgement": {"assurance": ASSURANCE},
    "meeting": {"kind": MEETING},
    "meeting_note": {"kind": NOTE_KIND, "state": NOTE_STATE},
    "notice": {"kind": NOTICE, "email": EMAIL},
    "question_wording": {"missing": MISSING},
    "recommendation": {"work_status": WORK},
    "recorded_challenge": {"category": CATEGORY},
    "review": {"kind": REVIEW},
    "wrong_tries": {"kind": KIND_OF_TRY},
}  # fmt: skip
WORDINGS: dict[str, dict[str, dict[str, str]]] = {
    "challenges": {"category": CATEGORY},
    "claims": {"how_far": HOW_FAR},
    "figures": {"state": VALUE_STATE},
    "indicators": {"polarity": POLARITY},
    "recommendations": {"work_status": WORK},
    "reviews": {"kind": REVIEW},
}
"""Columns of earlier wordings, which are kept as JSON, by sheet."""
PLACES = {"wording": 1, "new": -2}
"""Where in the place of a draft the name of something missing stands."""


def upgrade() -> None:
    connection = op.get_bind()
    for table, columns in COLUMNS.items():
        for column, words in columns.items():
            stored = sa.table(table, sa.column(column, sa.String()))
            for word, code in words.items():
                found = stored.c[column] == word
                connection.execute(stored.update().where(found).values({column: code}))
    _rewrite_wordings(connection)
    _rewrite_places(connection)


def _rewrite_wordings(connection: sa.Connection) -> None:
    kept = sa.table("earlier_wording", *(sa.column(name) for name in ("number", "sheet", "wording")))
    rows = connection.execute(sa.select(kept.c.number, kept.c.sheet, kept.c.wording)).all()
    for number, sheet, wording in rows:
        said = json.loads(wording)
        coded = said | {
            column: words[said[column]]
            for column, words in WORDINGS.get(sheet, {}).items()
            if said.get(column) in words
        }
        if coded != said:
            written = json.dumps(coded, ensure_ascii=False, sort_keys=True)
            connection.execute(kept.update().where(kept.c.number == number).values(wording=written))


def _rewrite_places(connection: sa.Connection) -> None:
    """A draft beside a question about something missing names it, until now in capitals."""
    drafts = sa.table("own_draft", *(sa.column(name) for name in ("account_id", "place")))
    names = {code.upper() for code in MISSING.values()}
    for account_id, place in connection.execute(sa.select(drafts.c.account_id, drafts.c.place)).all():
        parts = place.split("/")
        which = PLACES.get(parts[0])
        if which is None or len(parts) <= 2:
            continue
        name, at, version = parts[which].partition("@")
        if name in names:
            parts[which] = f"{name.lower()}{at}{version}"
            mine = (drafts.c.account_id == account_id) & (drafts.c.place == place)
            connection.execute(drafts.update().where(mine).values(place="/".join(parts)))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
