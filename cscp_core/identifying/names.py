"""Names of people: those on hand-written lists, and words that what stands beside them makes a name."""

from collections.abc import Iterator

from cscp_core.identifying import cues
from cscp_core.identifying.beside import AGES, AND, Beside
from cscp_core.identifying.disguised import disguised_names
from cscp_core.identifying.standing import NEVER, SURNAMES, Standing, name_end, standing
from cscp_core.identifying.words import Word, commonness, is_compound, looks_mistyped

MOST_AFTER_FIRST = 3  # words a name can go on for after its first

# On the scale of commonness (see words.commonness): a word on no list has to be rarer than this to be a name ...
WITH_CAPITAL_AFTER_TITLE, AFTER_MR, AFTER_TITLE = 5.5, 4.0, 3.2
WITH_CAPITAL_WHEN_CALLED, WHEN_CALLED = 5.2, 3.6
WITH_CAPITAL_AFTER_KIN, AFTER_KIN = 4.6, 3.3
WITH_CAPITAL_IN_COMPANY, IN_COMPANY, SMALL_ONE = 3.9, 3.0, 3.7
TYPING_ERROR = 1.0  # ... and below this a word in small letters is more likely mistyped
OPENING_AND_SPEAKING, OPENING_AND_DOING = 3.5, 2.4
CAPITAL_ALONE = 2.5
IN_SMALL_ALONE, USUAL_SINGULAR = 1.9, 2.5
SAID_BEFORE = frozenset(("said", "told", "asked", "rang", "texted", "came", "went", "wrote"))
CONTACTED = frozenset(("call", "ring", "text", "phone", "message", "msg", "contact"))
NICKNAMES = frozenset(("lil", "big", "young"))
ADVERBS = frozenset(("actually", "always", "never", "also", "just", "really", "even", "still", "literally"))
GREETINGS = frozenset(("ayo",))
PARTICLES = frozenset(
    (
        "de",
        "da",
        "dos",
        "del",
        "di",
        "el",
        "al",
        "bin",
        "ben",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "bint",
        "binti",
    )
)
TITLES = cues.TITLES | cues.TITLES_WITH_CAPITAL | cues.TITLES_WITH_SURNAME | {"miss", "dr"}
SPOKEN_TITLES = TITLES - cues.OUTSIDE_THE_SPAN - cues.KIN  # part of the finding
SURNAMES_ALONE = SURNAMES - cues.DOES  # in small letters, where what is done could stand too
SURNAME_IN_SMALL = 5.3
WHEN_CALLED_AT_THE_END, HARDLY_WRITTEN = 4.6, 1.5
POST_AS_NAME = 4.6  # PC Harrow
LAST_NAME = 4.2


def people(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
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
    word, stands = here.word, standing(here.word)
    if word.before.endswith("@"):
        return False
    if len(word.key) == 1:
        return _is_initial(here)
    if here.key(-1) in TITLES and word.before in (" ", ". ", ".") and _has_title(here):
        return _can_follow_title(here, stands) or (
            word.key in PARTICLES and _is_capital_on_no_list(here.at(2 if here.key(1) in PARTICLES else 1))
        )
    if stands is Standing.NEVER or here.is_of_a_thing():
        return False
    if word.key in GREETINGS and word.opens and here.key(1) in ("its", "im", "this", "is", "why", "what"):
        return False
    if stands is Standing.NAME:
        a_thing = here.key(-1) in ("a", "an") and word.joined and not word.capital
        return not a_thing or here.is_after_kin() or here.is_myself()
    return _is_name_and_word(here) if stands is Standing.MAYBE else _is_unknown_name(here)


def _is_initial(here: Beside) -> bool:
    """ "Mr T", "my friend J"."""
    if here.word.before in (" ", ". ", ".") and here.key(-1) in ("mr", "mrs", "ms"):
        return True
    if here.word.joined and here.key(-1) in NICKNAMES - {"big", "young"} and (here.does or here.ends):
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


def _can_follow_title(here: Beside, stands: Standing) -> bool:
    word = here.word
    if stands is Standing.NEVER and word.key not in SURNAMES:
        return word.capital and word.key not in cues.KIN and commonness(word.key) < POST_AS_NAME
    if stands is not Standing.UNKNOWN or word.key in SURNAMES:
        return word.capital or not (word.key in cues.VERBS or word.key in cues.DOES)
    if word.capital:
        return commonness(word.key) < WITH_CAPITAL_AFTER_TITLE
    return commonness(word.key) < (AFTER_MR if here.key(-1) in ("mr", "mrs", "ms", "miss") else AFTER_TITLE)


def _is_name_and_word(here: Beside) -> bool:
    """Whether a name that is also a word is meant as a name: Grace, Will, Jordan, ruby."""
    word, before, after = here.word, here.key(-1), here.key(1)
    if _is_mostly_a_name(here) or _does_what_people_do(here) or here.is_said_to_be_kin():
        return True
    if here.has_kin() and before not in cues.BEFORE_A_THING:
        return True
    if (word.key not in cues.SEASONS and here.acts_on_somebody()) or (word.capital and here.is_made_to()):
        return True
    if here.is_called() and (here.ends or after in cues.AFTER_CALLED):
        return True
    if here.is_listed_with_name() and word.key not in cues.SEASONS:
        return True
    if after in SAID_BEFORE and (here.starts or word.opens) and word.key in cues.NEVER_FIRST:
        return True  # "will said": no helping word stands before one that says it is over
    if before in cues.SAID_TO and word.joined and (word.key not in cues.NEVER_FIRST or after in ("that", "i", "im")):
        return True
    if word.key in cues.VERBS and not word.capital:
        return _is_verb_and_name(here)
    if here.is_after_kin() or here.is_before_kin() or here.is_named(cues.FIRMLY) or here.is_with_kin():
        return True
    if before in cues.BEFORE_A_THING:
        return False
    if here.has_surname() or here.is_beside_name() or (before in cues.TELLS and word.joined):
        return True
    if here.does and after in cues.SAYS and (word.capital or here.starts):
        return True
    if here.is_at_a_place() and (before in cues.TELLS | {"ask", "text", "call", "with", "see"}) and word.joined:
        return True
    if before in ("was", "its", "is", "by") and after in ("who", "whos", "that") and word.joined:
        return True
    return word.capital and _is_capital_name_and_word(here)


def _is_capital_name_and_word(here: Beside) -> bool:
    if here.is_called_on() or (here.word.key in cues.MOSTLY_NAMES and here.is_myself()):
        return True
    if here.word.key in NEVER:
        return False
    if here.is_myself() or here.is_named(cues.NAMING) or here.is_at_a_place() or here.is_described():
        return True
    before = here.at(-1)
    in_a_title = before is not None and before.capital and not before.opens
    acts = here.does or here.key(-1) in cues.TO_A_PERSON or here.is_towards()
    return acts and not here.word.opens and not in_a_title and here.word.key not in cues.SEASONS


def _is_verb_and_name(here: Beside) -> bool:
    """ "My brother will said", "hope told me", but not "my mum will" and "hope so"."""
    after, question = here.key(1), here.word.key in cues.NEVER_FIRST
    says = here.does and after in cues.SAYS
    if here.word.opens and ((says and not question) or here.is_at_a_place()):
        return True
    acts = says or (here.does and (after in ("is", "was") or not question))
    return (acts or (here.ends and not question and not here.key(-1).endswith("s"))) and here.is_after_kin()


def _is_mostly_a_name(here: Beside) -> bool:
    """Ruby, Jay and the like, in any place where a person can stand."""
    word, before, after = here.word, here.key(-1), here.key(1)
    if word.key not in cues.MOSTLY_NAMES or before in cues.BEFORE_A_THING:
        return False
    if here.is_described() or here.is_at_a_place() or after in AGES | cues.KISSES:
        return True
    if here.does and (here.starts or before in cues.SMALL):
        return True
    if word.owner and after in cues.OWNED:
        return True
    asked = before in ("is", "was", "did", "does", "has") and (here.ends or here.key(-2) in cues.ASKING | {""})
    return word.joined and (asked or (before in cues.TO_A_PERSON and word.key not in cues.VERBS))


def _does_what_people_do(here: Beside) -> bool:
    """ "Angel got took to hospital", "joy actually came"."""
    after, then = here.key(1), here.key(2)
    if after in ADVERBS and then in SAID_BEFORE and here.starts:
        return True
    happens = after in ("got", "was", "is", "has", "been") and then in cues.HAPPENS
    return here.starts and (happens or after in cues.LIVES)


def _is_unknown_name(here: Beside) -> bool:
    """Whether a word on no list is meant as a name."""
    word, before, after = here.word, here.key(-1), here.key(1)
    rarity = commonness(word.key)
    plural = word.key.endswith("s") and commonness(word.key[:-1]) > USUAL_SINGULAR
    if word.key.endswith(cues.INFLECTED) and not word.capital:
        return False
    if word.key in PARTICLES and here.key(1) in SURNAMES and not here.ends:
        return True
    if here.is_called() or here.is_named(cues.FIRMLY):
        if word.key in cues.NO_NAME_AFTER_CALLED and not word.capital:
            return False
        firmest = here.is_called() or here.follows(cues.NAME_IS)
        usual = not (firmest and (here.ends or after in cues.AFTER_CALLED))
        return rarity < (WITH_CAPITAL_WHEN_CALLED if word.capital else WHEN_CALLED if usual else WHEN_CALLED_AT_THE_END)
    if here.is_after_kin():
        return rarity < (WITH_CAPITAL_AFTER_KIN if word.capital else AFTER_KIN) and (word.capital or not plural)
    if rarity >= WITH_CAPITAL_IN_COMPANY or before in ("the", "a", "an"):
        return False
    if not word.capital and before in cues.POSSESSIVE:
        return False  # my jollof
    if word.owner and after in cues.OWNED:
        return not plural and (word.capital or rarity < AFTER_KIN)
    if not word.capital:
        return _is_unknown_in_small_letters(here, rarity)
    if here.is_before_kin() or here.is_myself() or here.is_named(cues.NAMING) or here.is_described():
        return True
    if here.is_said_to_be_kin():
        return True
    if word.opens:
        return _opens_with_a_name(here, rarity)
    if here.is_in_a_title():
        return False
    if here.is_listed_with_name():
        return True
    if is_compound(word.key) and word.key not in SURNAMES:
        return False
    if here.does or here.is_towards() or here.is_beside_name() or here.has_surname():
        return True
    return not plural and (
        before in cues.TO_A_PERSON
        or (rarity < CAPITAL_ALONE and before not in cues.PLACED and not is_compound(word.key))
    )


def _is_unknown_in_small_letters(here: Beside, rarity: float) -> bool:
    before, after = here.key(-1), here.key(1)
    if here.is_whose_kin():
        return before not in cues.BEFORE_A_THING
    if is_compound(here.word.key):
        return False
    if before in cues.SMALL and here.word.joined and here.does:
        return rarity < SMALL_ONE
    if here.word.opens and here.is_at_a_place():
        return rarity < CAPITAL_ALONE
    if (
        before in CONTACTED
        and here.word.joined
        and (here.ends or after in ("his", "her", "their", "on", "about", "if"))
    ):
        return TYPING_ERROR < rarity < IN_COMPANY or (rarity <= TYPING_ERROR and not looks_mistyped(here.word.key))
    met = (before in cues.TELLS or before == "with") and here.word.joined and after in cues.AND_THEN
    stands = met or here.is_before_kin() or here.is_beside_name() or (before in NICKNAMES and here.word.joined)
    if rarity < IN_COMPANY and stands:
        return rarity > TYPING_ERROR or not looks_mistyped(here.word.key)
    if before in cues.TOLD_TO and here.word.joined and after == "to" and rarity < WHEN_CALLED:
        return not (here.word.key.endswith("s") or looks_mistyped(here.word.key))
    if (
        rarity < HARDLY_WRITTEN
        and here.word.joined
        and before in cues.OBJECT_OF
        and (here.ends or after in cues.AFTER_CALLED)
    ):
        return not _is_spelled_so(here.word.key)
    acts = here.starts and _is_verb_of_a_person(here)
    told = acts or here.does or (after == "from" and here.key(2) == "the") or _are_two_unknown(here)
    return rarity < IN_SMALL_ALONE and told and before not in cues.BEFORE_A_THING and not _is_spelled_so(here.word.key)


def _is_spelled_so(key: str) -> bool:
    """Whether it is a word that is mistyped, or two written as one."""
    return looks_mistyped(key) or is_compound(key)


def _is_verb_of_a_person(here: Beside) -> bool:
    """ "shpresa helped me", "valdrin hits people": what the next words say that only people do."""
    verb, whom = here.key(1), here.key(2)
    if here.ends:
        return False
    return (
        verb in cues.ONLY_PEOPLE_DO
        or verb in cues.PEOPLE_DO
        or ((verb.endswith("ed") or (verb.endswith("s") and not verb.endswith("ss"))) and whom in cues.SOMEBODY)
    )


def _is_capital_on_no_list(word: Word | None) -> bool:
    return word is not None and word.joined and word.capital and standing(word) is not Standing.NEVER


def _are_two_unknown(here: Beside) -> bool:
    """ "tkay n dre": two words on no list, joined by "and" and neither mistyped."""
    for joint, step in ((1, 2), (-1, -2)):
        other = here.at(step)
        if here.key(joint) in AND and other is not None and standing(other) is not Standing.NEVER:
            return commonness(other.key) < IN_SMALL_ALONE and not looks_mistyped(other.key)
    return False


def _opens_with_a_name(here: Beside, rarity: float) -> bool:
    after = here.key(1)
    acts = after in cues.IS or after.endswith("ed")
    told = here.does and after in cues.SAYS
    if (
        here.key(0) in SURNAMES
        and (second := here.at(1))
        and second.before == " "
        and second.capital
        and _hyphen_follows(here)
    ):
        return True  # a last name before the first: Wong Ka-Yan
    told = (
        told
        or after in ("born", "aged")
        or here.acts_on_somebody()
        or here.is_at_a_place()
        or here.has_surname()
        or here.is_beside_name()
    )
    if is_compound(here.word.key):
        return False
    return (acts and rarity < OPENING_AND_DOING and not here.word.key.endswith(cues.INFLECTED)) or (
        told and rarity < OPENING_AND_SPEAKING and not here.word.key.endswith("s")
    )


def _hyphen_follows(here: Beside) -> bool:
    third = here.at(2)
    return third is not None and third.before == "-" and third.capital


def _goes_on(words: list[Word], first: int, position: int) -> bool:
    """Whether a word carries on a name that began before it: a last name, a second first name."""
    word, last = words[position], words[position - 1]
    if word.before == "-" and standing(word) is Standing.NAME:
        return True
    if not word.joined or last.owner or word.key in cues.NOT_A_PERSON_AFTER:
        return False
    if word.key in PARTICLES and _is_capital_on_no_list(words[position + 1] if position + 1 < len(words) else None):
        return last.capital or last.key in PARTICLES
    if last.key in PARTICLES and word.key in SURNAMES:
        return True
    if word.capital and (last.capital or last.key in PARTICLES):
        return word.key in SURNAMES or (standing(word) is not Standing.NEVER and word.key not in cues.SEASONS)
    return (
        not word.capital
        and standing(words[first]) in (Standing.NAME, Standing.MAYBE)
        and word.key in SURNAMES_ALONE
        and word.key not in NEVER
        and commonness(word.key) < LAST_NAME
    )
