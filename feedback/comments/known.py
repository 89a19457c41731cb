"""The names of this field, which are nobody's: agencies, programmes, bodies and terms that the evidence base holds."""

from typing import Any

from sqlmodel import Session, col, select

from cscp_core.evidence import tables as t
from cscp_core.identifying.known import POST, names_among
from cscp_core.people.tables import Agency

TITLES: tuple[Any, ...] = (
    Agency.name, Agency.short_name, t.Term.abbreviation, t.Term.expansion, t.Review.title, t.Review.body,
    t.Strand.name, t.Theme.name, t.Theme.plain_name, t.Indicator.name, t.Recommendation.owner,
    t.RecordedChallenge.asked_by, t.RecordedChallenge.asked_of,
)  # fmt: skip
_kept: dict[tuple[tuple[str, int], ...], frozenset[str]] = {}


def known_names(session: Session) -> frozenset[str]:
    """The names, in small letters; read again only after a load."""
    reports = session.exec(select(t.Report.report_id, t.Report.load_number).order_by(col(t.Report.report_id)))
    loads = tuple((report_id, number) for report_id, number in reports)
    if loads not in _kept:
        titles = [title for column in TITLES for title in session.exec(select(column).distinct()) if title]
        titles += session.exec(select(t.Body.name).where(t.Body.kind != POST)).all()
        _kept.clear()
        _kept[loads] = names_among(titles)
    return _kept[loads]
