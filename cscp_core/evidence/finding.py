"""Finding an item by its words, with the database's own full text: FTS5 on SQLite, tsvector on PostgreSQL.

Both get the same words, cut here and not by either engine, so that a search finds the same on both: every word asked
for, or the beginning of one. A word with signs in it, such as an id or "5%", must also stand just so in the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import cast, column, delete, func, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, and_, col

from cscp_core.evidence import tables as t
from cscp_core.evidence import views as v
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.tables import Findable

MOST_WORDS = 12
WORD = re.compile(r"[^\W_]+")
SEARCHED: tuple[tuple[SourceKind, Any, str, str, tuple[str, ...]], ...] = (
    (SourceKind.THEME, t.Theme, "theme_id", "name", ("name", "plain_name", "said", "behind", "ask")),
    (SourceKind.CLAIM, t.Claim, "claim_id", "text", ("text", "plain")),
    (SourceKind.RECOMMENDATION, t.Recommendation, "recommendation_id", "text", ("text", "plain", "owner", "due")),
    (SourceKind.REVIEW, t.Review, "review_id", "title", ("title", "summary", "body")),
    (
        SourceKind.RECORDED_CHALLENGE,
        t.RecordedChallenge,
        "challenge_id",
        "text",
        ("text", "plain", "what_came", "asked_of"),
    ),
    (SourceKind.VOICE, t.Voice, "voice_id", "text", ("text", "plain", "what_came", "who")),
    (SourceKind.TERM, t.Term, "term_id", "expansion", ("abbreviation", "expansion", "plain")),
)
OF_FIGURE = ("figure_id", "category", "area", "period", "section", "as_printed", "context", "note")
INDEX = table("findable_words", column("rowid"))  # FTS5's, kept up by triggers
KINDS = (
    SourceKind.THEME, SourceKind.CLAIM, SourceKind.FIGURE, SourceKind.RECOMMENDATION, SourceKind.REVIEW,
    SourceKind.RECORDED_CHALLENGE, SourceKind.VOICE, SourceKind.TERM,
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a text: runs of letters and digits, in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def matches(session: Session, asked: str) -> list[Any]:
    """Conditions on `Findable` for every word asked for; none where nothing was asked."""
    said = asked.split()[:MOST_WORDS]
    words = [word for one in said for word in words_of(one)]
    where = [col(Findable.text).icontains(one, autoescape=True) for one in said if not one.isalnum()]
    if not words:
        return where
    if session.get_bind().dialect.name == "sqlite":
        hits = select(INDEX.c.rowid).where(literal_column("findable_words").op("MATCH")(_fts5(words)))
        return [*where, col(Findable.number).in_(hits)]
    held = func.array_to_tsvector(func.string_to_array(col(Findable.words), literal_column("' '")))
    return [*where, held.op("@@")(cast(literal(_tsquery(words)), TSQUERY))]


def told(session: Session, report_id: str, kind: SourceKind, row_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The plain words, where a row has any, and the theme, where it has one, of items of one kind that were found."""
    if kind is SourceKind.FIGURE:
        found = session.execute(_figures_of(report_id).where(col(t.Figure.figure_id).in_(row_ids)))
        return {
            figure.figure_id: (v.figure_of(figure, indicator).plain, indicator.theme_id) for figure, indicator in found
        }
    searched, id_column = next((table_, name) for known, table_, name, _, _ in SEARCHED if known == kind)
    rows = session.scalars(
        select(searched).where(searched.report_id == report_id, getattr(searched, id_column).in_(row_ids))
    )
    return {getattr(row, id_column): (_plain_of(row, kind), getattr(row, "theme_id", None) or "") for row in rows}


def _plain_of(row: Any, kind: SourceKind) -> str:
    if kind is SourceKind.TERM:
        return f"{row.abbreviation}: {row.plain}"
    return str(getattr(row, "plain", "") or getattr(row, "plain_name", ""))


def rebuild(session: Session, report_id: str) -> None:
    """Makes anew what a search can find of a report, within the caller's transaction."""
    session.execute(delete(Findable).where(col(Findable.report_id) == report_id))
    for kind, searched, id_column, shown, columns in SEARCHED:
        for row in session.scalars(
            select(searched).where(searched.report_id == report_id, searched.retired.is_(False))
        ):
            text = [str(getattr(row, name) or "") for name in (id_column, "section", *columns)]
            session.add(_findable(kind, row, getattr(row, id_column), _shown(row, kind, shown), text))
    for figure, indicator in session.execute(_figures_of(report_id)):
        text = [str(getattr(figure, name) or "") for name in OF_FIGURE] + [indicator.name, indicator.plain_name]
        said = v.figure_of(figure, indicator)
        session.add(_findable(SourceKind.FIGURE, figure, figure.figure_id, f"{said.what}: {said.shown}", text))


def rebuild_missing(session: Session) -> None:
    """The same for every report of which nothing can be found yet: one loaded by an earlier version of the app."""
    known = select(col(Findable.report_id)).distinct()
    for report_id in session.scalars(
        select(col(t.Report.report_id)).where(col(t.Report.report_id).not_in(known))
    ).all():
        rebuild(session, report_id)
    session.commit()


def _figures_of(report_id: str) -> Any:
    on = and_(
        col(t.Indicator.report_id) == col(t.Figure.report_id),
        col(t.Indicator.indicator_id) == col(t.Figure.indicator_id),
    )
    kept = (col(t.Figure.report_id) == report_id, col(t.Figure.retired).is_(False))
    return select(t.Figure, t.Indicator).join(t.Indicator, on).where(*kept)


def _findable(kind: SourceKind, row: Any, row_id: str, shown: str, text: list[str]) -> Findable:
    together = "\n".join(text)
    return Findable(
        report_id=row.report_id,
        kind=kind,
        row_id=row_id,
        section=row.section,
        place=row.place,
        shown=shown,
        text=together,
        words=" ".join(dict.fromkeys(words_of(together))),
    )


def _shown(row: Any, kind: SourceKind, column: str) -> str:
    text: str = getattr(row, column)
    return f"{row.abbreviation}: {text or row.plain}" if kind is SourceKind.TERM else text


def _fts5(words: list[str]) -> str:
    return " ".join(f'"{word}"*' for word in words)


def _tsquery(words: list[str]) -> str:
    return " & ".join(f"'{word}':*" for word in words)
