"""Where somebody learns: schools, colleges, academies, sixth forms, nurseries and pupil referral units by name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from cscp_core.identifying.words import (
    TextWord,
    commonness,
    looks_mistyped,
    normalise,
    read_group,
    read_lines,
    read_list,
)

HEADS = read_group("school heads")  # what a school's name ends in: school, academy, nursery
AFTER_HEAD = read_group("school after head")  # primary school, college nursery
DESCRIBING = read_group("school describing")  # part of a name, but no name by itself: catholic, primary, girls
SAINTS = frozenset(("st", "la"))
LINKING = frozenset(("and", "of", "the", "&"))
PARTS_OF_NAME = SAINTS | LINKING
FUNCTION = read_group("school function")  # where a name cannot go on to the left: at, my, went
TITLES = read_group("titles") | read_group("titles with capital")
COLLOCATES = read_group("school collocates")  # what else stands before "school": Sunday, mainstream, after
LEADS_TO = read_group("school leads to")  # what even a name of ordinary words follows: at fleet primary
NO_NAME_IN = {
    head: read_group(f"school no name in {head}") for head in ("primary", "secondary", "high", "college", "academy")
}
PLACES = read_group("school places")
WHOSE, BETWEEN = read_group("school whose"), read_group("school between")  # my school is called
NEVER = read_list("not_names.txt") - PLACES
NAMES = read_list("first_names.txt") | read_list("surnames.txt") | read_list("names_also_words.txt")
TELLING = 4.0  # on the scale of commonness: a word below it can be a school's name by itself
STRANGE_IN_SMALL = 2.4
STRANGE = 3.3  # and one below it, with a capital, can be a school that is on no list
MOST_NAME_WORDS = 7
FORMS = frozenset((("sixth", "form"), ("referral", "unit")))
DOES = read_group("school does")
CHAINS = read_group("school chains")  # Ark and the like, before the name of one of their academies
NO_STRANGE_NAME = NAMES | NEVER | FUNCTION
NO_PART_OF_NAME = FUNCTION | NEVER
HEADS_AND_FORM = HEADS | {"form"}
EXCLUDES = frozenset(("excluded", "suspended", "expelled", "offrolled", "isolated", "excludes", "permed"))
EXCLUDED = frozenset(("me", "him", "her", "us", "them", "my", "our"))

LISTED = [normalise(line).replace("'s", "").replace("'", "") for line in read_lines("schools.txt")]
CERTAIN = frozenset(line for line in LISTED if not line.startswith("at: "))
IN_CONTEXT = frozenset(line.removeprefix("at: ") for line in LISTED if line.startswith("at: "))
FIRST_OF_LISTED = frozenset(name.split(" ")[0] for name in CERTAIN | IN_CONTEXT)
LONGEST = 6  # words in a listed name
NO_SCHOOL_AFTER = read_group("school no school after")  # Haverstock Hill
GOING = re.compile(
    r"(?:\b(?:go|goes|going|went|attends?|attended|moved|excluded|expelled|kicked out|sent|transferred|starts?|started"
    r"|got into) (?:to |from |of |at |in )?"
    r"|\b(?:school|skl|college|sixth form|year \d\d?|yr ?\d\d?|y\d\d?|teachers?|head|form|class|pupils?|students?"
    r"|governor|teach(?:es)?|taught|works?|worked|son|daughter|sister|brother|bro|kids|uniform|lessons?|senco|counsellor|lead)"
    r"(?: (?:is|was|called|named|at|in|from|of|over at))? ?[,:]? ?)$",
    re.IGNORECASE,
)
SCHOOLING = re.compile(
    r"\b(?:year (?:[7-9]|1[0-3])|yr ?\d\d?|y(?:[7-9]|1[0-3])|sixth form|teachers?|form tutor|head of year|gcses?"
    r"|a ?levels?|lessons?|classes|uniform|detention|excluded|expelled|exclusion|school|exams?|isolation|assembly"
    r"|pupils?)\b",
    re.IGNORECASE,
)
ATTENDS = re.compile(
    r"\b(?:go|goes|going|went|used to go|attends?|attended|moved|transferred|sent \w+) (?:to )?$|\b(?:at|outside) $"
    r"|\b(?:excluded|expelled|suspended|thrown out|kicked out|chucked out) (?:from|of) $",
    re.IGNORECASE,
)


def find_schools(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """Places of learning by name: listed ones, a name before "school" and the like, and what someone "goes to"."""
    for position, word in enumerate(words):
        pair = (words[position - 1].key if position else "", word.key)
        if pair == ("6th", "form"):
            span = _named(words, position - 1)
            if span:
                yield span[0], word.end
        elif word.key in HEADS or pair in FORMS or _is_secondary(words, position):
            span = _named(words, position)
            if span:
                yield span
        elif word.key == "learning" and position > 2 and pair[0] == "for" and words[position - 2].key == "centre":
            span = _named(words, position - 2)
            if span:
                yield span[0], word.end
    yield from _listed(text, words)
    yield from _introduced(words)
    yield from _of_a_chain(words)
    yield from _that_acts(words)
    yield from _attended(text, words)


def _is_secondary(words: list[TextWord], position: int) -> bool:
    """St Brigid's RC Secondary, without the word "school"."""
    after = words[position + 1] if position + 1 < len(words) else None
    return words[position].key == "secondary" and not (
        after and after.joined and after.key in NO_NAME_IN["secondary"] | HEADS
    )


def _of_a_chain(words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """ "Ark Ellerton": an academy by the name of its chain and its own."""
    for chain, name in pairwise(words):
        rare = commonness(name.key) < TELLING or name.key in NAMES or name.key in PLACES
        if chain.key in CHAINS and chain.capital and name.capital and name.joined and rare and name.key not in NEVER:
            yield chain.start, name.end


def _that_acts(words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """ "Wexham excluded me", "netley breakfast club": a name on no list of people that does what only a school does."""
    for position, word in enumerate(words[:-1]):
        one = words[position + 1]
        other = words[position + 2] if position + 2 < len(words) else one
        excludes = one.key in EXCLUDES and other.key in EXCLUDED
        club = one.key in ("breakfast", "homework") and other.key == "club"
        of_it = one.key in DOES and word.capital
        if not ((excludes or club or of_it) and one.joined and (of_it or other.joined)):
            continue
        listed_name = word.key in IN_CONTEXT or word.key in CERTAIN
        rare = (
            word.key.isalpha()
            and word.key not in NO_STRANGE_NAME
            and commonness(word.key) < (STRANGE if word.capital else STRANGE_IN_SMALL)
        )
        titled = position > 0 and words[position - 1].key in TITLES and word.joined
        if (listed_name or (rare and (word.capital or not looks_mistyped(word.key)))) and not titled:
            yield word.start, word.end


def _named(words: list[TextWord], head: int) -> tuple[int, int] | None:
    """The span of a name that ends in "school" and the like, if there is a name."""
    word = words[head]
    after = words[head + 1] if head + 1 < len(words) else None
    if after and after.joined and after.key in NO_NAME_IN.get(word.key, ()):
        return None
    first = head
    while first and head - first < MOST_NAME_WORDS and _goes_on(words, first):
        first -= 1
    while first < head and words[first].key in LINKING:
        first += 1
    name = [part for part in words[first:head] if part.key not in DESCRIBING]
    if not name or not _is_name(words, first, head, name):
        return None
    return words[first].start, words[_ends(words, head)].end


def _goes_on(words: list[TextWord], first: int) -> bool:
    word = words[first - 1]
    if (
        words[first].before not in (" ", "-", "  ", " & ", ". ", "' ", "’ ")
        or word.text[0].isdecimal()
        or word.key in COLLOCATES
    ):
        return False
    if word.key in PARTS_OF_NAME:
        return word.key in SAINTS or (first > 1 and words[first].capital and words[first - 2].capital)
    return word.key not in FUNCTION


def _is_name(words: list[TextWord], first: int, head: int, name: list[TextWord]) -> bool:
    capitals = all(part.capital for part in name) and (not name[0].opens or words[head].capital)
    telling = any(_is_telling(part) for part in name)
    led = first > 0 and words[first - 1].key in LEADS_TO
    if words[head].key in ("high", "grammar", "comp", "prep"):
        return telling and (words[head].capital or led)
    return (capitals and (telling or words[head].capital)) or telling or (led and words[head].key != "pru")


def _is_telling(word: TextWord) -> bool:
    return word.key in PLACES or (word.key in NAMES and not word.owner) or commonness(word.key) < TELLING


def _ends(words: list[TextWord], head: int) -> int:
    """The index of the last word of the name: "primary school", "school for girls", "sixth form college"."""
    last = head
    while last + 1 < len(words) and words[last + 1].joined and words[last + 1].key in AFTER_HEAD:
        last += 1
    following = [word.key for word in words[last + 1 : last + 3]]
    if following in (["for", "girls"], ["for", "boys"], ["sixth", "form"]):
        last += 2
    return last


def _listed(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(words):
        if word.key not in FIRST_OF_LISTED:
            continue
        for last in range(min(len(words), first + LONGEST) - 1, first - 1, -1):
            phrase = " ".join(word.key for word in words[first : last + 1])
            if phrase not in CERTAIN and phrase not in IN_CONTEXT:
                continue
            after = words[last + 1].key if last + 1 < len(words) and words[last + 1].joined else ""
            certain = phrase in CERTAIN and after not in NO_SCHOOL_AFTER
            if certain or (
                after not in NO_SCHOOL_AFTER
                and GOING.search(text[max(0, words[first].start - 30) : words[first].start])
            ):
                yield words[first].start, words[last].end
                break


def _introduced(words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """ "My old school, Linden Grove", "her school is called oakbank"."""
    for position, word in enumerate(words):
        if word.key not in HEADS_AND_FORM:
            continue
        if not any(other.key in WHOSE for other in words[max(0, position - 2) : position]):
            continue
        first = position + 1
        while first < len(words) and words[first].key in BETWEEN and words[first].before == " ":
            first += 1
        called = words[first - 1].key in ("called", "named")
        last = first
        while last < len(words) and _names_school(words, last, first, called=called):
            last += 1
        if last > first and any(_is_telling(part) for part in words[first:last]):
            yield words[first].start, words[last - 1].end


def _names_school(words: list[TextWord], position: int, first: int, *, called: bool) -> bool:
    word = words[position]
    parted = word.before in (" ", ", ", " (", ": ", " - ", " – ") if position == first else word.joined
    return (
        parted
        and word.key not in NO_PART_OF_NAME
        and (word.capital or (called and word.key not in COLLOCATES and _is_telling(word)))
    )


def _attended(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """What someone "goes to", rare and on no list of names or other words, in a text that speaks of school."""
    speaks_of_school: bool | None = None
    for position, word in enumerate(words):
        rare = commonness(word.key) < (STRANGE if word.capital else STRANGE_IN_SMALL)
        strange = rare and not word.opens and word.key.isalpha() and word.key not in NO_STRANGE_NAME
        strange = strange and (word.capital or not looks_mistyped(word.key))
        if strange and ATTENDS.search(text[max(0, word.start - 20) : word.start]):
            speaks_of_school = bool(SCHOOLING.search(text)) if speaks_of_school is None else speaks_of_school
            if speaks_of_school:
                last = position
                while last + 1 < len(words) and word.capital and words[last + 1].capital and words[last + 1].joined:
                    last += 1
                yield word.start, words[last].end
