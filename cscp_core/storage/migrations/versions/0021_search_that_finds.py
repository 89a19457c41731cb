"""What a search can find is folded, stemmed and ranked: the server fills both tables when it starts."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

SQLITE_GONE = ["DROP TRIGGER findable_added", "DROP TRIGGER findable_removed", "DROP TABLE findable_words"]
SQLITE_INDEX = [
    "CREATE VIRTUAL TABLE findable_words USING fts5(words, content='findable', content_rowid='number')",
    "CREATE TRIGGER findable_added AFTER INSERT ON findable BEGIN "
    "INSERT INTO findable_words (rowid, words) VALUES (NEW.number, NEW.words); END",
    "CREATE TRIGGER findable_removed AFTER DELETE ON findable BEGIN "
    "INSERT INTO findable_words (findable_words, rowid, words) VALUES ('delete', OLD.number, OLD.words); END",
]
POSTGRESQL_INDEX = [
    "CREATE INDEX ix_findable_words ON findable USING gin (array_to_tsvector(string_to_array(words, ' ')))"
]


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_GONE if is_sqlite else []:
        op.execute(statement)
    op.drop_table("findable")
    op.create_table(
        "findable",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_findable_report_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_findable")),
    )
    op.create_index(op.f("ix_findable_report_id_kind_place"), "findable", ["report_id", "kind", "place"])
    for statement in SQLITE_INDEX if is_sqlite else POSTGRESQL_INDEX:
        op.execute(statement)
    op.create_table(
        "search_index",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("made_of", sa.String(), nullable=False),
        sa.Column("mean_length", sa.Float(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("thesaurus", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("having", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_search_index_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_search_index")),
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
