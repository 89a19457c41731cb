"""The kinds of checks that a report folder may declare over its own rows, and what each kind needs."""

from dataclasses import dataclass
from enum import StrEnum


class CheckKind(StrEnum):
    """What a check asks. Its id in files and addresses."""

    SUM_OF_PARTS = "sum_of_parts"
    SHARE_OF_BASE = "share_of_base"
    BASE_SOLVER = "base_solver"
    CHANGE = "change"
    IMPLIED_POPULATION = "implied_population"
    IMPLIED_GROWTH = "implied_growth"
    POSSIBLE_PERCENTAGE = "possible_percentage"
    POSSIBLE_CHANGE = "possible_change"
    SMALLEST_BASE = "smallest_base"
    SAME_THING = "same_thing"
    TWO_DEFINITIONS = "one_value_two_definitions"
    PARTS_OVERLAP = "parts_overlap"
    COMPARATOR = "comparator"
    TENSE = "tense"
    DATES = "dates"
    CROSS_REFERENCE = "cross_reference"
    WORDING = "wording"
    SMALL_NUMBERS = "small_numbers"

    @property
    def heading(self) -> str:
        return KINDS[self].heading

    @property
    def asks(self) -> str:
        return KINDS[self].asks


class Refers(StrEnum):
    """What the column `refs` of a check names."""

    NOTHING = ""
    SECTIONS = "sections"
    ROWS = "claims, reviews, recommendations or figures"


MANY = 1000


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a kind asks, and how many figures, figures against and references it needs: least and most."""

    heading: str
    asks: str
    figures: tuple[int, int]
    against: tuple[int, int] = (0, 0)
    refs: tuple[int, int] = (0, MANY)
    refers: Refers = Refers.ROWS
    words: bool = False
    options: tuple[str, ...] = ()
    in_pairs: bool = False


SAME, MAY_DIFFER = "same", "may differ"
STATED, ASSUMED = "stated", "assumed"
SECTION, CHAPTER = "section", "chapter"
ALL, SOME, APART, SOME_MAY_DIFFER = "all", "some", "told apart", "some, may differ"

KINDS = {
    CheckKind.SUM_OF_PARTS: Shape(
        heading="Sum of parts",
        asks="Do the parts add up to the whole? `some`: only some parts are printed, so they may be less. "
        "`told apart`: the report describes them as different groups, so a match would be odd. `some, may differ`: "
        "dates or definitions may differ, so that more is worth asking about.",
        figures=(1, MANY), against=(1, 1), options=(ALL, SOME, APART, SOME_MAY_DIFFER),
    ),
    CheckKind.SHARE_OF_BASE: Shape(
        heading="Share of a base",
        asks="Is the percentage the count divided by the base?",
        figures=(1, 1), against=(2, 2),
    ),
    CheckKind.BASE_SOLVER: Shape(
        heading="The base behind the shares",
        asks="Which whole-number base fits all the printed shares?",
        figures=(4, MANY), against=(0, 1), in_pairs=True,
    ),
    CheckKind.CHANGE: Shape(
        heading="Change",
        asks="Do the two values, the printed change and the report's word for it agree? The earlier value comes last; "
        "several later ones are added together.",
        figures=(2, MANY), against=(0, 1),
    ),
    CheckKind.IMPLIED_POPULATION: Shape(
        heading="Rate and implied population",
        asks="Which population do the count and the rate imply, and is it the printed one? With a rate alone: which "
        "count?",
        figures=(1, 2), against=(0, MANY), options=(SAME, MAY_DIFFER),
    ),
    CheckKind.IMPLIED_GROWTH: Shape(
        heading="Implied growth",
        asks="By how much must the population have grown for two counts and their rates, and is it the growth that is "
        "printed? First the later count and its rate, then the earlier.",
        figures=(4, 4), against=(0, 1), in_pairs=True,
    ),
    CheckKind.POSSIBLE_PERCENTAGE: Shape(
        heading="Possible percentage",
        asks="Can whole numbers out of the printed base give the percentage? Of several bases each is tried, and all "
        "together. `assumed`: the report does not say that it is the base.",
        figures=(1, 1), against=(1, MANY),
        options=(STATED, ASSUMED),
    ),
    CheckKind.POSSIBLE_CHANGE: Shape(
        heading="Possible change",
        asks="Is there a whole number that changed by this much to the printed count, or to any of several?",
        figures=(1, MANY), against=(1, 1), options=("rise", "fall"),
    ),
    CheckKind.SMALLEST_BASE: Shape(
        heading="Smallest possible base",
        asks="How many must there have been at least, where the base is not printed?",
        figures=(1, MANY),
    ),
    CheckKind.SAME_THING: Shape(
        heading="Same thing, two values",
        asks="Is what is printed twice the same both times?",
        figures=(2, MANY), options=(SAME, MAY_DIFFER),
    ),
    CheckKind.TWO_DEFINITIONS: Shape(
        heading="One value, two definitions",
        asks="Does one number mean two different things? The words are the two definitions.",
        figures=(2, 2),
    ),
    CheckKind.PARTS_OVERLAP: Shape(
        heading="Parts that overlap",
        asks="Are the parts together more than the whole, so that something counts twice?",
        figures=(1, MANY), against=(1, 1),
    ),
    CheckKind.COMPARATOR: Shape(
        heading="Comparator",
        asks="Is the value compared with one of the same year, unit and definition?",
        figures=(1, 1), against=(0, MANY),
    ),
    CheckKind.TENSE: Shape(
        heading="Tense",
        asks="Is something called done in one place and still to come in another?",
        figures=(0, MANY), refs=(1, 2),
        words=True,
    ),
    CheckKind.DATES: Shape(
        heading="Dates",
        asks="Is what counts for the year inside the year?",
        figures=(0, MANY), words=True,
    ),
    CheckKind.CROSS_REFERENCE: Shape(
        heading="Cross-reference",
        asks="Does the section that is named contain what it is named for? `chapter`: the report names only its "
        "chapter.",
        figures=(0, MANY), refs=(2, 2), refers=Refers.SECTIONS, words=True, options=(SECTION, CHAPTER),
    ),
    CheckKind.WORDING: Shape(
        heading="Word against number",
        asks="Does the word fit the number beside it? Figures after the first are what it is compared with.",
        figures=(0, MANY), words=True,
    ),
    CheckKind.SMALL_NUMBERS: Shape(
        heading="Small numbers",
        asks="Is a count of 1 to 5 printed where the report says that small numbers are withheld?",
        figures=(1, MANY), against=(0, MANY),
    ),
}  # fmt: skip


def faults_of(kind: CheckKind, figures: int, against: int, refs: int, words: str, option: str) -> list[tuple[str, str]]:
    """What is wrong with how a check is declared: the column, and a sentence."""
    shape = KINDS[kind]
    faults = []
    for column, count, (least, most) in (
        ("figure_ids", figures, shape.figures), ("against_ids", against, shape.against), ("refs", refs, shape.refs),
    ):  # fmt: skip
        if not least <= count <= most:
            needs = f"{least}" if least == most else f"{least} or more" if most == MANY else f"{least} to {most}"
            faults.append((column, f"{count} where {kind} needs {needs}."))
    if shape.in_pairs and figures % 2:
        faults.append(("figure_ids", "must be pairs of a count and its share."))
    if shape.words and not words:
        faults.append(("words", f"is empty; {kind} needs the report's own words."))
    if shape.options and option not in shape.options:
        faults.append(("option", f"{option!r} is not one of: {', '.join(shape.options)}."))
    elif option and not shape.options:
        faults.append(("option", f"must be empty for {kind}."))
    return faults
