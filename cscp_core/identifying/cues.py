"""Words beside a name that tell it from an ordinary word: who somebody is, what people do, how a name is given."""

from cscp_core.identifying.words import group, phrases

TITLES = group("titles")
OUTSIDE_THE_SPAN = group("outside the span")  # titles that are left out of a finding: auntie, uncle
TITLES_WITH_CAPITAL = group("titles with capital")  # posts that are titles only before a capital: nurse Folasade
TITLES_WITH_SURNAME = group("titles with surname")  # and those that are words too: sir, judge, ds
AFTER_CALLED = group("after called")
MISSING = group("missing")  # what stands before "miss", the verb

KIN = group("kin")
OWNED = KIN | group("owned")  # what stands after Kaleb's
WHOSE = group("whose")
HOMES_OF_KIN = group("place homes of kin")  # "dads" is written for "dad's"
CALLED = group("called")
BETWEEN_KIN_AND_NAME = group("between kin and name")
SELDOM = group("seldom")  # who a name is said to be after a comma: Fionnuala, foster carer
PRONOUNS = group("pronouns")

SAYS = group("says")
DOES = SAYS | group("does")
IS = group("is")
LIVES = group("lives")  # what people do, and not hope or summer
HAPPENS = group("happens")  # what happens to people, and not to hope or summer
SAID_TO = group("said to")
TELLS = SAID_TO | group("tells")
TO_A_PERSON = group("to a person")
TOWARDS = group("towards")  # before "to" and a person: happened to, listened to

NAMING = phrases("naming")
FIRMLY = phrases("firmly")  # what no ordinary word follows: "my name is"
NAME_IS = phrases("name is")  # any word at all is a name there, but for what says how the name is: different, private
MYSELF = phrases("myself")
AFTER_MYSELF = group("after myself")

VERBS = group("verbs")  # names that are above all other words: in small letters they need more beside them
NEVER_FIRST = group("never first")  # of these, those that open a question
MOSTLY_NAMES = group("mostly names")  # names that are words too, but in what young people write mostly names
SEASONS = group("seasons")
SMALL = group("small")  # lil dre
KISSES = group("kisses")

ONLY_PEOPLE_DO = group("only people do")  # to somebody
PEOPLE_DO = group("people do")  # to somebody, and things seldom
SOMEBODY = group("somebody")
MEASURES = group("measures")  # 16 weeks long
WENT, WHERE = group("went"), group("where")  # ran away
CAUSING, BARE = group("causing"), group("bare")  # they made Kit sleep
CLOSE_KIN = group("close kin")
TOLD_TO = group("told to")  # before somebody and "to"
OBJECT_OF = group("object of")  # verbs that a rare word after them makes a person: they arrested valdrin
POSSESSIVE = group("possessive")
NO_NAME_AFTER_CALLED = group("no name after called")

STARTING = group("starting")
ASKING = group("asking")
AND_THEN = group("and then")
PLACED = group("placed")
PLACES_OF_WORK = group("places of work")
BEFORE_A_THING = group("before a thing")
NOT_A_PERSON_BEFORE = group("not a person before")
NOT_A_PERSON_BEFORE_WITH_CAPITAL = group("not a person before with capital")
NOT_A_PERSON_AFTER = group("not a person after")
PARTICLES = group("particles")
ADVERBS = group("adverbs")
CONTACTED = group("contacted")
NICKNAMES = group("nicknames")
SAID_BEFORE = group("said before")
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
