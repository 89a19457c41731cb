"""Where claims stand, in words: counts by both scales, and a priority's headline sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cscp_core.errors import GradeRefused
from cscp_core.evidence import reported
from cscp_core.evidence.rules import HowFar, HowKnown, counted, in_words, placed
from cscp_core.evidence.views import Claim

LONGEST_REASON = 1000  # characters


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True)
class GradeCounts:
    """Where many claims stand, without the claims: how many at each place, and the best-evidenced of them.

    Best evidenced is what is known best, and of that what goes furthest towards children; the first of equals.
    """

    counts: Mapping[tuple[HowFar, HowKnown, bool], int] = field(default_factory=dict)
    """How many claims by both scales, confirmed (True) and suggested (False) apart."""
    best: GradedClaim | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def confirmed(self) -> int:
        return sum(number for (_, _, confirmed), number in self.counts.items() if confirmed)


def describe_counts(standing: GradeCounts) -> str:
    """How many claims stand where, then the best-evidenced one and what it still lacks."""
    best = standing.best
    if best is None:
        return "The report makes no claim on this theme."
    by_far = {step: sum(n for (far, _, _), n in standing.counts.items() if far is step) for step in HowFar}
    stand = in_words(f"{by_far[step]} {step}" for step in reversed(HowFar) if by_far[step])
    said_only = sum(n for (_, known, _), n in standing.counts.items() if known is HowKnown.SAID)
    known = _how_many_said(said_only, standing.total)
    confirmed = standing.confirmed
    graded = "no grade is confirmed yet" if not confirmed else f"{confirmed} of these grades confirmed"
    return (
        f"{counted(standing.total, 'claim')}: {stand}; {known}; {graded}. "
        f"Best evidenced ({best.how_far}, {best.how_known}): {reported.of_claim(best.claim)} "
        f"It still lacks {_lower_first(best.claim.lacks)}."
    )


def _how_many_said(said_only: int, total: int) -> str:
    if said_only < total:
        return f"{said_only} of them only said"
    return "it is only said" if total == 1 else "all are only said"


def _lower_first(text: str) -> str:
    text = text.rstrip(". ")
    return text if len(text.split(" ")[0]) > 1 and text[:2].isupper() else text[:1].lower() + text[1:]
