"""The index of what a search can find in a report, behind the database's own full text: FTS5 on SQLite, tsvector on
PostgreSQL.

Both get the same tokens, made here and not by either engine, and the order is worked out here, so that a search finds
the same on both.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import cast, column, delete, func, literal, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, and_, col

from cscp_core.evidence import tables as t
from cscp_core.evidence import thesaurus as thesauri
from cscp_core.evidence import views as v
from cscp_core.evidence.query import Query, Unit, Vocabulary, parse_query
from cscp_core.evidence.ranking import Candidate, Counts
from cscp_core.evidence.tables import Findable, SearchIndex
from cscp_core.evidence.thesaurus import Thesaurus
from cscp_core.evidence.words import number_token, read_tokens

SEARCHED: tuple[tuple[str, Any, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("theme", t.Theme, "theme_id", "name", ("name", "plain_name"), ("said", "behind", "ask")),
    ("claim", t.Claim, "claim_id", "text", (), ("text", "plain")),
    ("recommendation", t.Recommendation, "recommendation_id", "text", (), ("text", "plain", "owner", "due")),
    ("review", t.Review, "review_id", "title", ("title",), ("summary", "body")),
    ("recorded_challenge", t.RecordedChallenge, "challenge_id", "text", (), ("text", "plain", "what_came", "asked_of")),
    ("voice", t.Voice, "voice_id", "text", (), ("text", "plain", "what_came", "who")),
    ("gap", t.Gap, "gap_id", "text", (), ("text",)),
    ("body", t.Body, "body_id", "name", ("name",), ("kind", "chair", "note")),
    ("term", t.Term, "term_id", "expansion", ("abbreviation", "expansion"), ("plain",)),
)
"""Kind, table, id, what a hit reads, the columns that name an item, and those that say something of it."""
FIGURE = "figure"
OF_FIGURE = ("category", "area", "period", "as_printed", "context", "note")
FIRM = 0.8
"""What a way to find a word must be worth where every word is required: "5%" is not any 5."""
INDEX = table("findable_words", column("rowid"))  # FTS5's, kept up by triggers
KINDS = ("theme", "claim", FIGURE, "recommendation", "review", "recorded_challenge", "voice", "gap", "body", "term")


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """What is known of all that can be found in a report."""

    vocabulary: Vocabulary
    counts: Counts

    @property
    def thesaurus(self) -> Thesaurus:
        return self.vocabulary.thesaurus


NOTHING = Lexicon(
    vocabulary=Vocabulary(thesauri.build_thesaurus((), ()), {}, ()),
    counts=Counts(rows=0, length=1.0, having={}),
)


def find_lexicon(session: Session, report_id: str) -> Lexicon:
    """That of one report; without words where it was never indexed."""
    row = session.get(SearchIndex, report_id)
    if row is None:
        return NOTHING
    return _lexicon(row.thesaurus, row.words, row.having, row.row_count, row.mean_length)


@lru_cache(maxsize=8)
def _lexicon(thesaurus: str, words: str, having: str, rows: int, length: float) -> Lexicon:
    tokens: dict[str, int] = json.loads(having)
    return Lexicon(
        vocabulary=Vocabulary(thesauri.from_json(thesaurus), json.loads(words), tokens),
        counts=Counts(rows=rows, length=length, having=tokens),
    )


def find_candidates(session: Session, report_id: str, query: Query) -> list[Candidate]:
    """Every item of a report that has some of what is asked for."""
    found = [_having(session, query.units, every=False)] if query.units else []
    wanted = or_(func.lower(col(Findable.row_id)).in_(query.ids), *found)
    columns = (Findable.kind, Findable.row_id, Findable.section, Findable.place, Findable.number)
    rows = session.execute(
        select(*map(col, columns), col(Findable.words), col(Findable.heading)).where(
            col(Findable.report_id) == report_id, wanted
        )
    )
    return [
        Candidate(
            kind=kind,
            row_id=row_id,
            section=section,
            place=place,
            words=frozenset(words.split()),
            heading=frozenset(heading.split()),
            number=number,
        )
        for kind, row_id, section, place, number, words, heading in rows
    ]


def condition_on_figures(session: Session, report_id: str, text: str) -> Any:
    """A condition on figures: every word of `text` stands there, as a search understands it."""
    query = parse_query(text, find_lexicon(session, report_id).vocabulary)
    said = [col(Findable.report_id) == report_id, col(Findable.kind) == FIGURE]
    by_id = func.lower(col(Findable.row_id)).in_(query.ids)
    found = or_(by_id, _having(session, query.units, every=True)) if query.units else by_id
    return col(t.Figure.figure_id).in_(select(col(Findable.row_id)).where(*said, found))


def _having(session: Session, units: Sequence[Unit], *, every: bool) -> Any:
    """A condition on `Findable`: every unit, or one at least, stands there."""
    if session.get_bind().dialect.name == "sqlite":
        asked = literal_column("findable_words").op("MATCH")(_joined(units, '"', " AND ", " OR ", every))
        return col(Findable.number).in_(select(INDEX.c.rowid).where(asked))
    held = func.array_to_tsvector(func.string_to_array(col(Findable.words), literal_column("' '")))
    return held.op("@@")(cast(literal(_joined(units, "'", " & ", " | ", every)), TSQUERY))


def _joined(units: Sequence[Unit], quote: str, also: str, other: str, every: bool) -> str:
    """Tokens hold letters and digits alone, so that nothing in them can be read otherwise."""
    ways = [
        [also.join(f"{quote}{token}{quote}" for token in way) for way, worth in unit.ways if worth >= FIRM or not every]
        for unit in units
    ]
    return (also if every else other).join("(" + other.join(f"({one})" for one in unit) + ")" for unit in ways)


def find_hits(session: Session, numbers: Collection[int]) -> dict[int, v.Hit]:
    """Items as a search shows them, by the number of their row in the index."""
    columns = (Findable.number, Findable.kind, Findable.row_id, Findable.section, Findable.shown, Findable.plain)
    rows = session.execute(
        select(*map(col, columns), col(Findable.theme_id), col(Findable.text)).where(col(Findable.number).in_(numbers))
    )
    return {
        number: v.Hit(
            kind=kind, row_id=row_id, section=section, text=shown, plain=plain or shown, theme_id=theme_id, said=text
        )
        for number, kind, row_id, section, shown, plain, theme_id, text in rows
    }


def rebuild(session: Session, report_id: str) -> None:
    """Replaces what a search can find of a report, within the caller's transaction."""
    session.execute(delete(Findable).where(col(Findable.report_id) == report_id))
    session.execute(delete(SearchIndex).where(col(SearchIndex.report_id) == report_id))
    kept = select(t.Term).where(col(t.Term.report_id) == report_id, col(t.Term.retired).is_(False))
    glossary = [(row.abbreviation, row.expansion) for row in session.scalars(kept.order_by(col(t.Term.place)))]
    thesaurus = thesauri.build_thesaurus(thesauri.read_rows(), glossary)
    words: Counter[str] = Counter()
    having: Counter[str] = Counter()
    rows = list(_findable(session, report_id, thesaurus))
    for row in rows:
        words.update({word.plain for word in read_tokens(row.text)})
        having.update(row.words.split())
    session.add_all(rows)
    session.add(
        SearchIndex(
            report_id=report_id,
            made_of=thesauri.fingerprint(),
            mean_length=having.total() / len(rows) if rows else 1.0,
            row_count=len(rows),
            thesaurus=thesaurus.as_json(),
            words=json.dumps(words),
            having=json.dumps(having),
        )
    )


def rebuild_missing(session: Session) -> None:
    """The same for every report that was indexed by an earlier version of the app, with another thesaurus, or never."""
    current = select(col(SearchIndex.report_id)).where(col(SearchIndex.made_of) == thesauri.fingerprint())
    for report_id in session.scalars(
        select(col(t.Report.report_id)).where(col(t.Report.report_id).not_in(current))
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


def _findable(session: Session, report_id: str, thesaurus: Thesaurus) -> Iterator[Findable]:
    titles = session.execute(
        select(col(t.Section.section), col(t.Section.title)).where(
            col(t.Section.report_id) == report_id, col(t.Section.retired).is_(False)
        )
    )
    sections = {section: _section_tokens(section, title, thesaurus) for section, title in titles}
    for kind, searched, id_column, shown, naming, saying in SEARCHED:
        kept = select(searched).where(searched.report_id == report_id, searched.retired.is_(False))
        for row in session.scalars(kept):
            made = Findable(
                kind=kind, row_id=getattr(row, id_column), shown=_shown(row, kind, shown), plain=_plain(row, kind),
                theme_id=getattr(row, "theme_id", None) or "", **_where(row),
            )  # fmt: skip
            names, text = ["\n".join(str(getattr(row, name) or "") for name in columns) for columns in (naming, saying)]
            yield _with_words(made, names, text, sections, thesaurus)
    for figure, indicator in session.execute(_figures_of(report_id)):
        said = v.figure_of(figure, indicator)
        made = Findable(
            kind=FIGURE, row_id=figure.figure_id, shown=f"{said.what}: {said.shown}", plain=said.plain,
            theme_id=indicator.theme_id, **_where(figure),
        )  # fmt: skip
        names = f"{indicator.name}\n{indicator.plain_name}"
        text = "\n".join(str(getattr(figure, name) or "") for name in OF_FIGURE)
        yield _with_words(made, names, text, sections, thesaurus)


def _where(row: Any) -> dict[str, Any]:
    return {"report_id": row.report_id, "section": row.section, "place": row.place}


def _plain(row: Any, kind: str) -> str:
    if kind == "term":
        return f"{row.abbreviation}: {row.plain}"
    return str(getattr(row, "plain", "") or getattr(row, "plain_name", ""))


def _section_tokens(section: str, title: str, thesaurus: Thesaurus) -> list[str]:
    """What finds everything in a section: the words of its heading, its number, and those of the sections around it."""
    parts = section.split(".")
    numbers = [number_token(".".join(parts[:count])) for count in range(2, len(parts) + 1)]
    return [*thesaurus.tokens_of(title), *numbers]


def _with_words(
    made: Findable, names: str, text: str, sections: dict[str, list[str]], thesaurus: Thesaurus
) -> Findable:
    heading = [*thesaurus.tokens_of(names), *sections.get(made.section, ())]
    made.text = f"{names}\n{text}".strip()
    made.words = " ".join(dict.fromkeys([*heading, *thesaurus.tokens_of(text)]))
    made.heading = " ".join(dict.fromkeys(heading))
    return made


def _shown(row: Any, kind: str, column_name: str) -> str:
    text: str = getattr(row, column_name)
    return f"{row.abbreviation}: {text or row.plain}" if kind == "term" else text
