"""The figures of a report as a table, each with the claims that cite it and what may be concluded from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Figure
from cscp_core.exports.columns import ExportColumn
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation import service as reconciliation
from cscp_core.reconciliation.conclusions import QUESTIONS, Conclusion


@dataclass(frozen=True, kw_only=True)
class CitedFigure:
    """A figure, the ids of the claims that cite it, and what may be concluded where it is the latest of its measure."""

    figure: Figure
    by: list[str]
    concluded: Conclusion | None


@needs(Permission.DOWNLOAD)
def list_figures(session: Session, actor: Actor, *, report_id: str) -> Iterator[CitedFigure]:
    """Every figure of a report, in its order."""
    found = evidence.figures(session, actor, report_id=report_id).items
    citing = evidence.cited_by(session, actor, report_id=report_id, figure_ids=[one.figure_id for one in found])
    concluded = {
        measure.latest.figure_id: said
        for measure, said in reconciliation.conclusions(session, actor, report_id=report_id)
        if measure.may_be_compared
    }
    for one in found:
        yield CitedFigure(figure=one, by=citing.get(one.figure_id, []), concluded=concluded.get(one.figure_id))


def _conclusion_column(question: str) -> ExportColumn[CitedFigure]:
    return ExportColumn(question, lambda row: dict(row.concluded.answers)[question].words if row.concluded else "")


COLUMNS: tuple[ExportColumn[CitedFigure], ...] = (
    ExportColumn("Figure", lambda row: row.figure.figure_id),
    ExportColumn("Measure", lambda row: row.figure.indicator),
    ExportColumn("Category", lambda row: row.figure.category),
    ExportColumn("Area", lambda row: row.figure.area),
    ExportColumn("Period", lambda row: row.figure.period),
    ExportColumn("Value", lambda row: row.figure.value),
    ExportColumn("Unit", lambda row: row.figure.unit),
    ExportColumn("State", lambda row: row.figure.state.label),
    ExportColumn("Qualifier", lambda row: row.figure.qualifier),
    ExportColumn("Numerator", lambda row: row.figure.numerator),
    ExportColumn("Denominator", lambda row: row.figure.denominator),
    ExportColumn("Section", lambda row: row.figure.section),
    ExportColumn("As printed", lambda row: row.figure.as_printed),
    ExportColumn("Words around it", lambda row: row.figure.context),
    ExportColumn("Cited by", lambda row: " ".join(row.by)),
    ExportColumn("Note", lambda row: row.figure.note),
    *(_conclusion_column(question) for question in QUESTIONS),
)
