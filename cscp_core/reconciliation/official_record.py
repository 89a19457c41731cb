"""What the report prints, held against the official record, figure by figure, with the arithmetic in words."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TextIO

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.periods import read
from cscp_core.evidence.rules import in_words
from cscp_core.evidence.views import Figure
from cscp_core.free_text import csv_text
from cscp_core.official import mapping, periods, places
from cscp_core.official import service as official
from cscp_core.official.rules import Comparable, PlaceLevel, StatedReason, is_count, may_compare
from cscp_core.official.views import Comparator, MappedFigure, Observation, SeriesLine, show
from cscp_core.official.withholding import rests_on_few
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation import intervals
from cscp_core.reconciliation.declared import list_declared
from cscp_core.reconciliation.intervals import Interval
from cscp_core.reconciliation.record_findings import findings
from cscp_core.reconciliation.record_held import Held, Saying
from cscp_core.reconciliation.record_reads import Record
from cscp_core.reconciliation.record_rows import PREFIX, RecordRow, RecordVerdict, asked_by_record, gravest_first
from cscp_core.reconciliation.rules import Check, Result

HALF = Fraction(1, 2)
OUT_OF = re.compile(r"out of (\d+)")
COLUMNS = (
    "section",
    "figure",
    "printed",
    "official",
    "period",
    "release",
    "difference",
    "comparable",
    "verdict",
    "why",
)


@dataclass(frozen=True, kw_only=True)
class OfficialNumber:
    """The official side of a comparison: the number, all that it can be, and how it reads."""

    value: Decimal
    can_be: Interval
    shown: str


def official_number(
    found: Observation, unit: str, *, is_opposite: bool = False, base: Decimal | None = None
) -> OfficialNumber | None:
    """The official value in the unit of the figure: as published; the share that a count is of its base, where the
    figure is a share; what a share leaves of 100. None where there is no value, or the app would work it out from a
    count of 1 to 5.

    Args:
        base: what another series publishes as the base of a share.
    """
    if found.value is None or (is_count(found.unit) and rests_on_few(found.value)) or rests_on_few(found.numerator):
        return None
    whole = found.denominator or base
    if is_opposite and whole and rests_on_few(round((100 - found.value) * whole / 100)):
        return None
    if unit == "%" and is_count(found.unit):
        if not found.denominator:
            return None
        share = Fraction(found.value) * 100 / Fraction(found.denominator)
        text = show(Decimal(share.numerator) / Decimal(share.denominator), 1)
        shown = f"{text} ({show(found.value)} of {show(found.denominator)})"
        return OfficialNumber(value=Decimal(text), can_be=Interval.exactly(share), shown=shown)
    value = 100 - found.value if is_opposite else found.value
    if is_count(found.unit):
        half = Fraction(found.rounded_to or 0) * HALF
    else:
        half = Fraction(Decimal(1).scaleb(int(found.value.as_tuple().exponent))) * HALF
    can_be = Interval(Fraction(value) - half, Fraction(value) + half)
    said = f"{show(value)} (100 less {found.shown})" if is_opposite else found.shown
    return OfficialNumber(value=value, can_be=can_be, shown=said)


def printed_interval(figure: Figure) -> tuple[Interval, Decimal] | None:
    """What a printed figure can be, and its number; "2 out of 3" in percent. None without a value."""
    if figure.value is None:
        return None
    found = intervals.read(figure.value, figure.unit, figure.as_printed, figure.qualifier)
    number = Decimal(repr(figure.value)).normalize()
    parts = OUT_OF.fullmatch(figure.unit)
    if not parts:
        return found, number
    return found.times(Fraction(100, int(parts[1]))), (number * 100 / int(parts[1])).quantize(Decimal("0.1"))


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two numbers can be one. Two that are rounded differ where they only meet at the end: 10% and 11%."""
    if one.is_exact or other.is_exact:
        return one.meets(other)
    return one.low < other.high and other.low < one.high


def verdict_of(
    printed: Interval, number: OfficialNumber, comparable: Comparable, reason: StatedReason | None
) -> RecordVerdict:
    """Agrees within the rounding of both; a number that is official under another name has a wrong label."""
    if overlap(printed, number.can_be):
        return RecordVerdict.LABEL if reason and reason.is_label else RecordVerdict.AGREES
    return RecordVerdict.DIFFERS if comparable is Comparable.SAME else RecordVerdict.BY_DEFINITION


@needs(Permission.READ_RECORD)
def against_report(session: Session, actor: Actor, *, report_id: str) -> list[RecordRow]:
    """A report against the record: each figure that the mapping names beside the newest official value, in the report's
    order; then what the record says unasked, the gravest first.

    It changes only with a load of a report or of official files, and with the mapping: cache by `cache_key`.
    """
    return _rows(session, actor, report_id)


@needs(Permission.READ_RECORD)
def cache_key(session: Session, actor: Actor, *, report_id: str) -> tuple[int, ...]:
    """Numbers that change whenever `against_report` may say something else."""
    load = evidence.find_year(session, actor, report_id=report_id).load_number
    versions = (one.version for one in mapping.list_mappings(session, actor, report_id=report_id).values())
    return (load, official.data_version(session, actor), sum(versions))


@needs(Permission.READ_RECORD)
def results(session: Session, actor: Actor, *, report_id: str) -> list[Result]:
    """What the record asks of a report, as findings beside those of the report against itself, the gravest first."""
    return asked_by_record(against_report(session, actor, report_id=report_id))


@needs(Permission.READ_RECORD)
def find(session: Session, actor: Actor, *, report_id: str, row_id: str) -> Result:
    """One finding of the record.

    Raises:
        NotFound: the record asks nothing of that id.
    """
    for one in asked_by_record(_rows(session, actor, report_id, row_id)):
        if one.id == row_id:
            return one
    raise NotFound("There is no check at this address.")


def _rows(session: Session, actor: Actor, report_id: str, row_id: str = "") -> list[RecordRow]:
    """Every row; with an id those among which it is: the row of its figure alone, or what is said unasked."""
    year = evidence.find_year(session, actor, report_id=report_id)
    mapped = mapping.list_mappings(session, actor, report_id=report_id)
    figures = {one.figure_id: one for one in evidence.figures(session, actor, report_id=report_id).items}
    record, own = Record(session, actor), row_id.removeprefix(PREFIX)
    wanted = [one for one in figures if one in mapped and (not row_id or one == own)]
    rows = [_row(record, figures[one], mapped[one]) for one in wanted]
    home, ended = record.place_named(year.home_area), read(year.period).last
    if home is None or ended is None or own in figures:
        return rows
    held = Held(
        record=record,
        home=home.place_code,
        ended=ended.year,
        figures=figures,
        mapped=mapped,
        sayings=_sayings(list_declared(session, actor, report_id=report_id), figures.values()),
        themes=evidence.themes(session, actor, report_id=report_id),
    )
    return [*rows, *gravest_first(findings(held))]


def _sayings(checks: Iterable[Check], figures: Iterable[Figure]) -> list[Saying]:
    """The words that are printed: those of the declared checks, and those round each figure."""
    of_checks = [
        Saying(words=one.words, figure_ids=(*one.figure_ids, *one.against_ids))
        for one in checks
        if one.words and one.kind in (CheckKind.CHANGE, CheckKind.WORDING, CheckKind.COMPARATOR)
    ]
    beside = [
        Saying(words=words, figure_ids=(one.figure_id,))
        for one in figures
        for words in dict.fromkeys((one.as_printed, one.context))
        if words
    ]
    return [*of_checks, *beside]


def write_rows(out: TextIO, rows: Sequence[RecordRow]) -> None:
    """The rows as CSV."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        texts = map(csv_text, (row.section, row.what, row.printed))
        numbers = (row.official, row.period, row.release, row.difference)
        writer.writerow([*texts, *numbers, row.comparable.label, row.verdict.label, csv_text(row.why)])


def _row(record: Record, figure: Figure, mapped: MappedFigure) -> RecordRow:
    said = [*([_sentence(mapped.reason.label)] if mapped.reason else []), mapped.why]
    is_not = mapped.comparable is Comparable.NOT
    row = RecordRow(
        row_id=f"{PREFIX}{figure.figure_id}",
        figure_id=figure.figure_id,
        section=figure.section,
        what=f"{figure.what}, {figure.where_and_when}",
        printed=figure.shown,
        official="",
        period="",
        release="",
        difference="",
        comparable=mapped.comparable,
        verdict=RecordVerdict.NOT_COMPARED if is_not else RecordVerdict.CANNOT_TELL,
        why=" ".join(filter(None, said)),
        series_id=mapped.series_id,
        theme_id=figure.theme_id,
        agency_id=figure.agency_id,
    )
    line = record.line(mapped.series_id, mapped.place_code) if mapped.series_id else None
    if line is None:
        return row
    values: dict[str, Observation] = {}
    for one in (*line.points, *line.left_out):
        values.setdefault(one.period, one)
    found = [values[one] for one in mapped.periods if one in values]
    when = "; ".join(periods.shown(one, line.series.year_kind) for one in mapped.periods)
    row = replace(row, period=when, release=max((one.release for one in found), default=""))
    if len(mapped.periods) != 1 or not found:
        shown = "; ".join(f"{one.shown_period}: {one.shown}" for one in found)
        return replace(
            row,
            official=shown,
            why=" ".join(filter(None, said + _since(line, mapped.periods, found[-1] if found else None))),
        )
    return _compared(record, figure, mapped, line, found[0], row, said)


def _compared(
    record: Record,
    figure: Figure,
    mapped: MappedFigure,
    line: SeriesLine,
    found: Observation,
    row: RecordRow,
    said: list[str],
) -> RecordRow:
    """A figure with one value beside it: the verdict, the difference, and what else the record says."""
    number = official_number(found, _unit_of(figure), is_opposite=mapped.is_opposite, base=record.behind(found))
    printed = printed_interval(figure)
    verdict, difference = row.verdict, ""
    if number and printed and mapped.comparable is not Comparable.NOT:
        verdict = verdict_of(printed[0], number, mapped.comparable, mapped.reason)
        apart = (printed[1] - number.value).normalize()
        difference = f"{apart:+f}" if apart else "0"
    why = [*said, *_elsewhere(line, found, printed, verdict), *_releases(record, found)]
    why += _beside(record, mapped, found)
    why += _since(line, mapped.periods, found, _unit_of(figure) if mapped.comparable is not Comparable.NOT else "")
    return replace(
        row,
        official=number.shown if number else found.shown,
        difference=difference,
        verdict=verdict,
        why=" ".join(filter(None, why)),
        gist=_gist(figure, number.shown if number else found.shown, mapped),
        steps=_steps(printed[1], number.value) if number and printed and difference else (),
        size=_size(printed[1], number.value) if number and printed else 0.0,
    )


def _gist(figure: Figure, official: str, mapped: MappedFigure) -> str:
    reason = f" {_sentence(mapped.reason.label)}" if mapped.reason else ""
    return f"The report prints {figure.shown}, the official value is {official}.{reason}"


def _steps(printed: Decimal, value: Decimal) -> tuple[str, ...]:
    return (f"{show(printed)} − {show(value)} = {show((printed - value).normalize())}".replace("-", "−"),)


def _size(printed: Decimal, value: Decimal) -> float:
    return float(abs(printed - value) * 100 / value) if value else float(abs(printed))


def _unit_of(figure: Figure) -> str:
    return "%" if OUT_OF.fullmatch(figure.unit) else figure.unit


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _elsewhere(
    line: SeriesLine, found: Observation, printed: tuple[Interval, Decimal] | None, verdict: RecordVerdict
) -> list[str]:
    """That the printed number is the official one of another year: the same digits, another year. Of a whole number
    that says little."""
    if printed is None or verdict not in (RecordVerdict.DIFFERS, RecordVerdict.BY_DEFINITION):
        return []
    same = [one for one in line.points if one.period != found.period and one.value == printed[1]]
    if not same or is_count(line.series.unit) or printed[1] == int(printed[1]):
        return []
    return [f"{show(printed[1])} is now the official value of {in_words(one.shown_period for one in same)}."]


def _releases(record: Record, found: Observation) -> list[str]:
    """What other releases have for the same time."""
    said = []
    for one in record.in_releases(found):
        if one.value != found.value:
            is_other = not may_compare(found.unit, found.as_value, one.as_value)
            said.append(f"{one.shown} in release {one.release}{', on other estimates' if is_other else ''}")
    return [f"It was {in_words(said)}."] if said else []


def _beside(record: Record, mapped: MappedFigure, found: Observation) -> list[str]:
    """The comparators of an authority in the same release and at the same time, with how far it is from each; counts
    of places of different size are not set beside one another."""
    is_single = found.place.level is not PlaceLevel.AUTHORITY or mapped.is_opposite
    if is_single or is_count(found.unit) or found.value is None:
        return []
    values = record.spread(found)
    said, sentences = [], []
    for comparator in record.comparators(found):
        others = [values[one.place_code] for one in comparator.places if one.place_code in values]
        known = [one.value for one in others if one.value is not None and not one.is_apart]
        if len(comparator.places) == 1 and known:
            said.append(f"{comparator.name} {others[0].shown}{_apart(found, known[0])}")
        elif len(comparator.places) > 1:
            sentences += _beyond_each(found.value, comparator, known)
    return [*([f"In the same release: {in_words(said)}."] if said else []), *sentences]


def _beyond_each(value: Decimal, comparator: Comparator, known: list[Decimal]) -> list[str]:
    """That a value is beyond those of all neighbours that are known."""
    extreme = _extreme(value, known)
    if not extreme:
        return []
    model = f"statistical neighbours ({comparator.key.removeprefix(places.NEIGHBOURS)} model)"
    if len(known) == comparator.listed:
        return [f"It is {extreme} than each of its {len(known)} {model}."]
    return [f"It is {extreme} than each of the {len(known)} that are known of its {comparator.listed} {model}."]


def _extreme(value: Decimal, known: Sequence[Decimal]) -> str:
    if known and all(value > one for one in known):
        return "higher"
    return "lower" if known and all(value < one for one in known) else ""


def _apart(found: Observation, other: Decimal) -> str:
    assert found.value is not None
    if found.unit == "%" or not other:
        return ""
    percent = (found.value / other - 1) * 100
    if abs(percent) < 1:
        return ""
    return f" ({found.place.name} is {show(abs(percent), 0)}% {'higher' if percent > 0 else 'lower'})"


def _since(line: SeriesLine, after: Sequence[str], found: Observation | None = None, unit: str = "") -> list[str]:
    """What came after: the newest value that is known, on the same population as what was found."""
    last = max(after)
    later = [
        one
        for one in (*line.left_out, *line.points)
        if one.period > last
        and one.value is not None
        and (found is None or may_compare(line.series.unit, found.as_value, one.as_value))
    ]
    later.sort(key=lambda one: one.period)
    number = official_number(later[-1], unit or line.series.unit) if later else None
    if number is None:
        return []
    years = periods.ends_in(later[-1].period, line.series.year_kind) - periods.ends_in(last, line.series.year_kind)
    return [f"{years} {'year' if years == 1 else 'years'} later, {later[-1].shown_period}: {number.shown}."]
