"""The long form of the Local authority interactive tool: one row a measure, year and place, numbers as Excel wrote
them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cscp_core.official.catalogue import SeriesSpec, column_key
from cscp_core.official.layouts import Observed, PlacesByNumber, Reading, rounded_at
from cscp_core.official.numbers import read_value
from cscp_core.official.periods import ends_in, read_period

COLUMNS = ("short desc", "data item", "years", "la and regions", "values", "la number", "region")
NO_YEAR = "without a year and without a value, left out"


def is_lait(header: Sequence[str]) -> bool:
    """Whether a header is that of the long form."""
    return {"short desc", "years", "la number", "values"} <= {column_key(name) for name in header}


class LaitLong:
    """One file."""

    name = "Local authority interactive tool, long form"

    def __init__(self, reading: Reading, header: Sequence[str]) -> None:
        self.reading = reading
        self.at = {column_key(name): place for place, name in enumerate(header)}
        self.width = len(header)
        before = len(reading.faults.listed)
        for name in header:
            if column_key(name) not in COLUMNS:
                reading.fault("the column is not understood.", column=name)
        for name in COLUMNS:
            if name not in self.at and name not in ("data item", "region"):
                reading.fault("the column is missing.", column=name)
        self.fits = len(reading.faults.listed) == before

    def observed(self) -> Iterator[Observed]:
        if not self.fits:
            return
        places = PlacesByNumber(self.reading.known)
        code_at, year_at, value_at = (self.at[name] for name in ("short desc", "years", "values"))
        number_at, name_at = self.at["la number"], self.at["la and regions"]
        rows = self.reading.file.rows()
        next(rows, None)
        for line, row in rows:
            if len(row) != self.width:
                self.reading.fault(f"the row has {len(row)} cells, and there are {self.width} columns.", line=line)
                continue
            spec = self.reading.known.lait.get(row[code_at].strip())
            place = places.find(row[number_at], row[name_at])
            found = read_value(row[value_at])
            if spec is None:
                self.reading.fault(
                    f"the measure {row[code_at]!r} is not in data/official/lait.csv.", column="Short Desc"
                )
            elif place is None:
                shown = f"{row[name_at]!r} with the number {row[number_at]!r} is not a known place."
                self.reading.fault(shown, line=line, column="LA Number")
            elif found is None:
                shown = f"{row[value_at]!r} is neither a number nor a symbol."
                self.reading.fault(shown, line=line, column="Values")
            else:
                period = read_period(row[year_at], spec.year_kind)
                if period is None and found[0] is None:
                    self.reading.leave_out(f"{spec.source_column}, year {row[year_at]}: {NO_YEAR}")
                elif period is None:
                    shown = f"{row[year_at]!r} does not fit {spec.source_column}, which is of a {spec.year_kind.label}."
                    self.reading.fault(shown, line=line, column="Years")
                else:
                    edition = self._edition(spec, period)
                    self.reading.places.setdefault(place.place_code, place)
                    rounded = rounded_at(place.level, spec.rounded_to)
                    yield Observed(edition, place.place_code, period, *found, rounded, None, None, None, None, "")

    def _edition(self, spec: SeriesSpec, period: str) -> str:
        """The series at a time, on the population of its rates then: the catalogue says which in releases it knows."""
        population = None
        if (self.reading.publication_id, self.reading.release) in self.reading.known.releases:
            base = self.reading.known.lait_bases[spec.source_column]
            population = base.of_year(ends_in(period, spec.year_kind))
        edition = f"{spec.series_id} {population or ''}"
        if edition not in self.reading.series:
            self.reading.series[edition] = replace(spec, population_id=population)
        return edition
