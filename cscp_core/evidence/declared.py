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


@dataclass(frozen=True)
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
ALL, SOME, APART = "all", "some", "told apart"

KINDS = {
    CheckKind.SUM_OF_PARTS: Shape(
        "Sum of parts",
        "Do the parts add up to the whole? `some`: only some parts are printed, so they may be less. "
        "`told apart`: they are told as different groups, so that adding up would be odd.",
        (1, MANY), (1, 1), options=(ALL, SOME, APART),
    ),
    CheckKind.SHARE_OF_BASE: Shape(
        "Share of a base", "Is the percentage the count divided by the base?", (1, 1), (2, 2),
    ),
    CheckKind.BASE_SOLVER: Shape(
        "The base behind the shares", "Which whole-number base makes all the printed shares true at once?",
        (4, MANY), (0, 1), in_pairs=True,
    ),
    CheckKind.CHANGE: Shape(
        "Change",
        "Do the two values, the printed change and the report's word for it agree? The earlier value comes last; "
        "several later ones are added together.", (2, MANY), (0, 1),
    ),
    CheckKind.IMPLIED_POPULATION: Shape(
        "Rate and implied population",
        "Which population do the count and the rate imply, and is it the printed one? With a rate alone: which count?",
        (1, 2), (0, MANY), options=(SAME, MAY_DIFFER),
    ),
    CheckKind.IMPLIED_GROWTH: Shape(
        "Implied growth",
        "By how much must the population have grown for two counts and their rates, and is it the growth that is "
        "printed? First the later count and its rate, then the earlier.", (4, 4), (0, 1), in_pairs=True,
    ),
    CheckKind.POSSIBLE_PERCENTAGE: Shape(
        "Possible percentage",
        "Can whole numbers out of the printed base give the percentage? Of several bases each is tried, and all "
        "together. `assumed`: the report does not say that it is the base.", (1, 1), (1, MANY),
        options=(STATED, ASSUMED),
    ),
    CheckKind.POSSIBLE_CHANGE: Shape(
        "Possible change",
        "Is there a whole number that changed by this much to the printed count, or to any of several?",
        (1, MANY), (1, 1), options=("rise", "fall"),
    ),
    CheckKind.SMALLEST_BASE: Shape(
        "Smallest possible base", "How many must there have been at least, where the base is not printed?", (1, MANY),
    ),
    CheckKind.SAME_THING: Shape(
        "Same thing, two values", "Is what is printed twice the same both times?",
        (2, MANY), options=(SAME, MAY_DIFFER),
    ),
    CheckKind.TWO_DEFINITIONS: Shape(
        "One value, two definitions",
        "Does one number stand for two different things? The words are the two definitions.", (2, 2),
    ),
    CheckKind.PARTS_OVERLAP: Shape(
        "Parts that overlap", "Are the parts together more than the whole, so that something counts twice?",
        (1, MANY), (1, 1),
    ),
    CheckKind.COMPARATOR: Shape(
        "Comparator", "Is what the value is held against of the same year, unit and definition?", (1, 1), (0, MANY),
    ),
    CheckKind.TENSE: Shape(
        "Tense", "Is something called done in one place and still to come in another?", (0, MANY), refs=(1, 2),
        words=True,
    ),
    CheckKind.DATES: Shape(
        "Dates", "Does what counts as the year's lie within the year?", (0, MANY), words=True,
    ),
    CheckKind.CROSS_REFERENCE: Shape(
        "Cross-reference",
        "Does the section that is named hold what it is named for? `chapter`: the report names only the chapter that "
        "it is in.",
        (0, MANY), refs=(2, 2), refers=Refers.SECTIONS, words=True, options=(SECTION, CHAPTER),
    ),
    CheckKind.WORDING: Shape(
        "Word against number",
        "Does the number bear the word that stands with it? Figures after the first are what it is held against.",
        (0, MANY), words=True,
    ),
    CheckKind.SMALL_NUMBERS: Shape(
        "Small numbers", "Is a count of 1 to 5 printed where the report says that small numbers are withheld?",
        (1, MANY), (0, MANY),
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
