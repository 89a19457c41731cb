"""Names of people: those on hand-written lists, and words that what stands beside them makes a name."""

from collections.abc import Iterator

from cscp_core.identifying import cues
from cscp_core.identifying.beside import Beside
from cscp_core.identifying.disguised import disguised_names
from cscp_core.identifying.scores import is_name
from cscp_core.identifying.standing import NEVER, SURNAMES, WordClass, classify, name_end
from cscp_core.identifying.words import TextWord, commonness

MOST_AFTER_FIRST = 3  # words a name can go on for after its first

# On the scale of commonness (see words.commonness): how rare a word has to be that follows a title ...
WITH_CAPITAL_AFTER_TITLE, AFTER_MR, AFTER_TITLE = 5.5, 4.0, 3.2
SURNAME_IN_SMALL, POST_AS_NAME = 5.3, 4.6  # judge parker; PC Harrow
LAST_NAME = 4.2  # ... and a last name in small letters that follows a first name
GREETINGS = frozenset(("ayo",))
TITLES = cues.TITLES | cues.TITLES_WITH_CAPITAL | cues.TITLES_WITH_SURNAME | {"miss", "dr"}
SPOKEN_TITLES = TITLES - cues.OUTSIDE_THE_SPAN - cues.KIN  # part of the finding
SURNAMES_ALONE = SURNAMES - cues.DOES  # in small letters, where what is done could stand too


def find_people(text: str, words: list[TextWord]) -> Iterator[tuple[int, int]]:
    """The names in a text, first and last names as one, with a title such as Mr."""
    yield from disguised_names(text)
    position = 0
    while position < len(words):
        if not _begins_name(Beside(words, position)):
            position += 1
            continue
        last = position
        while last + 1 < len(words) and last - position < MOST_AFTER_FIRST and _goes_on(words, position, last + 1):
            last += 1
        titled = position > 0 and words[position - 1].key in SPOKEN_TITLES and _has_title(Beside(words, position))
        yield words[position - titled].start, name_end(words[last])
        position = last + 1


def _begins_name(here: Beside) -> bool:
    word, stands = here.word, classify(here.word)
    if word.before.endswith("@"):
        return False
    if len(word.key) == 1:
        return _is_initial(here)
    if here.key(-1) in TITLES and word.before in (" ", ". ", ".") and _has_title(here):
        return _can_follow_title(here, stands) or (
            word.key in cues.PARTICLES and _is_capital_on_no_list(here.at(2 if here.key(1) in cues.PARTICLES else 1))
        )
    if stands is WordClass.NEVER or here.is_of_a_thing():
        return False
    if word.key in GREETINGS and word.opens and here.key(1) in ("its", "im", "this", "is", "why", "what"):
        return False
    if stands is WordClass.NAME:
        a_thing = here.key(-1) in ("a", "an") and word.joined and not word.capital
        return not a_thing or here.is_after_kin() or here.is_myself()
    return (word.key in cues.PARTICLES and here.key(1) in SURNAMES and not here.ends) or is_name(here)


def _is_initial(here: Beside) -> bool:
    """ "Mr T", "my friend J"."""
    if here.word.before in (" ", ". ", ".") and here.key(-1) in ("mr", "mrs", "ms"):
        return True
    if here.word.joined and here.key(-1) in cues.NICKNAMES - {"big", "young"} and (here.does or here.ends):
        return True
    capital = here.word.text.isupper() and here.word.key != "i"
    return capital and (here.key(-1) == "miss" or here.is_after_kin() or here.is_named(cues.FIRMLY))


def _has_title(here: Beside) -> bool:
    title, word = here.key(-1), here.word
    if word.before not in (" ", ". ", "."):
        return False
    if title == "miss":
        return word.key in SURNAMES_ALONE or here.key(-2) not in cues.MISSING
    if title == "dr":
        return word.capital or word.key in SURNAMES or commonness(word.key) < AFTER_TITLE
    if title in cues.TITLES_WITH_SURNAME and not word.capital:
        return word.key in SURNAMES_ALONE and word.key not in cues.VERBS and commonness(word.key) < SURNAME_IN_SMALL
    return title in cues.TITLES or (title in TITLES and word.capital)


def _can_follow_title(here: Beside, stands: WordClass) -> bool:
    word = here.word
    if stands is WordClass.NEVER and word.key not in SURNAMES:
        return word.capital and word.key not in cues.KIN and commonness(word.key) < POST_AS_NAME
    if stands is not WordClass.UNKNOWN or word.key in SURNAMES:
        return word.capital or not (word.key in cues.VERBS or word.key in cues.DOES)
    if word.capital:
        return commonness(word.key) < WITH_CAPITAL_AFTER_TITLE
    return commonness(word.key) < (AFTER_MR if here.key(-1) in ("mr", "mrs", "ms", "miss") else AFTER_TITLE)


def _is_capital_on_no_list(word: TextWord | None) -> bool:
    return word is not None and word.joined and word.capital and classify(word) is not WordClass.NEVER


def _goes_on(words: list[TextWord], first: int, position: int) -> bool:
    """Whether a word carries on a name that began before it: a last name, a second first name."""
    word, last = words[position], words[position - 1]
    if word.before == "-" and classify(word) is WordClass.NAME:
        return True
    if not word.joined or last.owner or word.key in cues.NOT_A_PERSON_AFTER:
        return False
    if word.key in cues.PARTICLES and _is_capital_on_no_list(
        words[position + 1] if position + 1 < len(words) else None
    ):
        return last.capital or last.key in cues.PARTICLES
    if last.key in cues.PARTICLES and word.key in SURNAMES:
        return True
    if word.capital and (last.capital or last.key in cues.PARTICLES):
        return word.key in SURNAMES or (classify(word) is not WordClass.NEVER and word.key not in cues.SEASONS)
    return (
        not word.capital
        and classify(words[first]) in (WordClass.NAME, WordClass.MAYBE)
        and word.key in SURNAMES_ALONE
        and word.key not in NEVER
        and commonness(word.key) < LAST_NAME
    )
