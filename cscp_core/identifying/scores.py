"""Why a word counts as a name: one table of cues, whose weights are added up and compared with one threshold.

The scale is that of `words.commonness`: the more common a word is, the more has to speak for a name. A word on no list
costs its commonness; a name that is also a word (Grace, Will) has a fixed cost. Where no cue speaks for it, no word is
a name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cscp_core.identifying import signs
from cscp_core.identifying.beside import Beside
from cscp_core.identifying.words import commonness

ENOUGH = -1.5  # a word that is rarer than 1.5 needs the least of the cues
HINT, SLIGHT, FAIR, STRONG, DECISIVE = 0.4, 1.0, 1.5, 1.9, 2.3
AGAINST = -3.0
ALSO_A_WORD, ABOVE_ALL_A_WORD = 2.75, 3.6  # what Grace and Ruby cost; will and hope in small letters


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for a name or, with a weight below zero, against one."""

    name: str
    weight: float
    holds: Callable[[Beside], bool]


CUES = (
    Cue("a capital within a sentence", SLIGHT, signs.has_capital_within),
    Cue("called", DECISIVE, signs.is_named),
    Cue("called, and the sentence ends or goes on", SLIGHT, signs.is_named_at_the_end),
    Cue("named, with a capital", FAIR, signs.is_named_with_capital),
    Cue("says who they are", FAIR, signs.is_myself),
    Cue("spoken to in quoted speech", STRONG, signs.is_called_on),
    Cue("described: her age, her post, her pronouns", FAIR, signs.is_described),
    Cue("a nickname: lil, big, young", FAIR, signs.is_nickname),
    Cue("a nickname that does something", SLIGHT, signs.is_small_and_does),
    Cue("a last name before the first", DECISIVE, signs.is_surname_first),
    Cue("after kin", STRONG, signs.is_after_kin),
    Cue("before kin", FAIR, signs.is_before_kin),
    Cue("is my, his, her ...", DECISIVE, signs.is_said_to_be_kin),
    Cue("has kin", DECISIVE, signs.has_kin),
    Cue("has something", FAIR, signs.has_something),
    Cue("acts on somebody", DECISIVE, signs.acts_on_somebody),
    Cue("does what only people do", DECISIVE, signs.does_what_people_do),
    Cue("says something", STRONG, signs.says),
    Cue("does something, with a capital", FAIR, signs.does_with_capital),
    Cue("opens a sentence and does something", SLIGHT, signs.opens_and_does),
    Cue("opens a sentence, born or aged", STRONG, signs.opens_and_is_told_of),
    Cue("a verb where none stands", DECISIVE, signs.is_a_verb_where_none_stands),
    Cue("made to do something", FAIR, signs.is_made_to),
    Cue("rare, and acts or suffers", HINT, signs.acts_in_small),
    Cue("done to", FAIR, signs.is_done_to),
    Cue("spoken to", DECISIVE, signs.is_spoken_to),
    Cue("met", FAIR, signs.is_met),
    Cue("contacted", FAIR, signs.is_contacted),
    Cue("told to do something", DECISIVE, signs.is_told_to),
    Cue("beside a name", FAIR, signs.is_in_company),
    Cue("at a place", FAIR, signs.is_at_a_place),
    Cue("more name than word, where a person can stand", DECISIVE, signs.is_more_name_than_word),
    Cue("led by an article", AGAINST, signs.is_led_by_article),
    Cue("somebody's thing", AGAINST, signs.is_somebodys_thing),
    Cue("within a title", AGAINST, signs.is_within_a_title),
    Cue("says how a name is", AGAINST, signs.is_said_of_a_name),
    Cue("the ending of a verb or an adjective", AGAINST, signs.is_inflected),
    Cue("an everyday word", AGAINST, signs.is_everyday),
    Cue("several", AGAINST, signs.is_plural),
    Cue("two words in one", AGAINST, signs.is_two_words),
    Cue("mistyped", AGAINST, signs.is_mistyped),
)


def is_name(here: Beside) -> bool:
    """Whether a word is meant as a name that is also a word, or on no list."""
    held = list_cues(here)
    return any(cue.weight > 0 for cue in held) and sum(cue.weight for cue in held) - cost(here) > ENOUGH


def list_cues(here: Beside) -> list[Cue]:
    """The cues that hold for a word."""
    return [cue for cue in CUES if cue.holds(here)]


def cost(here: Beside) -> float:
    """How much has to speak for a name before the word is one."""
    if not signs.is_also_a_word(here):
        return commonness(here.word.key)
    return ABOVE_ALL_A_WORD if signs.is_small_verb(here) else ALSO_A_WORD
