"""What Young Advisors choose together for a term, and when two of them make it so. Pure."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from cscp_core.errors import CommentRefused
from cscp_core.labelled import Labelled
from feedback.together.rules import FEWEST

FILE = Path(__file__).resolve().parents[2] / "data" / "reply_criteria.csv"
MOST = 3
TERMS = {9: "Autumn", 1: "Spring", 5: "Summer"}
"""Terms by the month in which they begin."""


class SpaceChoice(Labelled):
    """What can be chosen."""

    TOPIC = "topic", "Topics that we look at"
    REPLY = "reply", "A good reply"
    COLOUR = "colour", "Colour"
    PICTURE = "picture", "Picture"


class Colour(Labelled):
    """Colours of their space. They are an ornament: no word and no state depends on one."""

    SEA = "sea", "Sea"
    SUN = "sun", "Sun"
    BERRY = "berry", "Berry"
    LEAF = "leaf", "Leaf"


class Picture(Labelled):
    """Pictures of their space."""

    WAVES = "waves", "Waves"
    DOTS = "dots", "Dots"
    STEPS = "steps", "Steps"
    HILLS = "hills", "Hills"


def at_most(what: SpaceChoice) -> int:
    """How many of a kind one person may choose."""
    return 1 if what in (SpaceChoice.COLOUR, SpaceChoice.PICTURE) else MOST


@cache
def reply_criteria() -> dict[str, str]:
    """What can make a good reply, by code, as data."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["words"] for row in csv.DictReader(file)}


def options(what: SpaceChoice, topics: Iterable[str]) -> tuple[str, ...]:
    """Codes that may be chosen of a kind; topics are the report's."""
    return {
        SpaceChoice.TOPIC: tuple(topics),
        SpaceChoice.REPLY: tuple(reply_criteria()),
        SpaceChoice.COLOUR: tuple(one.value for one in Colour),
        SpaceChoice.PICTURE: tuple(one.value for one in Picture),
    }[what]


def check_choice(what: SpaceChoice, codes: Iterable[str], possible: Iterable[str]) -> None:
    """Raises CommentRefused for too many, or for what is not among the options."""
    chosen = set(codes)
    if len(chosen) > at_most(what):
        raise CommentRefused(f"Choose {at_most(what)} at most.")
    if chosen - set(possible):
        raise CommentRefused("That is not on the list any more. Choose again.")


def term_of(day: date) -> date:
    """The first day of the term that a day is in."""
    return date(day.year, max(month for month in TERMS if month <= day.month), 1)


def name_of_term(term: date) -> str:
    return f"{TERMS[term.month]} {term.year}"


def chosen_together(picks: Iterable[str], order: Iterable[str], most: int) -> tuple[str, ...]:
    """What at least two chose, the most wanted first, then in the order of the options. One person's choice alone would
    be theirs to everybody who knows them, so it counts for nothing."""
    wanted = list(picks)
    places = {code: place for place, code in enumerate(order)}
    agreed = {code for code in wanted if wanted.count(code) >= FEWEST and code in places}
    return tuple(sorted(agreed, key=lambda code: (-wanted.count(code), places[code]))[:most])


class Often(Labelled):
    """How often somebody wants to be reminded."""

    WEEK = "week", "Once a week"
    MONTH = "month", "Once a month"

    @property
    def days(self) -> int:
        return 7 if self is Often.WEEK else 28


def next_day(often: Often, day: date) -> date:
    """When the next reminder comes."""
    return day + timedelta(days=often.days)
