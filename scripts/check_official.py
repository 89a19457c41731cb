"""Checks the extract in data/official/ against the published files, value by value, both ways.

    python -m scripts.check_official ../shared/official

It reads the files by itself and shares nothing with the importer: each fact names its file, column and rows, and the
cell there must be that number or the symbol of that state. Then each cell of the places of the extract must be a fact.
A numerator or base must be printed for the same place and time, the two must give the value as far as rounding lets
them, and the ends of an interval must be those that are printed. Shares of regions and of England that their own counts
do not give are told and not called wrong: their publishers leave out authorities that sent one of the two numbers only.
The published files are not part of this repository; tests/official makes small ones of its own.
"""

import csv
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "official"
SYMBOLS = {
    "suppressed": {"c"},
    "not_available": {"x", ":"},
    "not_applicable": {"z"},
    "low_reliability": {"u"},
    "rounds_to_zero": {"k", "low"},
    "not_stated": {"-", "NA", ""},
}
MOST_SHOWN = 20
BEHIND = ("numerator", "denominator", "lower", "upper")
AUTHORITIES = ("E06", "E07", "E08", "E09", "E10")
LOCATION = {
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "category",
    "Category",
    "absence_terms",
}
BREAKDOWNS = {
    "population_type",
    "population_count",
    "cla_group",
    "placement_stability",
    "characteristic",
    "breakdown",
    "care_leaver_age",
    "social_care_group",
    "phase_type_grouping",
    "age_group",
}
LAIT_NUMBERS = {"970": "E92000001", "986": "E12000007", "987": "E13000001", "988": "E13000002"}
Key = tuple[str, str, str, str, str]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def facts() -> Iterator[dict[str, str]]:
    with gzip.open(FOLDER / "facts.csv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def period_in(printed: str) -> set[str]:
    """Every way in which a printed time may be stored: the year is checked, and its kind is left to the facts."""
    spans = re.fullmatch(r"(\d{4})/(\d\d)-(\d\d)/(\d\d)", printed)
    if spans:
        return {f"{spans[1]}-{spans[2]} to 20{spans[3]}-{spans[4]}"}
    span = re.fullmatch(r"(\d{4})[-/]?(\d\d)", printed)
    if span:
        return {f"{span[1]}-{span[2]}", f"{span[1]} to {span[1][:2]}{span[2]}"}
    year = int(printed)
    days = {f"{year}-{day}" for day in ("03-31", "09-30", "06-30")}
    return {f"{year - 1}-{year % 100:02}", str(year), f"{year}-01", *days}


def published(folder: Path) -> dict[Key, tuple[str, str]]:
    """Every cell of the places of the extract: by table, column, breakdown, place and printed time, with its file."""
    places = {row["place_code"]: row["own_number"] for row in rows_of(FOLDER / "extract.csv")}
    numbers = {number: code for code, number in places.items()} | LAIT_NUMBERS
    cells: dict[Key, tuple[str, str]] = {}
    for listed in rows_of(FOLDER / "files.csv"):
        name = listed["file"]
        if listed["publication_id"] == "neighbours":
            continue
        table = f"{listed['release']} {listed['source_table']}"
        for row in rows_of(folder / name):
            for column, where, code, time, cell in cells_of(row, numbers):
                if code in places:
                    cells[(table, column, where, code, time)] = (name, cell)
    return cells


def cells_of(row: dict[str, str], numbers: dict[str, str]) -> Iterator[tuple[str, str, str, str, str]]:
    if "Short Desc" in row:
        if row["Years"] != "0":
            yield row["Short Desc"], "", numbers.get(row["LA Number"], ""), row["Years"], row["Values"]
        return
    if "Indicator ID" in row:
        if not row["Category"]:
            where = f"Indicator ID={row['Indicator ID']}; Sex={row['Sex']}; Category="
            yield "Value", where, row["Area Code"], row["Time period"], row["Value"]
        return
    code = row["new_la_code"] or row["region_code"] or row["country_code"]
    own = [name for name in row if name not in LOCATION]
    where = "; ".join(f"{name}={row[name]}" for name in own if name in BREAKDOWNS)
    is_population = "age_group" in row
    for name in own:
        if name not in BREAKDOWNS and (is_population or name != "population_estimate"):  # there, the base of a rate
            yield name, where, code, row["time_period"], row[name]


def is_same(fact: dict[str, str], cell: str) -> bool:
    """Whether a cell is the number of a fact, as Excel may have written it, or the symbol of its state."""
    if fact["state"] != "published":
        return fact["value"] == "" and cell.strip() in SYMBOLS[fact["state"]]
    try:
        printed = float(cell)
    except ValueError:
        return False
    return abs(Decimal(repr(printed)) - Decimal(fact["value"])) <= abs(Decimal(fact["value"])) * Decimal("1e-14")


def beside(folder: Path) -> dict[tuple[str, str, str], set[Decimal]]:
    """Every number that a table prints for a place of the extract and a time: by table, place and printed time."""
    places = {row["place_code"] for row in rows_of(FOLDER / "extract.csv")}
    found: dict[tuple[str, str, str], set[Decimal]] = defaultdict(set)
    for listed in rows_of(FOLDER / "files.csv"):
        if listed["publication_id"] in ("neighbours", "lait"):
            continue
        table = f"{listed['release']} {listed['source_table']}"
        for row in rows_of(folder / listed["file"]):
            code = row.get("Area Code") or row.get("new_la_code") or row.get("region_code") or row.get("country_code")
            if code in places:
                time = row.get("Time period") or row["time_period"]
                found[(table, code or "", time)] |= {
                    Decimal(cell) for cell in row.values() if cell and re.fullmatch(r"-?\d+(\.\d+)?", cell)
                }
    return found


def per_of(unit: str) -> int:
    """How many of the base a value is of: 25% is 25 of a hundred, a rate may be of 10,000, a caseload of one."""
    found = re.match(r"per ([\d,]+)", unit)
    return 100 if unit == "%" else int(found[1].replace(",", "")) if found else 1


def gives(fact: dict[str, str], per: int, is_authority: bool) -> bool:
    """Whether a count and its base give the value, as far as the rounding of all three lets them. Counts of authorities
    are exact where they are whole children; those of regions are to ten, and full-time equivalents to a tenth."""
    value, above, below = (Decimal(fact[name]) for name in ("value", "numerator", "denominator"))
    if not below:
        return True  # there is nothing to divide by
    half = Decimal("0.05") if "csww" in fact["source_table"] else Decimal(0) if is_authority else Decimal(5)
    low = (above - half) * per / (below + half)
    high = (above + half) * per / (below - half) if below > half else Decimal("Infinity")
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    return low - step <= value <= high + step


def check_behind(folder: Path) -> tuple[list[str], int, int]:
    """What is behind each value: its numerator, its base, and the ends of its interval. Then how many were looked up,
    and how many shares of regions are not what their counts give."""
    printed, count, unlike, wrong = beside(folder), 0, 0, []
    times: dict[tuple[str, str], list[str]] = defaultdict(list)
    for table, code, time in printed:
        times[(table, code)].append(time)
    units = {row["series_id"]: row["unit"] for row in rows_of(FOLDER / "series.csv")}
    for fact in facts():
        parts = [name for name in BEHIND if fact.get(name)]
        if not parts:
            continue
        count += len(parts)
        where = (f"{fact['release']} {fact['source_table']}", fact["place_code"])
        cells = set().union(*(printed[(*where, one)] for one in times[where] if fact["period"] in period_in(one)))
        said = f"{fact['series']}, {fact['place_code']}, {fact['period']}"
        wrong += [f"{said}: {name} {fact[name]} is not printed." for name in parts if Decimal(fact[name]) not in cells]
        if fact["value"] and fact["numerator"] and fact["denominator"]:
            count += 1
            is_authority = fact["place_code"].startswith(AUTHORITIES)
            is_given = gives(fact, per_of(units[fact["series"]]), is_authority)
            unlike += not is_given and not is_authority
            if not is_given and is_authority:
                behind = f"{fact['numerator']} of {fact['denominator']}"
                wrong.append(f"{said}: {behind} does not give {fact['value']}.")
        if (
            fact["value"]
            and fact["lower"]
            and not Decimal(fact["lower"]) <= Decimal(fact["value"]) <= Decimal(fact["upper"])
        ):
            wrong.append(f"{said}: {fact['value']} is not between {fact['lower']} and {fact['upper']}.")
    return wrong, count, unlike


def check_facts(folder: Path) -> tuple[list[str], int]:
    cells = published(folder)
    left = dict(cells)
    by_place: dict[tuple[str, str, str, str], list[Key]] = defaultdict(list)
    for key in cells:
        by_place[key[:4]].append(key)
    wrong, count = [], 0
    for fact in facts():
        count += 1
        table = f"{fact['release']} {fact['source_table']}"
        where = (table, fact["source_column"], fact["source_filter"], fact["place_code"])
        found = [key for key in by_place.get(where, ()) if fact["period"] in period_in(key[4])]
        if not found:
            wrong.append(f"{fact['series']}, {fact['place_code']}, {fact['period']}: no such cell in {table}.")
            continue
        for key in found:
            left.pop(key, None)
            if not is_same(fact, cells[key][1]):
                said = fact["value"] or fact["state"]
                wrong.append(
                    f"{fact['series']}, {fact['place_code']}, {fact['period']}: {said}, in {key[4]} {cells[key]}."
                )
    wrong += [f"{name}: {key} {cell!r} is in no fact." for key, (name, cell) in left.items()]
    return wrong, count


def check_neighbours(folder: Path) -> tuple[list[str], int]:
    """The neighbours of home against both layouts of both models."""
    ours: dict[str, list[tuple[str, str]]] = defaultdict(list)
    home = next(row["own_number"] for row in rows_of(FOLDER / "extract.csv") if row["why"] == "home")
    for row in rows_of(FOLDER / "neighbours.csv"):
        ours[row["model"]].append((row["neighbour_number"], row["closeness"].replace("_", " ")))
    wrong = []
    for listed in rows_of(FOLDER / "files.csv"):
        if listed["publication_id"] != "neighbours":
            continue
        for row in sheet_rows(folder / listed["file"]):
            if home in row[:3] and "Camden" in row[:3]:
                cells = [cell for cell in row[3:] if cell]
                first = next(place for place, cell in enumerate(cells) if place > 0 and re.fullmatch(r"\d{3}", cell))
                there = list(
                    zip(cells[first::2], (" ".join(one.lower().split()) for one in cells[first + 1 :: 2]), strict=True)
                )
                if there != ours[listed["release"][:4]]:
                    wrong.append(f"{listed['file']}: {there} is not {ours[listed['release'][:4]]}.")
    return wrong, sum(map(len, ours.values()))


def sheet_rows(path: Path) -> Iterator[list[str]]:
    if path.suffix == ".xlsx":
        for cells in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in cells]
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def main(folder: Path) -> int:
    wrong, count = check_facts(folder)
    wrong_neighbours, listed = check_neighbours(folder)
    wrong_behind, behind, unlike = check_behind(folder)
    wrong += wrong_neighbours + wrong_behind
    for sentence in wrong[:MOST_SHOWN]:
        print(sentence)
    print(
        f"{count:,} values and {listed} neighbours looked up in the published files, with {behind:,} numerators, "
        f"bases, ends of intervals and divisions; {unlike:,} shares of regions are not what their counts give; "
        f"{len(wrong):,} wrong or missing."
    )
    return 1 if wrong or not count or not listed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
