"""The lists that say what sounds like a worry: read, checked whole, and made ready for matching.

The form of the lists is explained in lists/worries/README.txt, for people who know safeguarding and not code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cscp_core.errors import WorryListsWrong
from cscp_core.identifying.worry_words import Spellings

LISTS = Path(__file__).parent / "lists" / "worries"
SECTIONS = ("cues", "scenes", "topics", "hints", "remarks")
SCENES = "scenes"
ANY = "any"  # the file whose hints and remarks count for every kind
GROUPS, SPELLINGS = "groups.txt", "spellings.txt"
SKIPPED, NEGATING, PEOPLE = "skipped", "negating", "people"  # groups that the matching itself uses
SOMEBODY, ELSEWHERE = "somebody", "elsewhere"
GAP = 5  # words that .. stands for, at most
BETWEEN = 3  # skipped words between two words of a cue, at most
ITEM = re.compile(r"\(([^()\s]+)\)|(\.\.)|([^()\s]+)")
WORD = re.compile(r"[a-z0-9'£]+")

Words = tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Expression:
    """A line of a list. Each of `needs` is a set of words one of which a sentence must have before it is tried; `items`
    are the needed items of a scene, each with all its ways of being written, and empty for other lines."""

    section: str
    kind: str
    line: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    items: tuple["SceneItem", ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class SceneItem:
    """An item of a scene: its ways of being written, by their first words. Equal items of all scenes are one object."""

    by_first: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Lists:
    """All lists, ready for matching. `by_word` finds the expressions that may match a sentence with a given word."""

    spellings: Spellings
    skipped: frozenset[str]
    negating: frozenset[str]
    somebody: frozenset[str]
    elsewhere: frozenset[str]
    expressions: tuple[Expression, ...]
    by_word: Mapping[str, tuple[Expression, ...]]


@dataclass
class _Reading:
    folder: Path
    faults: list[str] = field(default_factory=list)
    groups: dict[str, set[Words]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    items: dict[frozenset[Words], SceneItem] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=lambda: Spellings({}, frozenset(), frozenset()))

    def item(self, words: frozenset[Words]) -> SceneItem:
        by_first: dict[str, tuple[Words, ...]] = {}
        for one in sorted(words):
            by_first[one[0]] = (*by_first.get(one[0], ()), one)
        return self.items.setdefault(words, SceneItem(by_first))

    def fault(self, file: str, number: int, what: str) -> None:
        self.faults.append(f"{file}, line {number}: {what}")

    def lines(self, file: str) -> list[tuple[int, str]]:
        """The lines of a list, numbered, without remarks and blank lines."""
        try:
            text = (self.folder / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(f"{file} cannot be read as a text in UTF-8: {type(error).__name__}.")
            return []
        numbered = ((number, line.split("#")[0].strip()) for number, line in enumerate(text.splitlines(), 1))
        return [(number, line.lower().replace("’", "'")) for number, line in numbered if line]


@lru_cache(maxsize=1)
def load_lists() -> Lists:
    """The lists that come with the app."""
    return read_lists(LISTS)


def read_lists(folder: Path) -> Lists:
    """Read a folder of lists.

    Raises:
        WorryListsWrong: names every fault with its file and line.
    """
    reading = _Reading(folder)
    usual = _read_spellings(reading)
    reading.spellings = Spellings(usual, frozenset(), frozenset())
    _read_groups(reading)
    expressions = [one for file in sorted(folder.glob("*.txt")) for one in _read_kind(reading, file.name)]
    for name in (SKIPPED, NEGATING, PEOPLE, SOMEBODY, ELSEWHERE):
        if name not in reading.groups:
            reading.faults.append(f"{GROUPS} has no group [{name}].")
    if reading.faults:
        raise WorryListsWrong(reading.faults)
    known = {word for words in usual.values() for word in words}
    known |= reading.words
    people = frozenset(words[0] for words in reading.groups[PEOPLE] if len(words) == 1)
    return Lists(
        spellings=Spellings(usual, frozenset(known), people),
        skipped=frozenset(words[0] for words in reading.groups[SKIPPED]),
        negating=frozenset(words[0] for words in reading.groups[NEGATING]),
        somebody=frozenset(words[0] for words in reading.groups[SOMEBODY] if len(words) == 1),
        elsewhere=frozenset(words[0] for words in reading.groups[ELSEWHERE] if len(words) == 1),
        expressions=tuple(expressions),
        by_word=_index(expressions),
    )


def _read_spellings(reading: _Reading) -> dict[Words, Words]:
    """usual spelling = another, and another"""
    usual: dict[Words, Words] = {}
    for number, line in reading.lines(SPELLINGS):
        right, sign, others = line.partition("=")
        variants = [tuple(one.split()) for one in others.split(",")]
        if not (sign and right.strip() and all(variants)):
            reading.fault(SPELLINGS, number, "write: usual spelling = another, and another")
            continue
        for variant in variants:
            if usual.setdefault(variant, tuple(right.split())) != tuple(right.split()):
                reading.fault(SPELLINGS, number, f'"{" ".join(variant)}" has two usual spellings')
    return usual


def _read_groups(reading: _Reading) -> None:
    name = ""
    for number, line in reading.lines(GROUPS):
        if line.startswith("[") and line.endswith("]"):
            name = line.strip("[]")
            if name in reading.groups:
                reading.fault(GROUPS, number, f"[{name}] is there twice")
            reading.groups[name] = set()
        elif not name:
            reading.fault(GROUPS, number, "words stand before the first [group]")
        else:
            for item in line.split():
                reading.groups[name].update(_alternatives(reading, GROUPS, number, item))
    for name, words in reading.groups.items():
        if not words:
            reading.faults.append(f"{GROUPS}: [{name}] is empty")


def _read_kind(reading: _Reading, file: str) -> Iterator[Expression]:
    if file in (GROUPS, SPELLINGS, "README.txt"):
        return
    kind, section, seen = file.removesuffix(".txt"), "", set()
    for number, line in reading.lines(file):
        if line.startswith("[") and line.endswith("]"):
            section = line.strip("[]")
            if section not in SECTIONS or (kind == ANY and section in ("cues", SCENES, "topics")):
                reading.fault(file, number, f"[{section}] is no section here; {', '.join(SECTIONS)} are")
        elif section not in SECTIONS:
            reading.fault(file, number, "a line comes before the first section")
        elif (section, line) in seen:
            reading.fault(file, number, "this line is there twice")
        else:
            seen.add((section, line))
            one = _expression(reading, file, number, line, section, kind)
            if one is not None:
                yield one


def _expression(reading: _Reading, file: str, number: int, line: str, section: str, kind: str) -> Expression | None:
    before = len(reading.faults)
    if "".join(ITEM.findall(line) and ITEM.sub("", line)).strip():
        reading.fault(file, number, "a bracket is not closed, or goes round more than one item")
        return None
    parts: list[str] = []
    needs: list[frozenset[str]] = []
    items: list[frozenset[Words]] = []
    for optional, gap, needed in _items(reading, line):
        if not parts and (gap or optional):
            reading.fault(file, number, "the first item must be needed")
            return None
        if section == SCENES and (gap or optional):
            reading.fault(file, number, "a scene has needed items alone, in any order")
            return None
        if gap:
            parts.append(rf"(?:[^!]\S* ){{0,{GAP}}}")
            continue
        words = _alternatives(reading, file, number, optional or needed)
        if not words:
            continue
        element = rf"(?:{'|'.join(r' [~!]?'.join(map(re.escape, one)) for one in sorted(words, reverse=True))}) "
        element = rf"[~!]?{element}(?:~\S+ ){{0,{BETWEEN}}}"
        if optional:
            parts.append(f"(?:{element})?")
        else:
            parts.append(element)
            needs.append(frozenset(one[0] for one in words))
            items.append(frozenset(words))
    if len(reading.faults) > before:
        return None
    scene = tuple(reading.item(words) for words in items) if section == SCENES else ()
    return Expression(section, kind, line, re.compile("".join(parts)), tuple(needs), scene)


def _items(reading: _Reading, line: str) -> Iterator[tuple[str, str, str]]:
    """Each item as (optional, gap, needed), plain words that stand together in their usual spelling."""
    run: list[str] = []
    for optional, gap, needed in ITEM.findall(line):
        if needed and WORD.fullmatch(needed):
            run.append(needed)
            continue
        yield from (("", "", word) for word in reading.spellings.rewrite(run))
        run = []
        yield optional, gap, needed
    yield from (("", "", word) for word in reading.spellings.rewrite(run))


def _alternatives(reading: _Reading, file: str, number: int, item: str) -> set[Words]:
    """What an item may be: <group>, word, one/other, two_words."""
    words: set[Words] = set()
    for one in item.split("/"):
        if one.startswith("<") and one.endswith(">"):
            if one[1:-1] not in reading.groups:
                reading.fault(file, number, f"{one} is no group of {GROUPS} above this line")
            words |= reading.groups.get(one[1:-1], set())
        elif one and all(WORD.fullmatch(word) for word in one.split("_")):
            words.add(tuple(reading.spellings.rewrite(one.split("_"))))
        else:
            reading.fault(file, number, f'"{one}" is neither a word nor a <group>')
    reading.words.update(word for some in words for word in some)
    return words


def _index(expressions: list[Expression]) -> dict[str, tuple[Expression, ...]]:
    """Expressions by the words of the one need that the fewest others share."""
    used: dict[str, int] = {}
    for one in expressions:
        for word in {word for some in one.needs for word in some}:
            used[word] = used.get(word, 0) + 1
    found: dict[str, list[Expression]] = {}
    for one in expressions:
        for word in min(
            one.needs, key=lambda some: sum(used[word] for word in some) + 50 * max(used[word] for word in some)
        ):
            found.setdefault(word, []).append(one)
    return {word: tuple(some) for word, some in found.items()}
