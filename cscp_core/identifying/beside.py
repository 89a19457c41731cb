"""What stands beside a word and tells whether it is meant as a name."""

from dataclasses import dataclass

from cscp_core.identifying import cues
from cscp_core.identifying.standing import ALSO_WORDS, NEVER, SURNAMES, WordClass, classify
from cscp_core.identifying.words import TextWord, commonness

AND = frozenset(("and", "n"))
AGES = frozenset(str(age) for age in range(3, 30))
FARTHEST_WHOSE = 4  # words between "my" and "friend"
MORE_NAME_THAN_WORD = 4.3  # on the scale of commonness: amber and jade, but not hope and joy
SURNAME_ONLY = 3.7  # and surnames that are hardly ever words


@dataclass(frozen=True, slots=True)
class Beside:
    """A word of a text and, by how far they are from it, the words on either side."""

    words: list[TextWord]
    position: int

    @property
    def word(self) -> TextWord:
        """The word itself."""
        return self.words[self.position]

    def at(self, step: int) -> TextWord | None:
        """The word so many steps on (or, below zero, back), if there is one."""
        position = self.position + step
        return self.words[position] if 0 <= position < len(self.words) else None

    def key(self, step: int) -> str:
        """How that word is looked up; nothing where there is none."""
        word = self.at(step)
        return word.key if word else ""

    @property
    def ends(self) -> bool:
        """Whether nothing goes on from the word: the text ends, or a mark follows."""
        after = self.at(1)
        return after is None or not after.joined

    @property
    def does(self) -> bool:
        """Whether the next word is something that people do."""
        return not self.ends and self.key(1) in cues.DOES

    @property
    def starts(self) -> bool:
        """Whether it can be the first word of a clause."""
        return self.word.opens or self.key(-1) in cues.STARTING

    def follows(self, phrases: frozenset[tuple[str, ...]]) -> bool:
        """Whether one of these phrases stands right before the word."""
        first = self.position
        return any(
            tuple(word.key for word in self.words[max(0, first - len(phrase)) : first]) == phrase for phrase in phrases
        )

    def is_of_a_thing(self) -> bool:
        """St Mary's, Victoria line, the Munro review, Clare's Law."""
        before, after = self.at(-1), self.at(1)
        led = (
            before is not None
            and self.word.joined
            and (
                before.key in cues.NOT_A_PERSON_BEFORE
                or (before.capital and before.key in cues.NOT_A_PERSON_BEFORE_WITH_CAPITAL)
            )
        )
        return led or (
            after is not None
            and after.joined
            and (
                after.key in ("law", "rule", "day", "trust", "foundation")
                if self.word.owner
                else after.key in cues.NOT_A_PERSON_AFTER
            )
        )

    def is_after_kin(self) -> bool:
        """ "My brother Kaleb", "a boy called dre", "my social worker is Janet", "my friend (Tee)"."""
        step, called = -1, False
        while step > -4 and self.key(step) in cues.BETWEEN_KIN_AND_NAME and self.words[self.position + step + 1].joined:
            called = called or self.key(step) in cues.CALLED
            step -= 1
        kin, next_to_kin = self.at(step), self.words[self.position + step + 1]
        if not kin or kin.key not in cues.KIN or kin.owner:
            return False
        first = self.position + step
        by_name = self.word.capital and self.word.key in SURNAMES
        belongs = (
            first == 0
            or called
            or by_name
            or any(
                word.owner or word.key in cues.WHOSE or word.key in cues.HOMES_OF_KIN
                for word in self.words[max(0, first - FARTHEST_WHOSE) : first]
            )
        )
        near = next_to_kin.before in (" ", ", ", " (", ": ", " - ", " – ", ",", "  ")
        closely = step == -1 and next_to_kin.before == " "
        return near and belongs and (called or closely or self.word.capital or classify(self.word) is WordClass.NAME)

    def is_called(self) -> bool:
        """ "A boy called dre"."""
        return self.key(-1) in cues.CALLED and self.word.joined and self.is_after_kin()

    def is_before_kin(self) -> bool:
        """ "Dre, my cousin", "Amina (my sister)"."""
        whose = self.at(1)
        if not whose or self.word.owner or whose.key not in ("my", "his", "her", "our", "their"):
            return False
        parted = whose.before in (", ", " (", " - ", " – ") or (
            whose.before == " " and (self.word.capital or self.key(-1) in ("was", "is", "its"))
        )
        return parted and (self.key(2) in cues.KIN or self.key(3) in cues.KIN)

    def is_with_kin(self) -> bool:
        """ "Summer and her little cousin"."""
        return (
            self.key(1) in AND
            and self.key(2) in ("her", "his", "their")
            and any(self.key(step) in cues.KIN for step in (3, 4))
        )

    def is_said_to_be_kin(self) -> bool:
        """ "hope is my social worker", "Dilys was our key worker"."""
        told = self.key(1) in ("is", "was", "been") and self.key(2) in ("my", "our", "his", "her", "their")
        return told and self.starts and any(self.key(step) in cues.KIN for step in (3, 4, 5))

    def is_named(self, phrases: frozenset[tuple[str, ...]]) -> bool:
        """ "My name is Chloe", "call me Tee", "ask for priya"."""
        return self.word.before in (" ", ": ", ", ", " - ", ":", "’", "'", "  ", " – ") and self.follows(phrases)

    def is_myself(self) -> bool:
        """ "im chloe btw", "this is Dami from the hostel"."""
        return self.word.joined and self.follows(cues.MYSELF) and (self.ends or self.key(1) in cues.AFTER_MYSELF)

    def is_towards(self) -> bool:
        """ "What happened to Chenai"."""
        return self.key(-1) == "to" and self.key(-2) in cues.TOWARDS

    def is_described(self) -> bool:
        """ "Fionnuala, foster carer", "Kaltrina (15)", "ash (they/them)"."""
        after = self.at(1)
        if not after or after.before not in (", ", " ("):
            return False
        return after.key in cues.SELDOM | AGES or (after.before == " (" and after.key in cues.PRONOUNS)

    def is_called_on(self) -> bool:
        """Somebody is spoken to in quoted speech: "Jordan, calm down"."""
        after = self.at(1)
        return after is not None and after.before == ", " and self.word.before[-1:] in ('"', "“", "'", "‘")

    def is_at_a_place(self) -> bool:
        """ "Grace from the youth club", "Dean in housing"."""
        at, place = self.key(1), self.key(2)
        return place in cues.PLACES_OF_WORK and (at in ("from", "at") or (at in ("in", "on") and place != "the"))

    def is_beside_name(self) -> bool:
        """ "Aisha and Will", "me n tyrone", "amber and jade"."""
        one, other = self.at(-2), self.at(2)
        after_one = (
            one is not None
            and self.key(-1) in AND
            and (one.key == "me" or classify(one) is WordClass.NAME or (one.opens and _are_names(one, self.word)))
        )
        before_other = (
            other is not None
            and self.key(1) in AND
            and not self.ends
            and (classify(other) is WordClass.NAME or (self.word.opens and _are_names(self.word, other)))
        )
        return after_one or before_other

    def is_listed_with_name(self) -> bool:
        """ "Kayleigh & Saffron", "Kayleigh, Saffron and Zed"."""
        one = self.at(-1)
        parted = one is not None and self.word.before in (" & ", "&", " + ", "+", ", ", "/", " / ")
        return parted and self.word.capital and classify(self.words[self.position - 1]) is WordClass.NAME

    def acts_on_somebody(self) -> bool:
        """ "Bill touched me", "Chase hit Dean", "Sky ran away": what no thing and no season does."""
        if self.ends or not self.starts:
            return False
        verb, after = self.key(1), self.at(2)
        to_whom = (
            self.key(2) in cues.SOMEBODY
            or (self.key(2) in ("the", "a") and self.key(3) in cues.KIN)
            or (after is not None and after.joined and _can_be_somebody(after))
        )
        if verb in cues.ONLY_PEOPLE_DO:
            return to_whom
        if not self.word.capital:
            return False
        is_aged = verb in ("is", "was", "turned") and self.key(2) in AGES and self.key(3) not in cues.MEASURES
        return (verb in cues.PEOPLE_DO and to_whom) or (verb in cues.WENT and self.key(2) in cues.WHERE) or is_aged

    def is_made_to(self) -> bool:
        """ "They made Kit sleep on the floor", "they let Summer go home"."""
        after = self.at(1)
        does = after is not None and after.joined and after.key in cues.BARE
        return does and self.word.joined and self.key(-1) in cues.CAUSING

    def has_kin(self) -> bool:
        """ "Hope's dad", "wills mum"."""
        after = self.at(1)
        return self.word.owner and after is not None and after.before == " " and after.key in cues.CLOSE_KIN

    def is_whose_kin(self) -> bool:
        """ "wills mum": a name that is also a word, with the s of "Will's"."""
        after, key = self.at(1), self.word.key
        owns = key.endswith("s") and key[:-1] in ALSO_WORDS and after is not None and after.before == " "
        return owns and self.key(1) in cues.CLOSE_KIN

    def has_surname(self) -> bool:
        """ "Hope Adeyemi", "grace okafor"."""
        after = self.at(1)
        if not after or not after.joined or after.key not in SURNAMES or after.key in NEVER:
            return False
        return (self.word.capital and after.capital) or commonness(after.key) < SURNAME_ONLY

    def is_in_a_title(self) -> bool:
        """Whether capitals that are no name follow: "the Kaplan Learning Hub"."""
        after = self.at(1)
        if not after or not after.capital or not after.joined:
            return False
        stands = classify(after)
        return stands is WordClass.NEVER or (
            stands is WordClass.UNKNOWN and commonness(after.key) > MORE_NAME_THAN_WORD and after.key not in SURNAMES
        )


def _can_be_somebody(word: TextWord) -> bool:
    return classify(word) is WordClass.NAME or (word.capital and classify(word) is WordClass.MAYBE)


def _are_names(*words: TextWord) -> bool:
    """Whether names that are also words are more often names."""
    return all(
        classify(word) is WordClass.MAYBE
        and word.key not in NEVER
        and word.key not in cues.SEASONS
        and commonness(word.key) < MORE_NAME_THAN_WORD
        for word in words
    )
