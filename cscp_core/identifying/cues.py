"""Words beside a name that tell it from an ordinary word: who somebody is, what people do, how a name is given."""

from cscp_core.identifying.words import read_group, read_phrases

TITLES = read_group("titles")
OUTSIDE_THE_SPAN = read_group("outside the span")  # titles that are left out of a finding: auntie, uncle
TITLES_WITH_CAPITAL = read_group("titles with capital")  # posts that are titles only before a capital: nurse Folasade
TITLES_WITH_SURNAME = read_group("titles with surname")  # and those that are words too: sir, judge, ds
AFTER_CALLED = read_group("after called")
MISSING = read_group("missing")  # what stands before "miss", the verb

KIN = read_group("kin")
OWNED = KIN | read_group("owned")  # what stands after Kaleb's
WHOSE = read_group("whose")
HOMES_OF_KIN = read_group("place homes of kin")  # "dads" is written for "dad's"
CALLED = read_group("called")
BETWEEN_KIN_AND_NAME = read_group("between kin and name")
SELDOM = read_group("seldom")  # who a name is said to be after a comma: Fionnuala, foster carer
PRONOUNS = read_group("pronouns")

SAYS = read_group("says")
DOES = SAYS | read_group("does")
IS = read_group("is")
LIVES = read_group("lives")  # what people do, and not hope or summer
HAPPENS = read_group("happens")  # what happens to people, and not to hope or summer
SAID_TO = read_group("said to")
TELLS = SAID_TO | read_group("tells")
TO_A_PERSON = read_group("to a person")
TOWARDS = read_group("towards")  # before "to" and a person: happened to, listened to

NAMING = read_phrases("naming")
FIRMLY = read_phrases("firmly")  # what no ordinary word follows: "my name is"
NAME_IS = read_phrases(
    "name is"
)  # any word at all is a name there, but for what says how the name is: different, private
MYSELF = read_phrases("myself")
AFTER_MYSELF = read_group("after myself")

VERBS = read_group("verbs")  # names that are above all other words: in small letters they need more beside them
NEVER_FIRST = read_group("never first")  # of these, those that open a question
MOSTLY_NAMES = read_group("mostly names")  # names that are words too, but in what young people write mostly names
SEASONS = read_group("seasons")
SMALL = read_group("small")  # lil dre
KISSES = read_group("kisses")

ONLY_PEOPLE_DO = read_group("only people do")  # to somebody
PEOPLE_DO = read_group("people do")  # to somebody, and things seldom
SOMEBODY = read_group("somebody")
MEASURES = read_group("measures")  # 16 weeks long
WENT, WHERE = read_group("went"), read_group("where")  # ran away
CAUSING, BARE = read_group("causing"), read_group("bare")  # they made Kit sleep
CLOSE_KIN = read_group("close kin")
TOLD_TO = read_group("told to")  # before somebody and "to"
OBJECT_OF = read_group("object of")  # verbs that a rare word after them makes a person: they arrested valdrin
POSSESSIVE = read_group("possessive")
NO_NAME_AFTER_CALLED = read_group("no name after called")

STARTING = read_group("starting")
ASKING = read_group("asking")
AND_THEN = read_group("and then")
PLACED = read_group("placed")
PLACES_OF_WORK = read_group("places of work")
BEFORE_A_THING = read_group("before a thing")
NOT_A_PERSON_BEFORE = read_group("not a person before")
NOT_A_PERSON_BEFORE_WITH_CAPITAL = read_group("not a person before with capital")
NOT_A_PERSON_AFTER = read_group("not a person after")
PARTICLES = read_group("particles")
ADVERBS = read_group("adverbs")
CONTACTED = read_group("contacted")
NICKNAMES = read_group("nicknames")
SAID_BEFORE = read_group("said before")
INFLECTED = (
    "ed",
    "ing",
    "ly",
    "nt",
    "n't",
    "ish",
    "ful",
    "less",
    "ness",
    "able",
    "tion",
    "ic",
    "ous",
    "ers",
    "est",
    "er",
)
