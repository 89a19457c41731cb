"""The check of what ships against the published files: it finds a wrong value, a missing one and one too many."""

import csv
import gzip

import pytest

from scripts import check_official
from tests.official import made
from tests.official.made import CAMDEN_ROW, INNER_ROW

COLUMNS = "category,referral_count,rereferral_percent"
FACTS = (
    ["release", "source_table", "series", "source_column", "source_filter", "place_code", "period", "value", "state"],
    ["2025-10", "c1", "c1.referral-count", "referral_count", "", "E09000007", "2019-20", "1499", "published"],
    ["2025-10", "c1", "c1.rereferral-percent", "rereferral_percent", "", "E09000007", "2019-20", "", "suppressed"],
    ["2026-04", "bds", "lait.iscp-conf", "ISCP_Conf", "", "E09000007", "2018-19", "77.4", "published"],
    ["2025-02", "injuries", "injuries.persons", "Value", "Indicator ID=90284; Sex=Persons; Category=", "E09000007",
     "2019-20", "79.35184", "published"],
)  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Three published files and a list of neighbours, and an extract of them."""
    published, ours = tmp_path / "published", tmp_path / "ours"
    published.mkdir()
    ours.mkdir()
    rows = [(CAMDEN_ROW, "x,1499,c"), (INNER_ROW, "x,43210,18.3")]
    (published / "c1.csv").write_bytes(made.tidy(COLUMNS, *rows))
    (published / "bds.csv").write_bytes(made.lait("ISCP_Conf|2019|Camden|77.400000000000006|202", "LAC|0|Camden|-|202"))
    (published / "injuries.csv").write_bytes(made.fingertips({}, {"Category": "Most deprived"}))
    (published / "sn.csv").write_bytes(made.neighbours_2021())
    listed = ["file,publication_id,release,source_table"]
    listed += ["c1.csv,children-in-need,2025-10,c1", "bds.csv,lait,2026-04,bds"]
    listed += ["injuries.csv,fingertips,2025-02,injuries", "sn.csv,neighbours,2021-04,sn"]
    (ours / "files.csv").write_text("\n".join(listed))
    (ours / "extract.csv").write_text("place_code,own_number,name,why\nE09000007,202,Camden,home\n")
    neighbours = ["model,neighbour_number,closeness", "2021,213,very_close", "2021,205,close", "2021,302,not_close"]
    (ours / "neighbours.csv").write_text("\n".join(neighbours))
    units = {"c1.referral-count": "referrals", "c1.rereferral-percent": "%", "injuries.persons": "per 10,000 under 15"}
    (ours / "series.csv").write_text("series_id,unit\n" + "\n".join(f'{one},"{unit}"' for one, unit in units.items()))
    monkeypatch.setattr(check_official, "FOLDER", ours)
    write(ours, FACTS)
    return published


def write(ours, facts):
    with gzip.open(ours / "facts.csv.gz", "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(facts)


def changed(row, at, value):
    facts = [list(one) for one in FACTS]
    facts[row][at] = value
    return facts


def test_an_extract_that_is_what_was_published_is_right(folder, capsys):
    assert check_official.main(folder) == 0
    said = capsys.readouterr().out
    assert said.startswith("4 values and 3 neighbours looked up in the published files, with 0 ")
    assert said.endswith("; 0 wrong or missing.\n")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (changed(1, 7, "1498"), "1498, in 2020 ('c1.csv', '1499')"),
        (changed(3, 7, "77.40001"), "77.40001, in 2019"),
        (changed(2, 8, "not_available"), "not_available, in 2020 ('c1.csv', 'c')"),
        (changed(1, 6, "2018-19"), "no such cell in 2025-10 c1"),
        (changed(2, 7, "0"), "in 2020 ('c1.csv', 'c')"),
        (FACTS[:4], "is in no fact"),
    ],
)
def test_a_value_that_is_wrong_missing_or_too_many_is_found(folder, facts, said, capsys):
    write(check_official.FOLDER, facts)
    assert check_official.main(folder) == 1
    assert said in capsys.readouterr().out


def test_another_neighbour_is_found(folder, capsys):
    path = check_official.FOLDER / "neighbours.csv"
    path.write_text(path.read_text().replace("205", "207"))
    assert check_official.main(folder) == 1
    assert "sn.csv" in capsys.readouterr().out


# what is behind a value

BEHIND = ["numerator", "denominator", "lower", "upper"]


@pytest.fixture
def behind(folder):
    """The same with re-referrals that have a count and a base, and an interval that is printed."""
    columns = "category,referral_count,rereferral_count,rereferral_percent"
    (folder / "c1.csv").write_bytes(made.tidy(columns, (CAMDEN_ROW, "x,1499,131,8.7")))
    numbers = {"Lower CI 95.0 limit": "70.1", "Upper CI 95.0 limit": "88.9"}
    (folder / "injuries.csv").write_bytes(made.fingertips(numbers))
    return folder


def with_behind(again=("131", "1499", "", ""), injuries=("", "", "70.1", "88.9")):
    header, referrals, _, lait, rate = (list(one) for one in FACTS)
    count = [*referrals[:2], "c1.rereferral-count", "rereferral_count", *referrals[4:7], "131", "published"]
    share = [*referrals[:2], "c1.rereferral-percent", "rereferral_percent", *referrals[4:7], "8.7", "published"]
    none = [""] * 4
    rows = ((referrals, none), (count, none), (share, again), (lait, none), (rate, injuries))
    return [header + BEHIND, *([*row, *more] for row, more in rows)]


def test_a_count_a_base_and_an_interval_that_are_printed_are_right(behind, capsys):
    write(check_official.FOLDER, with_behind())
    assert check_official.main(behind) == 0
    assert "with 5 numerators, bases, ends of intervals and divisions; 0 shares of regions" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"again": ("132", "1499", "", "")}, "numerator 132 is not printed"),
        ({"again": ("131", "1498", "", "")}, "denominator 1498 is not printed"),
        ({"again": ("1499", "131", "", "")}, "1499 of 131 does not give 8.7"),
        ({"injuries": ("", "", "70.2", "88.9")}, "lower 70.2 is not printed"),
        ({"injuries": ("", "", "88.9", "70.1")}, "is not between 88.9 and 70.1"),
    ],
)
def test_what_is_behind_a_value_and_wrong_is_found(behind, facts, said, capsys):
    write(check_official.FOLDER, with_behind(**facts))
    assert check_official.main(behind) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "above", "below", "is_authority", "table", "given"),
    [
        ("8.7", "131", "1499", True, "c1", True),
        ("8.8", "131", "1499", True, "c1", False),
        ("29.3", "31670", "107900", False, "c1", True),  # counts to ten
        ("29.3", "31670", "107900", True, "c1", False),
        ("90.6", "22.8", "25.2", True, "csww", True),  # full-time equivalents to a tenth
        ("74.6", "1245.2", "1708.5", False, "csww", False),
        ("0", "0", "0", True, "c1", True),
    ],
)
def test_a_count_and_a_base_give_a_value_within_the_rounding_of_all_three(
    value, above, below, is_authority, table, given
):
    fact = {"value": value, "numerator": above, "denominator": below, "source_table": table}
    assert check_official.gives(fact, 100, is_authority) is given
