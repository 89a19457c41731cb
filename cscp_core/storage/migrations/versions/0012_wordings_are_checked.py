"""Each wording of a joint view is a comment, checked before another Young Advisor reads it."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
AGREED = "SELECT report_id, theme_id, version, account_id, at FROM agreement"
VIEWS = (
    "SELECT report_id, theme_id, version, invented, stands, words, changed_at, comment_id, "
    "(SELECT state FROM comment WHERE comment.comment_id = joint_view.comment_id) AS state FROM joint_view"
)


def upgrade() -> None:
    op.add_column("comment", sa.Column("replaces", sa.String(), nullable=False, server_default=sa.text("''")))
    at = sa.DateTime(timezone=True)
    connection = op.get_bind()
    views = connection.execute(sa.text(VIEWS).columns(changed_at=at)).all()
    agreed = connection.execute(sa.text(AGREED).columns(at=at)).all()
    op.drop_table("agreement")
    op.drop_table("joint_view")
    agreement = op.create_table(
        "agreement",
        sa.Column("comment_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", at, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_agreement_account_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.comment_id"], name=op.f("fk_agreement_comment_id")),
        sa.PrimaryKeyConstraint("comment_id", "account_id", name=op.f("pk_agreement")),
    )
    for view in views:
        comment_id = _comment_of(connection, view)
        rows = [
            {"comment_id": comment_id, "account_id": one.account_id, "at": one.at}
            for one in agreed
            if (one.report_id, one.theme_id, one.version) == (view.report_id, view.theme_id, view.version)
        ]
        if rows:
            op.bulk_insert(agreement, rows)


def _comment_of(connection: sa.Connection, view: Any) -> str:
    """The comment that holds a view's words. What was never sent waits to be checked: nobody but the checker reads it
    until then, and who wrote it is not known."""
    if view.state not in (None, "withdrawn"):
        sent = sa.text("UPDATE comment SET stance = :stands WHERE comment_id = :comment_id")
        connection.execute(sent, {"stands": view.stands, "comment_id": view.comment_id})
        return str(view.comment_id)
    find = sa.text("SELECT plain_name FROM theme WHERE report_id = :report_id AND theme_id = :theme_id")
    of = {"report_id": view.report_id, "theme_id": view.theme_id}
    load = sa.text("SELECT load_number FROM report WHERE report_id = :report_id")
    agency = sa.text("SELECT min(agency_id) FROM agency WHERE kind = 'partnership'")
    made = _comment().insert()
    comment_id = secrets.token_hex(8)
    connection.execute(
        made,
        {
            "comment_id": comment_id, "version": 1, "invented": bool(view.invented), "kind": "our view",
            "state": "sent", "role": "Young Advisor", "report_id": view.report_id, "source_kind": "theme",
            "source_id": view.theme_id, "theme_id": view.theme_id,
            "seen": connection.execute(find, of).scalar() or view.theme_id,
            "data_version": connection.execute(load, of).scalar() or 0, "stance": view.stands, "really": "",
            "words": view.words, "readers": "meetings and reports", "named": False, "kept_details": "",
            "worrying": False, "made_at": view.changed_at, "sent_at": view.changed_at,
            "check_by": view.changed_at.date(), "settled_at": view.changed_at, "reason": "", "told": "",
            "held_by": "", "look_again": "", "agency_id": connection.execute(agency).scalar(), "round": 0,
            "in_line": False, "replaces": "",
        },
    )  # fmt: skip
    return comment_id


def _comment() -> sa.TableClause:
    at = sa.DateTime(timezone=True)
    kinds: dict[str, Any] = {
        "version": sa.Integer(), "data_version": sa.Integer(), "round": sa.Integer(), "invented": sa.Boolean(),
        "named": sa.Boolean(), "worrying": sa.Boolean(), "in_line": sa.Boolean(), "made_at": at, "sent_at": at,
        "settled_at": at, "check_by": sa.Date(),
    }  # fmt: skip
    texts = (
        "comment_id", "kind", "state", "role", "report_id", "source_kind", "source_id", "theme_id", "seen", "stance",
        "really", "words", "readers", "kept_details", "reason", "told", "held_by", "look_again", "agency_id",
        "replaces",
    )  # fmt: skip
    return sa.table("comment", *(sa.column(name, kinds.get(name, sa.String())) for name in [*texts, *kinds]))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
