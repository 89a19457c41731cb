"""What is kept for many runs is the same after a screen was drawn from it: no screen changes what others are handed."""

from collections.abc import Iterator
from typing import Any

import pytest

from pages.components import by_load, until_commit
from pages.components.menu import MENUS
from tests.nightly import sampled
from tests.pages.test_every_page import EVERYBODY, ITEMS, ONLY, TABS

SCREENS = sorted({(file, by) for by in EVERYBODY for file in ("theme", "claim", "recommendation", "search")} | {
    (file, by) for file, roles in ONLY.items() for by in roles
} | {(file, "scrutineer") for menu in MENUS.values() for file in menu if file not in ONLY})  # fmt: skip
BY_DAY = [
    ("actions", "scrutineer"),
    ("challenges", "business.manager"),
    ("findings", "young.advisor"),
    ("my_desk", "scrutineer"),
    ("priorities", "scrutineer"),
    ("welfare", "safeguarding.lead"),
    ("what_we_owe", "council.partner"),
    ("next_meeting", "lay.member"),
]


def kept() -> Iterator[tuple[Any, Any]]:
    """Everything that is kept, by its key."""
    yield from ((key, found) for key, (found, *_) in until_commit._kept.items())
    for name, found in by_load.KEPT.items():
        yield from (((name, key), value) for key, value in found.items())


def written() -> dict[Any, str]:
    """Everything that is kept, written out whole."""
    return {key: repr(value) for key, value in kept()}


def check_nothing_changes(page):
    page.run()  # the first noted who read what, and kept what it read
    before = written()
    page.run()
    after = written()
    assert len(before) > 2
    assert {key: value for key, value in after.items() if key in before and value != before[key]} == {}


@pytest.mark.parametrize(("file", "by"), sampled(SCREENS, BY_DAY))
def test_a_screen_leaves_what_is_kept_as_it_was(open_page, file, by):
    check_nothing_changes(open_page(file, by=by, **ITEMS.get(file, {})))


@pytest.mark.parametrize("tab", sampled(TABS, ["Claims", "Measures"]))
def test_a_tab_of_a_theme_leaves_what_is_kept_as_it_was(open_page, tab):
    check_nothing_changes(open_page("theme", by="scrutineer", theme="front-door", tab=tab))


def test_a_value_that_is_changed_in_place_is_noticed(open_page):
    page = open_page("priorities", by="scrutineer")
    page.run()
    before = written()
    next(found for _, found in kept() if isinstance(found, list) and found).pop()
    assert written() != before
