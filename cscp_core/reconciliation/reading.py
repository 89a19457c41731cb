"""Checks that read words: tense, dates, cross-references, a word beside a number, small numbers. Never certain."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from cscp_core.evidence.declared import CHAPTER
from cscp_core.evidence.numbers import flattened
from cscp_core.evidence.periods import Period, times_in
from cscp_core.evidence.rules import in_words
from cscp_core.reconciliation import sayings
from cscp_core.reconciliation.arithmetic import figures
from cscp_core.reconciliation.intervals import Interval
from cscp_core.reconciliation.rules import BEGINNINGS, Check, Facts, Finding, PrintedFigure, Verdict
from cscp_core.reconciliation.sayings import Time

PHRASES = " / "
"""Stands between two phrases of the report in the column `words`."""
WITHHELD_BELOW = 6
FOREWORD = "foreword"
MOST_SUGGESTED = 3
RUNS_ON = re.compile(r"\b(?:from|since)\s+(?:\w+\s+)?(?:19|20)\d\d\b(?!\s*(?:to|until|-|–))", re.IGNORECASE)


def tense(check: Check, facts: Facts) -> Finding:
    """Done in one place, still to come in another."""
    phrases = check.words.split(PHRASES)
    places = [facts.section_of(one) for one in check.refs]
    sections = [places[min(at, len(places) - 1)] for at in range(len(phrases))]
    reported = in_words(f"“{said}” ({place})" for said, place in zip(phrases, sections, strict=True))
    said = [sayings.time_said(one) for one in phrases]
    both = len(phrases) == 1 and said[0] is Time.AHEAD and sayings.says_done(phrases[0])
    begun = next((one for one in said if one in (Time.DONE, Time.NOW)), Time.DONE if both else None)
    if begun and Time.AHEAD in said:
        message = f"The report says {reported}. One reads as {begun.value}, the other as {Time.AHEAD.value}."
        return Finding(Verdict.WORTH_ASKING, reported, f"{begun.value} and {Time.AHEAD.value}", message)
    times = [times_in(one) for one in phrases]
    if len(times) > 1 and all(times) and not any(a.meets(b) for a in times[0] for b in times[1]):
        return Finding(
            Verdict.WORTH_ASKING, reported, "two times", f"The report says {reported}. The two name different times."
        )
    unclear = [one for one, time in zip(phrases, said, strict=True) if time is None]
    if unclear:
        what = in_words(f"“{one}”" for one in unclear)
        return Finding(
            Verdict.CANNOT_CHECK, reported, "",
            f"The report says {reported}. The app’s word list does not say whether {what} is done or still to come.",
        )  # fmt: skip
    if len(set(said)) > 1:
        return Finding(
            Verdict.CANNOT_CHECK, reported, "done and going on",
            f"The report says {reported}. One reads as done, the other as going on; neither reads as still to come.",
        )  # fmt: skip
    return Finding(Verdict.AGREES, reported, "one tense", f"The report says {reported}, in the same tense.")


def dates(check: Check, facts: Facts) -> Finding:
    """What counts as the year's must lie within the year."""
    where = in_words(dict.fromkeys(facts.section_of(one) for one in (*check.refs, *check.figure_ids)))
    reported = f"“{check.words}” ({where})"
    year, found = facts.year, times_in(check.words)
    if not (year.first and year.last and found):
        return Finding(Verdict.CANNOT_CHECK, reported, "", f"{reported} gives no date that can be checked.")
    outside = [one for one in found if not one.meets(year)]
    partly = [one for one in found if _is_beyond(one, year.first, year.last)]
    if RUNS_ON.search(check.words) and not outside:
        return Finding(
            Verdict.CANNOT_CHECK, reported, "it runs on",
            f"{reported} has no end date, so nobody can tell how much of it falls in {facts.period}.",
        )  # fmt: skip
    if not partly:
        return Finding(Verdict.AGREES, reported, "within the year", f"{reported} is in {facts.period}.")
    if not outside:
        return Finding(
            Verdict.CANNOT_CHECK, reported, "only a part of it lies within the year",
            f"{reported} covers more than {facts.period}; the month is missing.",
        )  # fmt: skip
    way = "before" if outside[0].last and outside[0].last < year.first else "after"
    return Finding(
        Verdict.WORTH_ASKING,
        reported,
        f"{way} the year",
        f"{reported} is {way} the report's own year, {facts.period}.",
    )


def _is_beyond(time: Period, first: date, last: date) -> bool:
    return time.first is None or time.first < first or time.last is None or time.last > last


def cross_reference(check: Check, facts: Facts) -> Finding:
    """A section that is named, or a whole chapter of which one is a part, must hold what it is named for."""
    citing, cited = check.refs
    of_chapter = check.option == CHAPTER
    chapter = [one for one in facts.sections if one.split(".")[0] == cited.split(".")[0]]
    named = f"chapter {cited.split('.')[0]}" if of_chapter else f"section {cited}"
    reported = f"section {citing} points to {named} for “{check.words}”"
    said = f"S{reported[1:]}" if citing != FOREWORD else f"The {reported.removeprefix('section ')}"
    if cited not in facts.sections:
        return Finding(Verdict.WORTH_ASKING, reported, "no such section", f"{said}; the report has no {named}.")
    if of_chapter:
        own = [one for one in (cited, *chapter) if one != citing and _holds(facts, one, check.words)]
        if own:
            return Finding(Verdict.AGREES, reported, "it is there", f"{said}, and it is there, in {own[0]}.")
    elif _holds_within(facts, cited, check.words):
        return Finding(Verdict.AGREES, reported, "it is there", f"{said}, and it is there.")
    elsewhere = _suggested(facts, citing, cited, [] if of_chapter else chapter, check.words)
    there = f"; it is in {in_words(elsewhere)}" if elsewhere else ""
    return Finding(
        Verdict.WORTH_ASKING, reported, f"not in {named}{there}",
        f"{said}. Nothing loaded from {named} mentions it{there}.",
    )  # fmt: skip


def _suggested(facts: Facts, citing: str, cited: str, chapter: list[str], words: str) -> list[str]:
    """Where it stands instead: in a section of the same chapter, in one taken with those below it, or anywhere. A part
    of a section is told with the section that the report could have named."""
    others = [one for one in facts.sections if one not in (citing, cited)]
    near = [one for one in others if one in chapter]
    found = next(
        filter(None, (
            [one for one in near if _holds(facts, one, words)],
            [one for one in near if _holds_within(facts, one, words)],
            [one for one in others if _holds(facts, one, words)],
        )), [],
    )  # fmt: skip
    depth = cited.count(".") + 1
    widest = [(".".join(one.split(".")[:depth]), one) for one in found[:MOST_SUGGESTED]]
    return [one if one == wide else f"{wide} ({one})" for wide, one in widest]


def wording(check: Check, facts: Facts) -> Finding:
    """Whether a number bears the word that stands with it; figures after the first are what it is held against."""
    named, _ = figures(check, facts)
    phrases = check.words.split(PHRASES)
    places = [facts.section_of(one) for one in (*check.refs, *check.figure_ids)]
    if len(phrases) > 1:
        said = in_words(f"“{one}” ({places[min(at, len(places) - 1)]})" for at, one in enumerate(phrases))
        return Finding(
            Verdict.WORTH_ASKING, said, "two wordings", f"The report says {said}. How do the two fit together?"
        )
    if not named:
        said = f"“{check.words}” ({in_words(dict.fromkeys(places))})"
        return Finding(Verdict.CANNOT_CHECK, said, "no number", f"The report says {said} and prints no number with it.")
    value, *others = named
    reported = f"“{check.words}” for {value.printed}"
    rule = next((one for one in WORDS if re.search(rf"\b(?:{one.words})", check.words, re.IGNORECASE)), None)
    if rule is None:
        return Finding(
            Verdict.CANNOT_CHECK, reported, "", f"{reported}: the app’s word list has no rule for this word."
        )
    fits = rule.bears(value, others)
    if fits is None:
        return Finding(
            Verdict.WORTH_ASKING, reported, "nothing to compare it with",
            f"{value.what}: {reported}. {rule.needs} The report prints no number to compare it with.",
        )  # fmt: skip
    held = f", compared with {in_words(f'{one.area} {one.printed}' for one in others)}" if others else ""
    if fits:
        return Finding(
            Verdict.AGREES, reported, "the word fits the number", f"{value.what}: {reported}{held}; the word fits."
        )
    return Finding(
        Verdict.WORTH_ASKING, reported, "the word does not fit the number",
        f"{value.what}: {reported}{held}. {rule.needs}",
    )  # fmt: skip


def small_numbers(check: Check, facts: Facts) -> Finding:
    """Counts of 1 to 5 of people, where the report says that such counts are withheld."""
    printed, withheld = figures(check, facts)
    small = [one for one in printed if one.value is not None and 0 < one.value < WITHHELD_BELOW]
    rule = in_words(f"{one.what} ({one.section})" for one in withheld) or "such counts"
    reported = in_words(f"{one.category or one.what} {one.shown} ({one.section})" for one in small)
    if all(one.value is None for one in printed):
        return Finding(Verdict.CANNOT_CHECK, f"{len(printed)} counts", "", f"{rule}: no count beside it has a number.")
    if not small:
        return Finding(
            Verdict.AGREES, f"{len(printed)} counts", "none from 1 to 5",
            f"{rule}: none of the {len(printed)} counts beside it is from 1 to 5.",
        )  # fmt: skip
    return Finding(
        Verdict.WORTH_ASKING, reported, f"{len(small)} from 1 to 5",
        f"The report withholds small numbers ({rule}) and prints {reported}. It may show who a child or an adult is.",
    )  # fmt: skip


Bears = Callable[[PrintedFigure, list[PrintedFigure]], bool | None]
"""Whether a value bears a word, given the values that it is compared with; None where these are missing."""


class Word:
    """A word of degree: what must hold of the number, None where nothing is there to tell by, and what it needs."""

    def __init__(self, words: str, needs: str, bears: Bears) -> None:
        self.words, self.needs, self.bears = words, needs, bears


def _against(compare: Callable[[Interval, Interval], bool]) -> Bears:
    def bears(value: PrintedFigure, others: list[PrintedFigure]) -> bool | None:
        return all(compare(value.can_be, one.can_be) for one in others) if others else None

    return bears


def _part(least: int, most: int) -> Bears:
    """A percentage, or a count beside its whole, of so many per cent."""
    allowed = Interval(Fraction(least), Fraction(most))

    def bears(value: PrintedFigure, others: list[PrintedFigure]) -> bool | None:
        if value.unit == "%":
            return value.can_be.meets(allowed)
        return value.can_be.times(100).over(others[0].can_be).meets(allowed) if others else None

    return bears


WORDS = (
    Word("well above|far above|much higher", "Such a word means higher by a tenth or more.",
         _against(lambda one, other: one.high >= other.low * Fraction(11, 10))),
    Word("well below|far below|much lower", "Such a word means lower by a tenth or more.",
         _against(lambda one, other: one.low <= other.high * Fraction(9, 10))),
    Word("slightly (?:higher|above|more)", "Such a word means higher by a tenth at most.",
         _against(lambda one, other: one.high > other.low and one.low <= other.high * Fraction(11, 10))),
    Word("slightly (?:lower|below|fewer|less)", "Such a word means lower by a tenth at most.",
         _against(lambda one, other: one.low < other.high and one.high >= other.low * Fraction(9, 10))),
    Word("above|higher|exceed|better|outperform|more than", "Such a word means higher than another value.",
         _against(lambda one, other: one.high > other.low)),
    Word("only|just|low|below|fewer|less than", "Such a word means lower than another value.",
         _against(lambda one, other: one.low < other.high)),
    Word("in line|similar|comparable|same as|consistent", "Such a word means that the two are within five per cent.",
         _against(lambda one, other: one.low <= other.high * Fraction(21, 20) and one.high * 20 >= other.low * 19)),
    Word("almost all|nearly all|vast majority", "Such a word means ninety per cent or more.", _part(90, 100)),
    Word("most|majority|mainly|largely", "Such a word means more than half.", _part(50, 100)),
    Word("all|every|fully|always|universal", "Such a word means all of them, 100%.", _part(100, 100)),
    Word("half", "Such a word means about half.", _part(45, 55)),
    Word("few|rarely|small proportion|minority", "Such a word means fewer than half.", _part(0, 50)),
    Word("high|good|excellent|strong", "Such a word means half or more, or higher than another value.", _part(50, 100)),
)  # fmt: skip


def _holds(facts: Facts, section: str, words: str) -> bool:
    return _are_in(facts.beginnings_in(section), words)


def _holds_within(facts: Facts, section: str, words: str) -> bool:
    """Whether a section holds the words together with the sections below it."""
    below = (one for one in facts.sections if one == section or one.startswith(f"{section}."))
    return _are_in(frozenset().union(*map(facts.beginnings_in, below)), words)


def _are_in(begins: frozenset[str], words: str) -> bool:
    wanted = [word for word in re.findall(r"[a-z]+", flattened(words)) if len(word) >= BEGINNINGS[0]]
    return bool(wanted) and all(word[: BEGINNINGS[-1]] in begins for word in wanted)
