"""Where claims stand, in words: counts by both scales, and a priority's headline sentence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cscp_core.errors import GradeRefused
from cscp_core.evidence.rules import HowFar, HowKnown, counted, in_words, placed
from cscp_core.evidence.views import Claim

LONGEST_REASON = 1000  # characters


@dataclass(frozen=True)
class Confirmed:
    """The scrutineer's own grade of a claim."""

    how_far: HowFar
    how_known: HowKnown
    reason: str
    by: str
    at: datetime
    version: int
    data_version: int


@dataclass(frozen=True)
class GradedClaim:
    """A claim with the grade that stands: the confirmed one where there is one, else the suggested."""

    claim: Claim
    confirmed: Confirmed | None

    @property
    def how_far(self) -> HowFar:
        return self.confirmed.how_far if self.confirmed else self.claim.how_far

    @property
    def how_known(self) -> HowKnown:
        return self.confirmed.how_known if self.confirmed else self.claim.how_known

    @property
    def version(self) -> int:
        """0 while the grade is only suggested."""
        return self.confirmed.version if self.confirmed else 0

    @property
    def placed(self) -> str:
        """Both scales, and whether anybody has confirmed them."""
        if self.confirmed is None:
            state = "suggested"
        elif self.claim.load_number > self.confirmed.data_version:
            state = "confirmed before a later load changed it"
        else:
            state = "confirmed"
        return f"{placed(self.how_far, self.how_known)} ({state})"


def check_reason(reason: str, *, changes: bool) -> None:
    """Raises GradeRefused unless a change has a reason, and the reason fits."""
    if changes and not reason.strip():
        raise GradeRefused("Say in a sentence why you place the claim differently.")
    if len(reason) > LONGEST_REASON:
        raise GradeRefused(f"Keep the reason under {LONGEST_REASON:,} characters. Yours has {len(reason):,}.")


def counts(claims: Sequence[GradedClaim]) -> dict[tuple[HowFar, HowKnown, bool], int]:
    """How many claims stand where, confirmed (True) and suggested (False) apart."""
    return dict(Counter((one.how_far, one.how_known, one.confirmed is not None) for one in claims))


def best_evidenced(claims: Sequence[GradedClaim]) -> GradedClaim | None:
    """The claim that is known best, and of those the one that goes furthest towards children; the first of equals."""
    return max(claims, key=lambda one: (one.how_known.rank, one.how_far.rank), default=None)


def headline(claims: Sequence[GradedClaim]) -> str:
    """How many claims stand where, then the best-evidenced one and what it still lacks."""
    best = best_evidenced(claims)
    if best is None:
        return "The report makes no claim on this theme."
    by_far = Counter(one.how_far for one in claims)
    stand = in_words(f"{by_far[step]} {step}" for step in reversed(HowFar) if by_far[step])
    confirmed = sum(one.confirmed is not None for one in claims)
    said_only = sum(one.how_known is HowKnown.SAID for one in claims)
    known = _how_many_said(said_only, len(claims))
    graded = "no grade is confirmed yet" if not confirmed else f"{confirmed} of these grades confirmed"
    return (
        f"{counted(len(claims), 'claim')}: {stand}; {known}; {graded}. "
        f"Best evidenced ({best.how_far}, {best.how_known}): {_sentence(best.claim.text)} "
        f"It still lacks {_inside(best.claim.lacks)}."
    )


def _how_many_said(said_only: int, total: int) -> str:
    if said_only < total:
        return f"{said_only} of them only said"
    return "it is only said" if total == 1 else "all are only said"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."


def _inside(text: str) -> str:
    text = text.rstrip(". ")
    return text if len(text.split(" ")[0]) > 1 and text[:2].isupper() else text[:1].lower() + text[1:]
