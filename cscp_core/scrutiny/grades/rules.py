"""Where claims stand, in words: counts by both scales, and a priority's headline sentence."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from cscp_core.errors import GradeRefused
from cscp_core.evidence.rules import HowFar, HowKnown, placed
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
    taken_back: bool = False
    """Whether it takes back the decision before it."""


@dataclass(frozen=True)
class GradedClaim:
    """A claim with the grade that stands: the confirmed one where there is one, else the suggested."""

    claim: Claim
    confirmed: Confirmed | None
    version: int = 0
    """Of its newest decision, those taken back included; 0 where there was none."""

    @property
    def how_far(self) -> HowFar:
        return self.confirmed.how_far if self.confirmed else self.claim.how_far

    @property
    def how_known(self) -> HowKnown:
        return self.confirmed.how_known if self.confirmed else self.claim.how_known

    @property
    def seen(self) -> "SeenGrade":
        """What somebody who reads it decides on."""
        return SeenGrade(
            claim_id=self.claim.claim_id, version=self.version, how_far=self.how_far, how_known=self.how_known
        )

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


@dataclass(frozen=True, kw_only=True)
class SeenGrade:
    """A grade as it was drawn."""

    claim_id: str
    version: int
    how_far: HowFar
    how_known: HowKnown


@dataclass(frozen=True, kw_only=True)
class WantedClaims:
    """Which claims of a theme; each field narrows, and None or nothing means any."""

    how_far: HowFar | None = None
    how_known: HowKnown | None = None
    agency_id: str = ""
    confirmed: bool | None = None

    def fits(self, one: GradedClaim) -> bool:
        return (
            self.how_far in (None, one.how_far)
            and self.how_known in (None, one.how_known)
            and self.agency_id in ("", one.claim.agency_id)
            and self.confirmed in (None, one.confirmed is not None)
        )


@dataclass(frozen=True, kw_only=True)
class ClaimCounts:
    """How many claims each choice of a filter would leave, the other choices standing."""

    how_far: Mapping[HowFar, int]
    how_known: Mapping[HowKnown, int]
    agencies: Mapping[str, tuple[str, int]]
    """Name and number by the agency's id, the most first."""
    confirmed: Mapping[bool, int]


def count_choices(claims: Sequence[GradedClaim], wanted: WantedClaims) -> ClaimCounts:
    """For each filter, how many claims each of its choices has."""
    owners = Counter(
        (one.claim.agency_id, one.claim.agency) for one in claims if replace(wanted, agency_id="").fits(one)
    )
    return ClaimCounts(
        how_far=Counter(one.how_far for one in claims if replace(wanted, how_far=None).fits(one)),
        how_known=Counter(one.how_known for one in claims if replace(wanted, how_known=None).fits(one)),
        agencies={agency_id: (name, number) for (agency_id, name), number in owners.most_common() if agency_id},
        confirmed=Counter(one.confirmed is not None for one in claims if replace(wanted, confirmed=None).fits(one)),
    )


def weakest_first(claims: Sequence[GradedClaim]) -> list[GradedClaim]:
    """What claims the most on the least evidence first; equals keep their order."""
    return sorted(claims, key=lambda one: (one.how_known.rank, -one.how_far.rank))


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
