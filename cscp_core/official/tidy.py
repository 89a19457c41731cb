"""Tables of Explore Education Statistics: any with the columns `time_period`, `time_identifier`, `geographic_level` and
those of a place. What the catalogue does not know of is read from the values: numbers are values, texts are breakdowns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cscp_core.official.catalogue import (
    ANY_BASE,
    Catalogue,
    KnownColumn,
    KnownPlace,
    KnownTable,
    SeriesSpec,
    column_key,
    slug,
)
from cscp_core.official.layouts import Observed, Reading, rounded_at
from cscp_core.official.numbers import exact_or_none, read_value
from cscp_core.official.periods import IDENTIFIERS, ends_in, read_period
from cscp_core.official.rules import PlaceLevel, YearType, is_count, is_rate
from cscp_core.polarity import Polarity

NEEDED = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
LOCATION = frozenset({*NEEDED, "region_code", "region_name", "old_la_code", "new_la_code", "la_name"})
LEVELS = {
    "national": (PlaceLevel.NATIONAL, "country_code", "country_name"),
    "regional": (PlaceLevel.REGIONAL, "region_code", "region_name"),
    "local authority": (PlaceLevel.AUTHORITY, "new_la_code", "la_name"),
}
MOST_LABELS = 200
"""Different texts of a column beyond which it is no breakdown."""
OF_ACADEMIC = frozenset({YearType.ACADEMIC})
OF_CALENDAR = frozenset({YearType.CALENDAR, YearType.MID_YEAR, YearType.JANUARY})


def is_tidy(header: Sequence[str]) -> bool:
    """Whether a header is that of such a table."""
    return set(NEEDED) <= {column_key(name) for name in header}


def fitting_table(known: Catalogue, header: Sequence[str]) -> KnownTable | None:
    """The table of the catalogue that a header is of: with its breakdowns, and most of its columns are known there."""
    own = {column_key(name) for name in header} - LOCATION
    best: tuple[int, KnownTable] | None = None
    for table in known.tables:
        has_filters = set(table.filters.values()) <= {table.filters[name] for name in own & table.filters.keys()}
        values = own - table.filters.keys() - table.left_out
        matching = len(values & table.columns.keys())
        if has_filters and matching * 2 > len(values) and (best is None or matching > best[0]):
            best = (matching, table)
    return best[1] if best else None


@dataclass(frozen=True, kw_only=True)
class _Value:
    """A column of values in this file: where it, its numerator and its base stand."""

    at: int
    name: str
    known: KnownColumn
    numerator: int | None
    denominator: int | None
    any_base: bool


class TidyTable:
    """One file."""

    name = "Explore Education Statistics"

    def __init__(self, reading: Reading, header: Sequence[str]) -> None:
        self.reading = reading
        self.header = [name.strip() for name in header]
        self.at = {column_key(name): place for place, name in enumerate(header)}
        self.table = fitting_table(reading.known, header) or _unknown_table(reading)
        self.filters: list[tuple[int, str]] = []
        self.values: list[_Value] = []
        self._sort_columns()
        self._kinds: dict[tuple[str, ...], list[tuple[_Value, YearType]]] = {}
        self._editions: dict[tuple[int, tuple[str, ...], str], str] = {}
        self._bases = self._read_bases() if self.table.base_filter else {}

    def observed(self) -> Iterator[Observed]:
        rows = self.reading.file.rows()
        next(rows, None)
        for line, row in rows:
            if len(row) != len(self.header):
                self.reading.fault(
                    f"the row has {len(row)} cells, and there are {len(self.header)} columns.", line=line
                )
                continue
            place = self._place(line, row)
            if place is not None:
                yield from self._of_row(line, row, place)

    def _of_row(self, line: int, row: list[str], place: KnownPlace) -> Iterator[Observed]:
        identifier = row[self.at["time_identifier"]].strip()
        stated = IDENTIFIERS.get(identifier.casefold())
        if stated is None:
            self.reading.fault(f"{identifier!r} is not a known kind of year.", line=line, column="time_identifier")
            return
        labels = tuple(row[at].strip() for at, _ in self.filters)
        for value, kind in self._kinds_of(labels, stated):
            if not _may_be(stated, kind):
                self.reading.fault(
                    f"{identifier!r} does not fit {value.name}, which is of a {kind.label}.", column="time_identifier"
                )
                continue
            period = read_period(row[self.at["time_period"]], kind)
            if period is None:
                shown = f"{row[self.at['time_period']]!r} does not fit its kind of year, {kind.label}."
                self.reading.fault(shown, line=line, column="time_period")
                return
            found = read_value(row[value.at])
            if found is None:
                shown = f"{row[value.at]!r} is neither a number nor a symbol."
                self.reading.fault(shown, line=line, column=self.header[value.at])
                continue
            numerator = None if value.numerator is None else exact_or_none(row[value.numerator])
            denominator = None if value.denominator is None else exact_or_none(row[value.denominator])
            if value.any_base:
                denominator = self._base_of(row, labels)
            yield Observed(
                self._edition(value, labels, kind, period),
                place.place_code,
                period,
                found[0],
                found[1],
                rounded_at(place.level, self._rounding(value)),
                numerator,
                denominator,
                None,
                None,
                "",
            )

    def _rounding(self, value: _Value) -> int | None:
        return self.table.rounded_to if is_count(value.known.unit) else None

    def _place(self, line: int, row: list[str]) -> KnownPlace | None:
        printed = row[self.at["geographic_level"]].strip()
        level = LEVELS.get(printed.casefold())
        if level is None:
            self.reading.fault(f"the app does not read places of the level {printed!r}.", column="geographic_level")
            return None
        kind, code_column, name_column = level
        code, name = self._cell(row, code_column), self._cell(row, name_column)
        if not code or not name:
            self.reading.fault(f"a place without {code_column} or {name_column}.", line=line)
            return None
        if code not in self.reading.places:
            region = self._cell(row, "region_code") if kind is PlaceLevel.AUTHORITY else ""
            number = self._cell(row, "old_la_code") if kind is PlaceLevel.AUTHORITY else ""
            self.reading.places[code] = KnownPlace(
                place_code=code, own_number=number, name=name, level=kind, region_code=region
            )
        return self.reading.places[code]

    def _cell(self, row: list[str], column: str) -> str:
        return row[self.at[column]].strip() if column in self.at else ""

    def _kinds_of(self, labels: tuple[str, ...], stated: YearType) -> list[tuple[_Value, YearType]]:
        """The values of a row with a breakdown, each with the kind of year that it is of."""
        found = self._kinds.get(labels)
        if found is None:
            at_31_march = self.table.at_31_march
            is_at_day = bool(at_31_march) and any(at_31_march in label for label in labels)
            found = [
                (value, YearType.AT_31_MARCH if is_at_day else value.known.year_kind or stated) for value in self.values
            ]
            self._kinds[labels] = found
        return found

    def _edition(self, value: _Value, labels: tuple[str, ...], kind: YearType, period: str) -> str:
        """Where the reading has the series of a value, a breakdown and a time."""
        key = (value.at, labels, period)
        if key not in self._editions:
            self._editions[key] = self._declared(value, labels, kind, ends_in(period, kind))
        return self._editions[key]

    def _declared(self, value: _Value, labels: tuple[str, ...], kind: YearType, year: int) -> str:
        known, table = value.known.of_year(year), self.table
        series_id = ".".join([table.table_id, slug(known.column), *(table.slug_of(label) for label in labels)])
        is_on_population = is_rate(known.unit) or table.table_id == "mid-year"
        population = self.reading.rate_base.of_year(year) if is_on_population else None
        edition = f"{series_id} {population or ''}"
        if edition in self.reading.series:
            return edition
        names = [self.header[at] for at, _ in self.filters]
        publication = self.reading.known.publications.get(self.reading.publication_id)
        self.reading.series[edition] = SeriesSpec(
            series_id=series_id,
            publication_id=self.reading.publication_id,
            topic=table.topic,
            title=", ".join((known.title, *(table.title_of(label) for label in labels))),
            definition=known.definition,
            unit=known.unit,
            polarity=known.polarity,
            polarity_source=known.polarity_source,
            year_kind=kind,
            decimals=known.decimals,
            counts_children=known.counts_children,
            apart="",
            address=publication["address"] if publication else "",
            next_update=table.next_update,
            source_column=value.name,
            source_filter="; ".join(f"{name}={label}" for name, label in zip(names, labels, strict=True)),
            population_id=population,
        )
        return edition

    # which column is what

    def _sort_columns(self) -> None:
        strangers = []
        for place, name in enumerate(self.header):
            key = column_key(name)
            if key in LOCATION or key in self.table.left_out:
                continue
            if key in self.table.filters:
                self.filters.append((place, self.table.filters[key]))
            elif key in self.table.columns:
                self._add_value(place, self.table.columns[key])
            else:
                strangers.append(place)
        if strangers:
            self._sort_strangers(strangers)

    def _add_value(self, place: int, known: KnownColumn) -> None:
        if known.is_base:
            return
        self.values.append(
            _Value(
                at=place,
                name=self.header[place],
                known=known,
                numerator=self._column_of(known.numerator),
                denominator=self._column_of(known.denominator),
                any_base=known.denominator == ANY_BASE,
            )
        )

    def _column_of(self, wanted: str) -> int | None:
        """Where a column stands in this file, in whichever spelling of it."""
        for place, name in enumerate(self.header):
            known = self.table.columns.get(column_key(name))
            if known and known.column == wanted:
                return place
        return None

    def _sort_strangers(self, strangers: list[int]) -> None:
        """Columns that the catalogue does not know: a look at every value says which are numbers, and which texts."""
        kinds: dict[int, set[str]] = {place: set() for place in strangers}
        numbers: dict[int, bool] = dict.fromkeys(strangers, False)
        texts: dict[int, bool] = dict.fromkeys(strangers, False)
        rows = self.reading.file.rows()
        next(rows, None)
        for _, row in rows:
            for place in strangers:
                cell = row[place].strip() if place < len(row) else ""
                if read_value(cell) is not None:
                    numbers[place] = numbers[place] or bool(cell)
                else:
                    texts[place] = True
                    if len(kinds[place]) <= MOST_LABELS:
                        kinds[place].add(cell)
        for place in strangers:
            name = self.header[place]
            if texts[place] and (numbers[place] or len(kinds[place]) > MOST_LABELS):
                self.reading.fault(
                    "the column is not understood: it is not known, and holds neither numbers alone nor a few texts.",
                    column=name,
                )
            elif texts[place]:
                self.filters.append((place, name))
                self.reading.leave_out(f"Column {name} is not in the catalogue: read as a breakdown")
            else:
                self._add_value(place, _unknown_column(name))
                self.reading.leave_out(f"Column {name} is not in the catalogue: read as values, unit not stated")

    # bases in other rows

    def _read_bases(self) -> dict[tuple[str, ...], str | None]:
        """The counts that are bases of other rows, by place, time and breakdown."""
        labels = {one for bases in self.table.bases.values() for one in bases}
        count = next((value for value in self.values if is_count(value.known.unit)), None)
        found: dict[tuple[str, ...], str | None] = {}
        at = next((place for place, name in self.filters if name == self.table.base_filter), None)
        if count is None or at is None:
            return found
        rows = self.reading.file.rows()
        next(rows, None)
        for _, row in rows:
            if len(row) == len(self.header) and row[at].strip() in labels:
                found[self._base_key(row, row[at].strip())] = exact_or_none(row[count.at])
        return found

    def _base_key(self, row: list[str], label: str) -> tuple[str, ...]:
        place = (self._cell(row, name) for name in ("time_period", "country_code", "region_code", "new_la_code"))
        others = (row[at].strip() for at, name in self.filters if name != self.table.base_filter)
        return (*place, *others, label)

    def _base_of(self, row: list[str], labels: tuple[str, ...]) -> str | None:
        own = next(
            label for (_, name), label in zip(self.filters, labels, strict=True) if name == self.table.base_filter
        )
        for base in self.table.bases_of(own):
            found = self._bases.get(self._base_key(row, base))
            if found is not None:
                return found
        return None


def _may_be(stated: YearType, kind: YearType) -> bool:
    """Whether a file that states one kind of year can hold a series of another, such as counts at a day of it."""
    if stated is YearType.ACADEMIC:
        return kind in OF_ACADEMIC
    if stated is YearType.CALENDAR:
        return kind in OF_CALENDAR
    return kind not in OF_ACADEMIC


def _unknown_table(reading: Reading) -> KnownTable:
    return KnownTable(
        table_id=slug(reading.source_table),
        publication_id=reading.publication_id,
        topic="Not in the catalogue",
        columns={},
        filters={},
        left_out=frozenset(),
        at_31_march="",
        rounded_to=None,
        base_filter="",
        next_update="",
        labels={},
        bases={},
    )


def _unknown_column(name: str) -> KnownColumn:
    return KnownColumn(
        column=name,
        title=name,
        unit="not stated",
        definition="",
        year_kind=None,
        polarity=Polarity.NONE,
        polarity_source="not stated",
        numerator="",
        denominator="",
        decimals=None,
        counts_children=False,
        is_base=False,
    )
