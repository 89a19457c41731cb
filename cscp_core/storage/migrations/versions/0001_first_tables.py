"""The first tables: accounts, the report as data, grades, and the trail that nobody can rewrite."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

REFUSED = "The trail is append-only."
SQLITE_TRIGGERS = [
    f"CREATE TRIGGER trail_no_{name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for name, when in (
        ("update", "UPDATE ON trail"),
        ("delete", "DELETE ON trail"),
        ("replace", "INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE number = NEW.number)"),
    )
]
POSTGRESQL_TRIGGERS = [
    f"CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    "CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
]


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("statutory_partner", sa.Boolean(), nullable=False),
        sa.Column("successor_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["successor_id"], ["agency.agency_id"], name=op.f("fk_agency_successor_id")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_agency")),
    )
    op.create_table(
        "installation",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_installation")),
    )
    op.create_table(
        "report",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("partnership", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("home_area", sa.String(), nullable=False),
        sa.Column("covers", sa.String(), nullable=False),
        sa.Column("not_loaded", sa.String(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report")),
    )
    op.create_table(
        "trail_head",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail_head")),
    )
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail")),
    )
    op.create_table(
        "wrong_tries",
        sa.Column("tries_key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tries_key", name=op.f("pk_wrong_tries")),
    )
    op.create_table(
        "account",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_account_agency_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "body",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("meets", sa.String(), nullable=False),
        sa.Column("meets_per_year", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_body_agency_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_body_report_id")),
        sa.PrimaryKeyConstraint("report_id", "body_id", name=op.f("pk_body")),
    )
    op.create_table(
        "earlier_wording",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_earlier_wording_report_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_earlier_wording")),
    )
    op.create_index(op.f("ix_earlier_wording_report_id"), "earlier_wording", ["report_id"], unique=False)
    op.create_table(
        "grade_scale",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("grade_id", sa.String(), nullable=False),
        sa.Column("scale_id", sa.String(), nullable=False),
        sa.Column("inspectorate", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_grade_scale_report_id")),
        sa.PrimaryKeyConstraint("report_id", "grade_id", name=op.f("pk_grade_scale")),
    )
    op.create_table(
        "objective",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_objective_report_id")),
        sa.PrimaryKeyConstraint("report_id", "objective_id", name=op.f("pk_objective")),
    )
    op.create_table(
        "report_load",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_report_load_report_id")),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_report_load")),
    )
    op.create_table(
        "section",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_with", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_section_report_id")),
        sa.PrimaryKeyConstraint("report_id", "section", name=op.f("pk_section")),
    )
    op.create_table(
        "term",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("abbreviation", sa.String(), nullable=False),
        sa.Column("expansion", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("explained_in_report", sa.Boolean(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_term_report_id")),
        sa.PrimaryKeyConstraint("report_id", "term_id", name=op.f("pk_term")),
    )
    op.create_table(
        "theme",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("note_first", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("behind", sa.String(), nullable=False),
        sa.Column("ask", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_theme_report_id")),
        sa.PrimaryKeyConstraint("report_id", "theme_id", name=op.f("pk_theme")),
    )
    op.create_table(
        "claim",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("how_far", sa.String(), nullable=False),
        sa.Column("how_known", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lacks", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("figure_ids", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_claim_agency_id")),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"], ["theme.report_id", "theme.theme_id"], name=op.f("fk_claim_report_id_theme_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_claim_report_id")),
        sa.PrimaryKeyConstraint("report_id", "claim_id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_theme_id"), "claim", ["theme_id"], unique=False)
    op.create_table(
        "gap",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("gap_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"], ["theme.report_id", "theme.theme_id"], name=op.f("fk_gap_report_id_theme_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_gap_report_id")),
        sa.PrimaryKeyConstraint("report_id", "gap_id", name=op.f("pk_gap")),
    )
    op.create_index(op.f("ix_gap_theme_id"), "gap", ["theme_id"], unique=False)
    op.create_table(
        "grade",
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("how_far", sa.String(), nullable=False),
        sa.Column("how_known", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_grade_account_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_grade_report_id")),
        sa.PrimaryKeyConstraint("grade_id", name=op.f("pk_grade")),
        sa.UniqueConstraint("report_id", "claim_id", "version", name=op.f("uq_grade_report_id_claim_id_version")),
    )
    op.create_table(
        "indicator",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("indicator_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("polarity_reason", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("false_assurance", sa.Boolean(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_indicator_agency_id")),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"],
            ["theme.report_id", "theme.theme_id"],
            name=op.f("fk_indicator_report_id_theme_id"),
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_indicator_report_id")),
        sa.PrimaryKeyConstraint("report_id", "indicator_id", name=op.f("pk_indicator")),
    )
    op.create_index(op.f("ix_indicator_theme_id"), "indicator", ["theme_id"], unique=False)
    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_one_time_link_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_one_time_link")),
    )
    op.create_index(op.f("ix_one_time_link_account_id"), "one_time_link", ["account_id"], unique=False)
    op.create_table(
        "recorded_challenge",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_of", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("what_came", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_recorded_challenge_agency_id")),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"],
            ["theme.report_id", "theme.theme_id"],
            name=op.f("fk_recorded_challenge_report_id_theme_id"),
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_recorded_challenge_report_id")),
        sa.PrimaryKeyConstraint("report_id", "challenge_id", name=op.f("pk_recorded_challenge")),
    )
    op.create_index(op.f("ix_recorded_challenge_theme_id"), "recorded_challenge", ["theme_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("review_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=True),
        sa.Column("dates", sa.String(), nullable=False),
        sa.Column("scale_id", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"], ["theme.report_id", "theme.theme_id"], name=op.f("fk_review_report_id_theme_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_review_report_id")),
        sa.PrimaryKeyConstraint("report_id", "review_id", name=op.f("pk_review")),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_seconds", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_sign_in_session_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_session")),
    )
    op.create_index(op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"], unique=False)
    op.create_table(
        "strand",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("strand_id", sa.String(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id", "objective_id"],
            ["objective.report_id", "objective.objective_id"],
            name=op.f("fk_strand_report_id_objective_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"], ["theme.report_id", "theme.theme_id"], name=op.f("fk_strand_report_id_theme_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_strand_report_id")),
        sa.PrimaryKeyConstraint("report_id", "strand_id", name=op.f("pk_strand")),
    )
    op.create_table(
        "voice",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("voice_id", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("what_came", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"], ["theme.report_id", "theme.theme_id"], name=op.f("fk_voice_report_id_theme_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_voice_report_id")),
        sa.PrimaryKeyConstraint("report_id", "voice_id", name=op.f("pk_voice")),
    )
    op.create_index(op.f("ix_voice_theme_id"), "voice", ["theme_id"], unique=False)
    op.create_table(
        "figure",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("figure_id", sa.String(), nullable=False),
        sa.Column("indicator_id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=True),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("as_printed", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "indicator_id"],
            ["indicator.report_id", "indicator.indicator_id"],
            name=op.f("fk_figure_report_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_figure_report_id")),
        sa.PrimaryKeyConstraint("report_id", "figure_id", name=op.f("pk_figure")),
    )
    op.create_index(op.f("ix_figure_indicator_id"), "figure", ["indicator_id"], unique=False)
    op.create_index(op.f("ix_figure_section"), "figure", ["section"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("recommendation_id", sa.String(), nullable=False),
        sa.Column("review_id", sa.String(), nullable=True),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("status_as_reported", sa.String(), nullable=False),
        sa.Column("work_status", sa.String(), nullable=False),
        sa.Column("evidence_of_impact", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_recommendation_agency_id")),
        sa.ForeignKeyConstraint(
            ["report_id", "review_id"],
            ["review.report_id", "review.review_id"],
            name=op.f("fk_recommendation_report_id_review_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id", "theme_id"],
            ["theme.report_id", "theme.theme_id"],
            name=op.f("fk_recommendation_report_id_theme_id"),
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_recommendation_report_id")),
        sa.PrimaryKeyConstraint("report_id", "recommendation_id", name=op.f("pk_recommendation")),
    )
    op.create_index(op.f("ix_recommendation_agency_id"), "recommendation", ["agency_id"], unique=False)
    op.create_index(op.f("ix_recommendation_review_id"), "recommendation", ["review_id"], unique=False)
    op.create_index(op.f("ix_recommendation_theme_id"), "recommendation", ["theme_id"], unique=False)
    op.create_table(
        "claim_figure",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("figure_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "claim_id"],
            ["claim.report_id", "claim.claim_id"],
            name=op.f("fk_claim_figure_report_id_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id", "figure_id"],
            ["figure.report_id", "figure.figure_id"],
            name=op.f("fk_claim_figure_report_id_figure_id"),
        ),
        sa.PrimaryKeyConstraint("report_id", "claim_id", "figure_id", name=op.f("pk_claim_figure")),
    )
    op.create_index(op.f("ix_claim_figure_figure_id"), "claim_figure", ["figure_id"], unique=False)
    for statement in SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("There is nothing before the first tables.")
