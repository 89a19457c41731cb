"""Small files in each layout in which statistics are published, and what reading them gives."""

import io
from itertools import islice
from typing import Any

from openpyxl import Workbook

from cscp_core.official.catalogue import RateBase, catalogue
from cscp_core.official.files import Faults, PublishedFile
from cscp_core.official.layouts import Observed, Reading

PLACE_COLUMNS = (
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
)
ENGLAND_ROW = ("National", "E92000001", "England", "", "", "", "", "")
INNER_ROW = ("Regional", "E92000001", "England", "E13000001", "Inner London", "", "", "")
CAMDEN_ROW = ("Local authority", "E92000001", "England", "E13000001", "Inner London", "202", "E09000007", "Camden")


def tidy(columns: str, *rows: tuple[Any, ...], year: str = "2020", kind: str = "Reporting year") -> bytes:
    """A table of Explore Education Statistics: each row is a place and its values, as text with commas."""
    lines = [",".join((*PLACE_COLUMNS, columns))]
    lines += [",".join((year, kind, *place, values)) for place, values in rows]
    return "\n".join(lines).encode() + b"\n"


def lait(*rows: str) -> bytes:
    """The long form of LAIT: each row is measure, year, place, value, number."""
    lines = ["Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"]
    for row in rows:
        measure, year, place, value, number = row.split("|")
        lines.append(f"{measure},,{year},{place},{value},{number},NA")
    return "\n".join(lines).encode()


FINGERTIPS_HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,"
    "Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,"
    "Denominator,Value note,Recent Trend,Compared to England value or percentiles,Time period Sortable,New data,"
    "Compared to goal,Time period range"
)


def fingertips(*rows: dict[str, str]) -> bytes:
    """A download of Fingertips, one row of Camden each."""
    names = FINGERTIPS_HEADER.split(",")
    usual = {
        "Indicator ID": "90284",
        "Indicator Name": "Hospital admissions",
        "Area Code": "E09000007",
        "Area Name": "Camden",
        "Area Type": "Counties & UAs (from Apr 2023)",
        "Sex": "Persons",
        "Age": "<15 yrs",
        "Time period": "2019/20",
        "Value": "79.35184",
        "Lower CI 95.0 limit": "69.9",
        "Upper CI 95.0 limit": "89.7",
        "Count": "260",
        "Denominator": "32765",
        "Time period range": "1y",
    }
    lines = [",".join((usual | row).get(name, "") for name in names) for row in rows]
    return "\n".join([FINGERTIPS_HEADER, *lines]).encode()


NEIGHBOURS = [("213", "Very Close"), ("205", "Close "), ("302", "Not Close")]


def neighbours_2021(listed: list[tuple[str, str]] = NEIGHBOURS) -> bytes:
    """The first layout of a neighbour list, with a byte order mark and a note between its rows."""
    pairs = ",".join(f"SN{place},SNP" for place in range(1, len(listed) + 1))
    cells = ",".join(f"{number},{words}" for number, words in listed)
    lines = [f"LA num,LA Name,LA number,GOInd,GOReg,{pairs},", f"202,Camden,202,3,London (Inner),{cells},"]
    lines += [",,,,,,,,,,,", ",Old SNs:,,,,,,,,,,"]
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()


def neighbours_wide(listed: list[tuple[str, str]] = NEIGHBOURS) -> bytes:
    """The second layout."""
    pairs = ",".join(f"SN_{place},SN_{place}P" for place in range(1, len(listed) + 1))
    cells = ",".join(f"{number},{words}" for number, words in listed)
    return f"old_la_code,la_name,region_ind,region_name,{pairs}\n202,Camden,3,London,{cells}\n".encode()


def neighbours_book(listed: list[tuple[str, str]] = NEIGHBOURS) -> bytes:
    """The first layout as a workbook, with two rows above its header."""
    book = Workbook()
    sheet = book.active
    sheet.append(["A", "B", "C", "D", "E"])
    sheet.append([1, 2, 3, 4, 5])
    sheet.append(
        ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
        + [f"SN{n}{p}" if p == "" else "SNP" for n in range(1, len(listed) + 1) for p in ("", "P")]
    )
    sheet.append(
        [202, "Camden", 202, 3, "London (Inner)"]
        + [cell for number, words in listed for cell in (float(number), words)]
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reading_of(content: bytes, name: str = "made.csv", **details: Any) -> Reading:
    """A file about to be read."""
    known: dict[str, Any] = {
        "publication_id": "children-in-need",
        "release": "2025-10",
        "source_table": name.partition(".")[0],
        "rate_base": RateBase(),
        "known": catalogue(),
        "faults": Faults(),
    }
    return Reading(file=PublishedFile(name, content), **known | details)


def read_with(layout: Any, content: bytes, **details: Any) -> tuple[list[Observed], Reading]:
    """What a layout reads from a file, and the reading with its faults."""
    reading = reading_of(content, **details)
    header = next(iter(islice(reading.file.rows(), 1)))[1]
    return list(layout(reading, header).observed()), reading


def faults_of(reading: Reading) -> list[str]:
    return [str(one) for one in reading.faults.listed]
