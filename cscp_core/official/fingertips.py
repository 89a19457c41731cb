"""Downloads of Fingertips: one row an indicator, sex, place and year, with base and 95% interval."""

from collections.abc import Iterator, Sequence

from cscp_core.official.catalogue import KnownPlace, SeriesSpec, column_key, slug
from cscp_core.official.layouts import Observed, Reading
from cscp_core.official.numbers import exact_or_none, read_value
from cscp_core.official.periods import read_period
from cscp_core.official.rules import ObservationState, PlaceLevel, YearType
from cscp_core.polarity import Polarity

NEEDED = (
    "indicator id",
    "indicator name",
    "area code",
    "area name",
    "area type",
    "sex",
    "age",
    "category type",
    "category",
    "time period",
    "value",
    "lower ci 95.0 limit",
    "upper ci 95.0 limit",
    "count",
    "denominator",
    "value note",
    "time period range",
)
LEFT_OUT = frozenset(
    {
        "parent code",
        "parent name",
        "lower ci 99.8 limit",
        "upper ci 99.8 limit",
        "recent trend",
        "time period sortable",
        "new data",
    }
)
COMPARED = "compared to "
"""How columns begin that hold the publisher's own colour for a value."""
LEVELS = (
    ("england", PlaceLevel.NATIONAL),
    ("regions", PlaceLevel.REGIONAL),
    ("counties & uas", PlaceLevel.AUTHORITY),
    ("upper tier", PlaceLevel.AUTHORITY),
)


def is_fingertips(header: Sequence[str]) -> bool:
    """Whether a header is that of such a download."""
    return {"indicator id", "area code", "time period", "value"} <= {column_key(name) for name in header}


class FingertipsTable:
    """One file."""

    name = "Fingertips"

    def __init__(self, reading: Reading, header: Sequence[str]) -> None:
        self.reading = reading
        self.at = {column_key(name): place for place, name in enumerate(header)}
        self.width = len(header)
        before = len(reading.faults.listed)
        for name in header:
            key = column_key(name)
            if key not in NEEDED and key not in LEFT_OUT and not key.startswith(COMPARED):
                reading.fault("the column is not understood.", column=name)
        for name in NEEDED:
            if name not in self.at:
                reading.fault("the column is missing.", column=name)
        self.fits = len(reading.faults.listed) == before

    def observed(self) -> Iterator[Observed]:
        if not self.fits:
            return
        rows = self.reading.file.rows()
        next(rows, None)
        for line, row in rows:
            if len(row) != self.width:
                self.reading.fault(f"the row has {len(row)} cells, and there are {self.width} columns.", line=line)
            elif self._cell(row, "category"):
                self.reading.leave_out("values of England by deprivation, left out")
            else:
                found = self._of_row(line, row)
                if found:
                    yield found

    def _of_row(self, line: int, row: list[str]) -> Observed | None:
        place = self._place(row)
        value = read_value(self._cell(row, "value"))
        spec = self._spec(row)
        period = read_period(self._cell(row, "time period"), spec.year_kind)
        faults = (
            (place is None, "area type", f"the app does not read places of the type {self._cell(row, 'area type')!r}."),
            (value is None, "value", f"{self._cell(row, 'value')!r} is not a number."),
            (self._cell(row, "time period range") != "1y", "time period range", "only single years are read here."),
            (
                period is None,
                "time period",
                f"{self._cell(row, 'time period')!r} does not fit its kind of year, {spec.year_kind.label}.",
            ),
        )
        for is_fault, column, what in faults:
            if is_fault:
                self.reading.fault(what, line=line, column=column)
        if place is None or value is None or period is None or any(is_fault for is_fault, _, _ in faults):
            return None
        numbers = ("count", "denominator", "lower ci 95.0 limit", "upper ci 95.0 limit")
        count, base, lower, upper = (exact_or_none(self._cell(row, name)) for name in numbers)
        state = value[1] if value[0] is not None else ObservationState.NOT_STATED
        note = self._cell(row, "value note")
        return Observed(
            spec.series_id, place.place_code, period, value[0], state, None, count, base, lower, upper, note
        )

    def _place(self, row: list[str]) -> KnownPlace | None:
        code, name = self._cell(row, "area code"), self._cell(row, "area name")
        kind = self._cell(row, "area type").casefold()
        level = next((level for start, level in LEVELS if kind.startswith(start)), None)
        if level is None or not code:
            return None
        return self.reading.places.setdefault(
            code, KnownPlace(place_code=code, own_number="", name=name, level=level, region_code="")
        )

    def _spec(self, row: list[str]) -> SeriesSpec:
        """The series of a row. One that the catalogue does not know is named as the file names it."""
        indicator, sex = self._cell(row, "indicator id"), self._cell(row, "sex")
        row_of = self.reading.known.fingertips.get(indicator, {})
        base_id = row_of.get("series_id") or f"fingertips-{slug(indicator)}"
        series_id = f"{base_id}.{slug(sex)}"
        if series_id not in self.reading.series:
            title = row_of.get("title") or f"{self._cell(row, 'indicator name')}, {self._cell(row, 'age')}"
            self.reading.series[series_id] = SeriesSpec(
                series_id=series_id,
                publication_id=self.reading.publication_id,
                topic=row_of.get("topic") or "Not in the catalogue",
                title=title if sex == "Persons" else f"{title}, {sex.lower()}",
                definition=row_of.get("definition", ""),
                unit=row_of.get("unit") or "not stated",
                polarity=Polarity(row_of.get("polarity") or "none"),
                polarity_source=row_of.get("polarity_source") or "not stated",
                year_kind=YearType(row_of.get("year_kind") or "financial"),
                decimals=int(row_of["decimals"]) if row_of.get("decimals") else None,
                counts_children=True,
                apart="",
                address=self.reading.known.publications.get("fingertips", {}).get("address", ""),
                next_update="",
                source_column="Value",
                source_filter=f"Indicator ID={indicator}; Sex={sex}; Category=",
                population_id=self.reading.rate_base.population_id,
            )
        return self.reading.series[series_id]

    def _cell(self, row: list[str], name: str) -> str:
        return row[self.at[name]].strip()
