"""What a word and the words beside it show: the cues that `scores` weighs, each with what it looks like."""

from cscp_core.identifying import cues
from cscp_core.identifying.beside import AGES, AND, Beside
from cscp_core.identifying.standing import NEVER, SURNAMES, WordClass, classify
from cscp_core.identifying.words import commonness, is_compound, looks_mistyped

# On the scale of commonness:
EVERYDAY = 4.0  # from here on a word on no list is a name only after kin, or where somebody is called so
USUAL_SINGULAR = 2.5  # from here on a word with an s more is several of them
RARE = 1.9  # below this, two words joined by "and" may both be names
ARTICLES = frozenset(("the", "a", "an"))

# What the word itself is


def is_also_a_word(here: Beside) -> bool:
    """Grace, Will, Jordan: a first name that is also a word."""
    return classify(here.word) is WordClass.MAYBE


def _is_unlisted(here: Beside) -> bool:
    return not is_also_a_word(here)


def is_small_verb(here: Beside) -> bool:
    """In small letters, will and hope are above all verbs."""
    return here.word.key in cues.VERBS and not here.word.capital


def _is_unlisted_and_small(here: Beside) -> bool:
    return not here.word.capital and _is_unlisted(here)


def _has_telling_capital(here: Beside) -> bool:
    return here.word.capital and here.word.key not in NEVER


def has_capital_within(here: Beside) -> bool:
    """A capital tells nothing where a sentence opens, and little after "in"."""
    if not _has_telling_capital(here) or here.word.opens:
        return False
    return is_also_a_word(here) or here.key(-1) not in cues.PLACED


def is_inflected(here: Beside) -> bool:
    """Walked, safely, homeless."""
    return _is_unlisted_and_small(here) and here.word.key.endswith(cues.INFLECTED)


def is_plural(here: Beside) -> bool:
    """Parks."""
    key = here.word.key
    several = _is_unlisted(here) and key.endswith("s") and commonness(key[:-1]) > USUAL_SINGULAR
    return several and not (here.is_whose_kin() or is_named(here))


def is_two_words(here: Beside) -> bool:
    """Footlocker."""
    return _is_unlisted(here) and is_compound(here.word.key) and here.word.key not in SURNAMES


def is_mistyped(here: Beside) -> bool:
    """Shcool."""
    key = here.word.key
    return _is_unlisted_and_small(here) and not commonness(key) and looks_mistyped(key)


def is_everyday(here: Beside) -> bool:
    """A word that everybody uses, unless somebody is called so."""
    if is_also_a_word(here) or commonness(here.word.key) < EVERYDAY:
        return False
    return not (is_named(here) or here.is_after_kin())


# What names a thing, and no person


def is_led_by_article(here: Beside) -> bool:
    """ "The hope", "some patience"."""
    if here.word.capital and _is_unlisted(here):
        return here.key(-1) in ARTICLES
    return here.key(-1) in cues.BEFORE_A_THING


def is_somebodys_thing(here: Beside) -> bool:
    """ "My jollof"."""
    return _is_unlisted_and_small(here) and here.key(-1) in cues.POSSESSIVE


def is_within_a_title(here: Beside) -> bool:
    """ "The Kaplan Learning Hub"."""
    return here.word.capital and _is_unlisted(here) and not here.word.opens and here.is_in_a_title()


def is_said_of_a_name(here: Beside) -> bool:
    """ "My name is private"."""
    named = here.is_called() or here.is_named(cues.FIRMLY)
    return named and not here.word.capital and here.word.key in cues.NO_NAME_AFTER_CALLED


# How somebody is named


def _ends_or_goes_on(here: Beside) -> bool:
    return here.ends or here.key(1) in cues.AFTER_CALLED


def is_named(here: Beside) -> bool:
    """ "A boy called dre", "my name is Chloe"."""
    return here.is_called() or here.is_named(cues.FIRMLY)


def is_named_at_the_end(here: Beside) -> bool:
    """ "A boy called comedy", "her name is sunshine and"."""
    return (here.is_called() or here.follows(cues.NAME_IS)) and _ends_or_goes_on(here)


def is_named_with_capital(here: Beside) -> bool:
    """ "Thanks to Zed"."""
    return _has_telling_capital(here) and not is_named(here) and here.is_named(cues.NAMING)


def is_myself(here: Beside) -> bool:
    """ "This is Dami from the hostel"."""
    return here.is_myself() and (_has_telling_capital(here) or (here.word.capital and _is_mostly_a_name(here)))


def is_called_on(here: Beside) -> bool:
    """Somebody is spoken to: '"Jordan, calm down"'."""
    return here.word.capital and is_also_a_word(here) and here.is_called_on()


def is_described(here: Beside) -> bool:
    """ "Kaltrina (15)"."""
    return _has_telling_capital(here) and here.is_described()


def is_nickname(here: Beside) -> bool:
    """ "Lil dre"."""
    small = _is_unlisted_and_small(here) and here.word.joined
    return small and here.key(-1) in cues.NICKNAMES


def is_small_and_does(here: Beside) -> bool:
    """ "Lil dre said"."""
    return _is_unlisted_and_small(here) and here.word.joined and here.key(-1) in cues.SMALL and here.does


def is_surname_first(here: Beside) -> bool:
    """A last name before the first: Wong Ka-Yan."""
    second, third = here.at(1), here.at(2)
    names = second is not None and third is not None and second.before == " " and third.before == "-"
    return names and here.word.opens and here.word.key in SURNAMES and here.word.capital


# Whose somebody is


def is_after_kin(here: Beside) -> bool:
    """ "My brother Kaleb"."""
    return here.is_after_kin() and not here.is_called()


def is_before_kin(here: Beside) -> bool:
    """ "Dre, my cousin", "Summer and her little cousin"."""
    return here.is_before_kin() or (is_also_a_word(here) and here.is_with_kin())


def is_said_to_be_kin(here: Beside) -> bool:
    """ "Dilys was our key worker"."""
    return here.is_said_to_be_kin() and not _is_unlisted_and_small(here)


def has_kin(here: Beside) -> bool:
    """ "Hope's dad", "wills mum"."""
    return here.is_whose_kin() or (is_also_a_word(here) and here.has_kin())


def has_something(here: Beside) -> bool:
    """ "Zed's house"."""
    return _is_unlisted(here) and here.word.owner and here.key(1) in cues.OWNED


# What people do


def acts_on_somebody(here: Beside) -> bool:
    """ "Chase hit Dean"."""
    return here.word.key not in cues.SEASONS and not _is_unlisted_and_small(here) and here.acts_on_somebody()


def does_what_people_do(here: Beside) -> bool:
    """ "Angel got took to hospital", "joy actually came", "will said": no helping verb stands before "said"."""
    after, then = here.key(1), here.key(2)
    if _is_unlisted(here):
        return False
    said = after in cues.SAID_BEFORE and here.word.key in cues.NEVER_FIRST
    happens = after in ("got", "was", "is", "has", "been") and then in cues.HAPPENS
    came = after in cues.ADVERBS and then in cues.SAID_BEFORE
    return here.starts and (said or happens or came or after in cues.LIVES)


def says(here: Beside) -> bool:
    """ "Hope said", "Zed says"."""
    opens = here.word.opens and here.word.capital
    return here.does and here.key(1) in cues.SAYS and (opens or (here.starts and is_also_a_word(here)))


def does_with_capital(here: Beside) -> bool:
    """ "When Zed left"."""
    return here.does and _stands_as_a_person(here)


def opens_and_does(here: Beside) -> bool:
    """ "Zed is nice to me"."""
    word, after = here.word, here.key(1)
    opens = word.opens and word.capital and _is_unlisted(here)
    return opens and (after in cues.IS or after.endswith("ed")) and not word.key.endswith(cues.INFLECTED)


def opens_and_is_told_of(here: Beside) -> bool:
    """ "Zed, born in May"."""
    return here.word.opens and here.word.capital and here.key(1) in ("born", "aged")


def is_a_verb_where_none_stands(here: Beside) -> bool:
    """ "My brother will said", "hope told me", but not "my mum will" and "hope so"."""
    if not (is_small_verb(here) and is_also_a_word(here)):
        return False
    after, question = here.key(1), here.word.key in cues.NEVER_FIRST
    says = here.does and after in cues.SAYS
    if here.word.opens and ((says and not question) or here.is_at_a_place()):
        return True
    acts = says or (here.does and (after in ("is", "was") or not question))
    return (acts or (here.ends and not question and not here.key(-1).endswith("s"))) and here.is_after_kin()


def is_made_to(here: Beside) -> bool:
    """ "They made Kit sleep on the floor"."""
    return here.word.capital and here.is_made_to()


def acts_in_small(here: Beside) -> bool:
    """ "shpresa helped me", "they arrested valdrin", "tkay n dre": a rare word, neither mistyped nor two in one."""
    word = here.word
    if not _is_unlisted_and_small(here) or looks_mistyped(word.key):
        return False
    acts = here.does or (here.starts and _is_verb_of_a_person(here))
    suffers = word.joined and here.key(-1) in cues.OBJECT_OF and _ends_or_goes_on(here)
    return acts or suffers or (here.key(1) == "from" and here.key(2) == "the") or _are_two_unknown(here)


def _is_verb_of_a_person(here: Beside) -> bool:
    """ "shpresa helped me", "valdrin hits people": what the next words say that only people do."""
    verb, whom = here.key(1), here.key(2)
    if here.ends:
        return False
    inflected = verb.endswith("ed") or (verb.endswith("s") and not verb.endswith("ss"))
    return verb in cues.ONLY_PEOPLE_DO or verb in cues.PEOPLE_DO or (inflected and whom in cues.SOMEBODY)


def _are_two_unknown(here: Beside) -> bool:
    """ "tkay n dre": two words on no list, joined by "and" and neither mistyped."""
    for joint, step in ((1, 2), (-1, -2)):
        other = here.at(step)
        if here.key(joint) in AND and other is not None and classify(other) is not WordClass.NEVER:
            return commonness(other.key) < RARE and not looks_mistyped(other.key)
    return False


# To whom something is done, and with whom


def _stands_as_a_person(here: Beside) -> bool:
    """Whether a capital within a sentence tells, and no other capital before it that could be of the same title."""
    word, before = here.word, here.at(-1)
    if not _has_telling_capital(here) or word.opens or word.key in cues.SEASONS:
        return False
    return _is_unlisted(here) or before is None or not before.capital or before.opens


def is_done_to(here: Beside) -> bool:
    """ "They hurt Zed", "what happened to Zed"."""
    return _stands_as_a_person(here) and (here.key(-1) in cues.TO_A_PERSON or here.is_towards())


def is_spoken_to(here: Beside) -> bool:
    """ "I told hope that"."""
    if not here.word.joined or _is_unlisted(here) or here.key(-1) not in cues.SAID_TO:
        return False
    return here.word.key not in cues.NEVER_FIRST or here.key(1) in ("that", "i", "im")


def is_met(here: Beside) -> bool:
    """ "We saw patience", "it was joy who", "with dre and"."""
    before, after = here.key(-1), here.key(1)
    if not here.word.joined or is_small_verb(here):
        return False
    if is_also_a_word(here):
        seen = here.is_at_a_place() and before in ("call", "with", "see")
        who = before in ("was", "its", "is", "by") and after in ("who", "whos", "that")
        return before in cues.TELLS - cues.SAID_TO or seen or who
    return not here.word.capital and (before in cues.TELLS or before == "with") and after in cues.AND_THEN


def is_contacted(here: Beside) -> bool:
    """ "Ring valdrin"."""
    reached = _is_unlisted_and_small(here) and here.word.joined and here.key(-1) in cues.CONTACTED
    return reached and (here.ends or here.key(1) in ("his", "her", "their", "on", "about", "if"))


def is_told_to(here: Beside) -> bool:
    """ "Told dillon to stop"."""
    told = _is_unlisted_and_small(here) and here.key(-1) in cues.TOLD_TO and here.key(1) == "to"
    return told and here.word.joined and not here.word.key.endswith("s") and not looks_mistyped(here.word.key)


def is_in_company(here: Beside) -> bool:
    """ "Me n tyrone", "Kayleigh & Saffron", "grace okafor"."""
    listed = here.is_listed_with_name() and here.word.key not in cues.SEASONS
    surname = here.has_surname() and not _is_unlisted_and_small(here)
    return listed or surname or here.is_beside_name()


def is_at_a_place(here: Beside) -> bool:
    """ "Grace from the youth club"."""
    return here.is_at_a_place() and (_has_telling_capital(here) or (_is_unlisted_and_small(here) and here.word.opens))


def _is_mostly_a_name(here: Beside) -> bool:
    return here.word.key in cues.MOSTLY_NAMES


def is_more_name_than_word(here: Beside) -> bool:
    """Ruby, Jay and the like, in any place where a person can stand."""
    word, before, after = here.word, here.key(-1), here.key(1)
    if not _is_mostly_a_name(here):
        return False
    owns = word.owner and after in cues.OWNED
    if owns or here.is_described() or here.is_at_a_place() or after in AGES | cues.KISSES:
        return True
    acts = here.does and (here.starts or before in cues.SMALL)
    asked = before in ("is", "was", "did", "does", "has") and (here.ends or here.key(-2) in cues.ASKING | {""})
    return acts or (word.joined and (asked or (before in cues.TO_A_PERSON and word.key not in cues.VERBS)))
