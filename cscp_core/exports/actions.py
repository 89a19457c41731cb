"""The actions of a report as a table: what each needs today, whose it is, and by when."""

from cscp_core.exports.columns import ExportColumn
from cscp_core.improvement.actions import Action

COLUMNS: tuple[ExportColumn[Action], ...] = (
    ExportColumn("Action", lambda row: row.told.recommendation_id),
    ExportColumn("What must be done", lambda row: row.told.text, 60),
    ExportColumn("Kind", lambda row: row.told.kind.label),
    ExportColumn("State", lambda row: row.state.label),
    ExportColumn("Agency", lambda row: row.whose, 30),
    ExportColumn("Owner, as printed", lambda row: row.told.owner, 30),
    ExportColumn("Due, as printed", lambda row: row.told.due),
    ExportColumn("Due by", lambda row: row.by.isoformat() if row.by else ""),
    ExportColumn("How that was read", lambda row: row.due.why, 30),
    ExportColumn("Status", lambda row: row.status.label),
    ExportColumn("Who gives the status", lambda row: row.update.agency if row.update else "suggested"),
    ExportColumn("Progress, as printed", lambda row: row.told.status_as_reported, 30),
    ExportColumn("Evidence of impact", lambda row: row.evidence_of_impact, 30),
    ExportColumn("Review", lambda row: row.told.review, 30),
    ExportColumn("Section", lambda row: row.told.section),
)
