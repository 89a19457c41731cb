"""What the report prints, held against the official record, figure by figure, with the arithmetic in words."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TextIO

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import in_words
from cscp_core.evidence.views import Figure
from cscp_core.labelled import Labelled
from cscp_core.official import mapping, periods
from cscp_core.official import service as official
from cscp_core.official.rules import Comparable, PlaceLevel, StatedReason, is_count, may_compare
from cscp_core.official.views import MappedFigure, Observation, SeriesLine, show
from cscp_core.official.withholding import rests_on_few
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation import intervals
from cscp_core.reconciliation.intervals import Interval

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


class RecordVerdict(Labelled):
    """What came of holding a figure against the official record."""

    AGREES = "agrees", "agrees"
    DIFFERS = "differs", "differs"
    BY_DEFINITION = "by_definition", "differs because of release or definition"
    WORD = "word", "the word does not fit the numbers"
    LABEL = "label", "wrong label"
    NOT_TOLD = "not_told", "not told"
    CANNOT_TELL = "cannot_tell", "cannot tell"
    NOT_COMPARED = "not_compared", "not compared"


@dataclass(frozen=True, kw_only=True)
class RecordRow:
    """One figure beside the official series. `official` is what it is held against, as text with its unit left out;
    `difference` is the printed number less the official one, empty where there is none."""

    figure_id: str
    section: str
    what: str
    printed: str
    official: str
    period: str
    release: str
    difference: str
    comparable: Comparable
    verdict: RecordVerdict
    why: str


@dataclass(frozen=True, kw_only=True)
class OfficialNumber:
    """The official side of a comparison: the number, all that it can be, and how it reads."""

    value: Decimal
    can_be: Interval
    shown: str


def official_number(found: Observation, unit: str, *, is_opposite: bool = False) -> OfficialNumber | None:
    """The official value in the unit of the figure: as published; the share that a count is of its base, where the
    figure is a share; what a share leaves of 100. None where there is no value, or it rests on a count of 1 to 5."""
    if found.value is None or (is_count(found.unit) and rests_on_few(found.value)) or rests_on_few(found.numerator):
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


@needs(Permission.READ_OFFICIAL)
def against_report(session: Session, actor: Actor, *, report_id: str) -> list[RecordRow]:
    """Each figure of a report that the mapping names, in the report's order, beside the newest official value."""
    mapped = mapping.list_mappings(session, actor, report_id=report_id)
    figures = evidence.figures(session, actor, report_id=report_id).items
    return [_row(session, actor, one, mapped[one.figure_id]) for one in figures if one.figure_id in mapped]


def write_rows(out: TextIO, rows: Sequence[RecordRow]) -> None:
    """The rows as CSV."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        texts = (_plain(one) for one in (row.section, row.what, row.printed))
        numbers = (row.official, row.period, row.release, row.difference)
        writer.writerow([*texts, *numbers, row.comparable.label, row.verdict.label, row.why])


def _plain(text: str) -> str:
    """A text of the report that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _row(session: Session, actor: Actor, figure: Figure, mapped: MappedFigure) -> RecordRow:
    said = [*([_sentence(mapped.reason.label)] if mapped.reason else []), mapped.why]
    is_not = mapped.comparable is Comparable.NOT
    row = RecordRow(
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
    )
    line = _line(session, actor, mapped)
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
    return _compared(session, actor, figure, mapped, line, found[0], row, said)


def _compared(
    session: Session,
    actor: Actor,
    figure: Figure,
    mapped: MappedFigure,
    line: SeriesLine,
    found: Observation,
    row: RecordRow,
    said: list[str],
) -> RecordRow:
    """A figure with one value beside it: the verdict, the difference, and what else the record says."""
    number = official_number(found, _unit_of(figure), is_opposite=mapped.is_opposite)
    printed = printed_interval(figure)
    verdict, difference = row.verdict, ""
    if number and printed and mapped.comparable is not Comparable.NOT:
        verdict = verdict_of(printed[0], number, mapped.comparable, mapped.reason)
        apart = (printed[1] - number.value).normalize()
        difference = f"{apart:+f}" if apart else "0"
    why = [*said, *_elsewhere(line, found, printed, verdict), *_releases(session, actor, mapped, found)]
    why += _beside(session, actor, mapped, found)
    why += _since(line, mapped.periods, found, _unit_of(figure) if mapped.comparable is not Comparable.NOT else "")
    return replace(
        row,
        official=number.shown if number else found.shown,
        difference=difference,
        verdict=verdict,
        why=" ".join(filter(None, why)),
    )


def _unit_of(figure: Figure) -> str:
    return "%" if OUT_OF.fullmatch(figure.unit) else figure.unit


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _line(session: Session, actor: Actor, mapped: MappedFigure) -> SeriesLine | None:
    if not mapped.series_id:
        return None
    try:
        return official.line(session, actor, series_id=mapped.series_id, place_code=mapped.place_code)
    except NotFound:
        return None


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


def _releases(session: Session, actor: Actor, mapped: MappedFigure, found: Observation) -> list[str]:
    """What other releases have for the same time."""
    others = official.values_in_releases(
        session, actor, series_id=mapped.series_id, place_code=mapped.place_code, period=found.period
    )
    said = []
    for one in others:
        if one.value != found.value:
            is_other = not may_compare(found.unit, found.as_value, one.as_value)
            said.append(f"{one.shown} in release {one.release}{', on other estimates' if is_other else ''}")
    return [f"It was {in_words(said)}."] if said else []


def _beside(session: Session, actor: Actor, mapped: MappedFigure, found: Observation) -> list[str]:
    """The comparators of an authority in the same release and at the same time, with how far it is from each; counts
    of places of different size are not set beside one another."""
    is_single = found.place.level is not PlaceLevel.AUTHORITY or mapped.is_opposite
    if is_single or is_count(found.unit) or found.value is None:
        return []
    wanted = official.comparators(session, actor, place_code=mapped.place_code)
    single = [
        one.places[0] for one in wanted if len(one.places) == 1 and one.places[0].level is not PlaceLevel.AUTHORITY
    ]
    spread = official.spread(session, actor, series_id=mapped.series_id, period=found.period, release=found.release)
    values = {one.place.place_code: one for one in spread.values}
    said = []
    for place in single:
        other = values.get(place.place_code)
        if other and other.value is not None and not other.is_apart:
            said.append(f"{place.name} {other.shown}{_apart(found, other.value)}")
    sentences = [f"In the same release: {in_words(said)}."] if said else []
    neighbours = [one for one in wanted if one.key.startswith("neighbours-")]
    if neighbours:
        ended = periods.ends_in(found.period, found.year_kind)
        nearest = min(neighbours, key=lambda one: abs(int(one.key.partition("-")[2]) - ended))
        known = [
            values[one.place_code].value
            for one in nearest.places
            if one.place_code in values and values[one.place_code].value is not None
        ]
        extreme = _extreme(found.value, [one for one in known if one is not None])
        if extreme:
            model = f"neighbours of the model of {nearest.key.partition('-')[2]}"
            all_known = len(known) == len(nearest.places)
            of = f"its {len(known)} {model}" if all_known else f"the {len(known)} of {len(nearest.places)} {model}"
            sentences.append(f"It is {extreme} than each of {of}{'' if all_known else ' that are known'}.")
    return sentences


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
