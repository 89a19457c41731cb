"""What is asked after a meeting, until when, and what is told of the answers: words, from three answers on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cscp_core.errors import CommentRefused
from cscp_core.labelled import Labelled
from cscp_core.scrutiny.challenges import days

FEWEST = 3  # answers: fewer are dropped, and nothing is told
OPEN_FOR = 10  # working days after the meeting
MOST_CHANGES = 3
HEARD, STRAIGHT, CHANGE = "Were you heard?", "Did you get a straight answer?", "What should change?"


class Felt(Labelled):
    """An answer to how it was."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Wish(Labelled):
    """What should change. There is no field for words: they would have to be checked, and could say whose they are."""

    EASIER = "easier", "Use easier words"
    FINISH = "finish", "Let us finish"
    TIME = "time", "Give us more time"
    FIRST = "first", "Ask us first"
    BEFORE = "before", "Tell us what it is about before we meet", "Tell us before what it is about"
    BACK = "back", "Come back with an answer"


@dataclass(frozen=True, kw_only=True)
class HowItWas:
    """What somebody answered."""

    heard: Felt
    straight: Felt
    wishes: tuple[Wish, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.heard.value, self.straight.value, *(one.value for one in self.wishes))


def closes_on(ended_on: date) -> date:
    """The last day of the form."""
    return days.working_day_after(ended_on, OPEN_FOR)


def check_wishes(wishes: Sequence[Wish]) -> None:
    """Raises CommentRefused for more than can be read in a sentence."""
    if len(set(wishes)) > MOST_CHANGES:
        raise CommentRefused(f"Choose {MOST_CHANGES} at most.")


def tell(ratings: Sequence[HowItWas]) -> tuple[str, ...]:
    """What is told of all answers together, as sentences; nothing for fewer than three. No word says that everybody
    answered the same, and a wish of one person alone is not told."""
    if len(ratings) < FEWEST:
        return ()
    wished = [one.label for one in Wish if sum(one in rating.wishes for rating in ratings) > 1]
    return (
        f"{HEARD} {_lean([one.heard for one in ratings])}.",
        f"{STRAIGHT} {_lean([one.straight for one in ratings])}.",
        f"{CHANGE} {'; '.join(wished)}." if wished else f"{CHANGE} No two of them chose the same.",
    )


def _lean(answers: Sequence[Felt]) -> str:
    """Which way answers lean: where two in three of them say so."""
    for felt, words in ((Felt.YES, "Mostly yes"), (Felt.NO, "Mostly no")):
        if 3 * answers.count(felt) >= 2 * len(answers):
            return words
    return "It was mixed"
