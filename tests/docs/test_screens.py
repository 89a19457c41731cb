"""The document of the screens holds the targets that `make look` measures, and a row for each screen."""

import re
from dataclasses import replace

from pages.components.menu import SCREENS
from scripts import look_everywhere
from scripts.look_everywhere import NARROW, TARGETS, WIDE, Measured
from tests.pages.conftest import ROOT

SAID = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
FINE = Measured(
    place="priorities", by="scrutineer", width=WIDE, height=1900, words=480, charts=4, sideways=0, least=44,
    least_name="Open", age=14,
)  # fmt: skip


def between(name):
    return SAID.split(f"<!-- {name} -->")[1].split(f"<!-- {name} until here -->")[0].strip()


def test_the_document_holds_the_targets_that_are_measured():
    assert between("targets") == look_everywhere.targets()
    assert set(TARGETS) <= set(SCREENS)


def test_every_screen_with_a_target_was_measured():
    measured = set(re.findall(r"\(`(\w+)`\)", between("measured")))
    assert set(TARGETS) <= measured <= set(SCREENS)


def test_a_screen_that_keeps_its_target_misses_nothing():
    assert FINE.misses() == []
    assert replace(FINE, width=NARROW, height=4300).misses() == []


def test_what_is_missed_is_said():
    wide = replace(FINE, height=2100, words=501, charts=3, sideways=7)
    assert wide.misses() == ["scrolls 7 px sideways", "height over 2,000", "words over 500", "charts under 4"]
    assert replace(FINE, width=NARROW, height=4401, least=32).misses() == ["height over 4,400", "'Open' under 44"]
    assert replace(wide, place="privacy").misses() == ["scrolls 7 px sideways"]


def test_what_is_measured_again_takes_the_place_of_what_was():
    kept = ["| Priorities (`priorities`) | scrutineer | 1 |", "| Theme (`theme`) | scrutineer | 2 |"]
    again = ["| Theme (`theme`) | scrutineer | 3 |", "| Theme (`theme`) | lay.member | 4 |"]
    assert look_everywhere.merged(kept, again) == [kept[0], *again]


def test_each_role_sees_the_screens_of_its_menu():
    seen = list(look_everywhere.places())
    assert len(seen) == len(set(seen))
    assert {("priorities", "council.partner"), ("welfare", "safeguarding.lead"), ("to_do", "business.manager")} <= set(
        seen
    )
    assert ("welfare", "scrutineer") not in seen


def test_a_young_advisors_screen_is_held_to_what_a_phone_and_a_reader_of_twelve_need():
    fine = replace(
        FINE, by=look_everywhere.YOUNG, place="young_home", width=NARROW, age=12, first=90, pictures=3, charts=0
    )
    assert fine.misses() == []
    assert replace(fine, first=91, least=43, pictures=0, age=12.6).misses() == [
        "first screenful over 90 words", "'Open' under 44", "no picture", "reading age 13",
    ]  # fmt: skip
    assert replace(fine, place="our_view", pictures=0).misses() == []
