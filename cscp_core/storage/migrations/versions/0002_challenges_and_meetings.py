"""Questions and their wordings, challenges and answers, updates of actions, judgements, meetings, notes, notices."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("account", sa.Column("email", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("sign_in_session", sa.Column("held_open_until", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "ALTER TABLE agency ADD COLUMN part_of VARCHAR CONSTRAINT fk_agency_part_of REFERENCES agency (agency_id)"
    )
    op.create_table(
        "accuracy_check",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("year_starts", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("replied_by", sa.Integer(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_accuracy_check_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_accuracy_check_agency_id")),
        sa.ForeignKeyConstraint(["replied_by"], ["account.account_id"], name=op.f("fk_accuracy_check_replied_by")),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_accuracy_check")),
        sa.UniqueConstraint(
            "agency_id", "year_starts", "version", name=op.f("uq_accuracy_check_agency_id_year_starts_version")
        ),
    )
    op.create_table(
        "action_update",
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("recommendation_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("next_by", sa.Date(), nullable=True),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_action_update_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_action_update_agency_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_action_update_report_id")),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_action_update")),
        sa.UniqueConstraint(
            "report_id",
            "recommendation_id",
            "version",
            name=op.f("uq_action_update_report_id_recommendation_id_version"),
        ),
    )
    op.create_table(
        "judgement",
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assurance", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_judgement_account_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_judgement_report_id")),
        sa.PrimaryKeyConstraint("judgement_id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("report_id", "theme_id", "version", name=op.f("uq_judgement_report_id_theme_id_version")),
    )
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attendees", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("item_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_meeting_account_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_meeting_report_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_held_on"), "meeting", ["held_on"], unique=False)
    op.create_table(
        "notice",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_notice_account_id")),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_account_id"), "notice", ["account_id"], unique=False)
    op.create_index(op.f("ix_notice_email"), "notice", ["email"], unique=False)
    op.create_table(
        "own_draft",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_own_draft_account_id")),
        sa.PrimaryKeyConstraint("account_id", "place", name=op.f("pk_own_draft")),
    )
    op.create_table(
        "private_note",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about_kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_private_note_account_id")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_private_note")),
    )
    op.create_index(op.f("ix_private_note_account_id"), "private_note", ["account_id"], unique=False)
    op.create_table(
        "question_wording",
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("would_answer", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_question_wording_account_id")),
        sa.PrimaryKeyConstraint("missing", "version", name=op.f("pk_question_wording")),
    )
    op.create_table(
        "action_recheck",
        sa.Column("recheck_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_action_recheck_account_id")),
        sa.ForeignKeyConstraint(["update_id"], ["action_update.update_id"], name=op.f("fk_action_recheck_update_id")),
        sa.PrimaryKeyConstraint("recheck_id", name=op.f("pk_action_recheck")),
    )
    op.create_index(op.f("ix_action_recheck_update_id"), "action_recheck", ["update_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("would_answer", sa.String(), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_agenda_item_agency_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_agenda_item_meeting_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_table(
        "challenge",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("agency_ids", sa.String(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=True),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("source_text", sa.String(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("would_answer", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("waiting_for", sa.String(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("said_until", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how_far", sa.String(), nullable=False),
        sa.Column("how_known", sa.String(), nullable=False),
        sa.Column("assurance", sa.String(), nullable=False),
        sa.Column("closing_reason", sa.String(), nullable=False),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_challenge_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_challenge_agency_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_challenge_meeting_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_challenge_report_id")),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_challenge")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_challenge_agency_id"), "challenge", ["agency_id"], unique=False)
    op.create_index(op.f("ix_challenge_recheck_on"), "challenge", ["recheck_on"], unique=False)
    op.create_index("ix_challenge_source", "challenge", ["report_id", "source_kind", "source_id"], unique=False)
    op.create_index("ix_challenge_state_due", "challenge", ["state", "due_on"], unique=False)
    op.create_index(op.f("ix_challenge_theme_id"), "challenge", ["theme_id"], unique=False)
    op.create_index(op.f("ix_challenge_together"), "challenge", ["together"], unique=False)
    op.create_table(
        "answer",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("known", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_owner", sa.String(), nullable=False),
        sa.Column("next_by", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=True),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("rating_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenge.challenge_id"], name=op.f("fk_answer_challenge_id")),
        sa.ForeignKeyConstraint(["drafted_by"], ["account.account_id"], name=op.f("fk_answer_drafted_by")),
        sa.ForeignKeyConstraint(["sent_by"], ["account.account_id"], name=op.f("fk_answer_sent_by")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_answer")),
        sa.UniqueConstraint("challenge_id", "round", name=op.f("uq_answer_challenge_id_round")),
    )
    op.create_table(
        "challenge_event",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_challenge_event_account_id")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.challenge_id"], name=op.f("fk_challenge_event_challenge_id")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_challenge_event")),
    )
    op.create_index(op.f("ix_challenge_event_challenge_id"), "challenge_event", ["challenge_id"], unique=False)
    op.create_table(
        "meeting_note",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("would_answer", sa.String(), nullable=False),
        sa.Column("agency_ids", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("challenge_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_meeting_note_account_id")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.challenge_id"], name=op.f("fk_meeting_note_challenge_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.item_id"], name=op.f("fk_meeting_note_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_meeting_note_meeting_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["account.account_id"], name=op.f("fk_meeting_note_settled_by")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_meeting_note")),
    )
    op.create_index(op.f("ix_meeting_note_meeting_id"), "meeting_note", ["meeting_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("What people wrote is not thrown away.")
