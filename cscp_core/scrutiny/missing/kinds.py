"""What can be missing behind a claim or an action: codes, each with its label, its badge and its weight. Pure."""

from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.labelled import Labelled


class Missing(Labelled):
    """What can be missing."""

    EVIDENCE = "evidence", "evidence that anything changed"
    RECHECK = "recheck", "a re-check since it was embedded", "a re-check after being embedded"
    FUTURE_AS_DONE = (
        "future_as_done",
        "evidence that what was promised was done",
        "the deed behind a promise told as done",
    )
    VOICE = "voice", "children's own account"
    BASE = "base", "the base of a percentage"
    WHICH_BASE = "which_base", "which printed number a percentage is a share of"
    CHANGE_COUNTS = "change_counts", "the two numbers behind a change"
    BASELINE = "baseline", "the earlier value", "the value before"
    WHICH_CHANGE = "which_change", "which printed numbers a change is between"
    OTHER_PERIOD = "other_period", "an earlier value for the same kind of period"
    CHART = "chart", "the numbers behind a chart"
    OWNER = "owner", "an owner"
    DUE = "due", "a date"
    SECOND_SOURCE = "second_source", "a second source"
    OTHER_AGENCY = "other_agency", "another agency's evidence"
    COMPARATOR = "comparator", "a comparator"
    COMPARATOR_SAID = "comparator_said", "the number behind a comparison in words"
    COMPARATOR_YEAR = "comparator_year", "a comparator of the same year"
    TARGET = "target", "a target"

    @property
    def badge(self) -> str:
        """It in two or three words, beside others."""
        return _ABOUT[self][0]

    @property
    def weight(self) -> int:
        """What it is worth in the order of questions."""
        return _ABOUT[self][1]


_ABOUT = {
    Missing.EVIDENCE: ("no evidence of change", 6),
    Missing.RECHECK: ("no re-check", 5),
    Missing.FUTURE_AS_DONE: ("promise told as done", 5),
    Missing.VOICE: ("children not heard", 4),
    Missing.BASE: ("of how many?", 4),
    Missing.WHICH_BASE: ("of which number?", 5),
    Missing.CHANGE_COUNTS: ("from what number?", 4),
    Missing.BASELINE: ("no earlier value", 3),
    Missing.WHICH_CHANGE: ("between which numbers?", 5),
    Missing.OTHER_PERIOD: ("unlike dates", 4),
    Missing.CHART: ("only a chart", 4),
    Missing.OWNER: ("no owner", 3),
    Missing.DUE: ("no date", 2),
    Missing.SECOND_SOURCE: ("one source only", 2),
    Missing.OTHER_AGENCY: ("one agency's record", 2),
    Missing.COMPARATOR: ("no comparator", 2),
    Missing.COMPARATOR_SAID: ("comparison without number", 3),
    Missing.COMPARATOR_YEAR: ("comparator's year differs", 2),
    Missing.TARGET: ("no target", 1),
}
CATEGORY = {
    Missing.EVIDENCE: ChallengeCategory.B,
    Missing.VOICE: ChallengeCategory.B,
    Missing.BASELINE: ChallengeCategory.B,
    Missing.WHICH_CHANGE: ChallengeCategory.B,
    Missing.CHANGE_COUNTS: ChallengeCategory.B,
    Missing.OTHER_PERIOD: ChallengeCategory.B,
    Missing.CHART: ChallengeCategory.B,
    Missing.RECHECK: ChallengeCategory.D,
    Missing.OWNER: ChallengeCategory.C,
    Missing.DUE: ChallengeCategory.C,
    Missing.FUTURE_AS_DONE: ChallengeCategory.C,
}
INSTEAD_OF = {
    Missing.WHICH_BASE: Missing.BASE,
    Missing.CHANGE_COUNTS: Missing.BASELINE,
    Missing.WHICH_CHANGE: Missing.BASELINE,
    Missing.OTHER_PERIOD: Missing.BASELINE,
    Missing.CHART: Missing.BASELINE,
    Missing.COMPARATOR_SAID: Missing.COMPARATOR,
}
"""The better question in place of a plain one, where the report prints more elsewhere. Neither is asked beside the
other."""
PRINTED = frozenset(
    {
        Missing.CHANGE_COUNTS,
        Missing.BASE,
        Missing.WHICH_BASE,
        Missing.BASELINE,
        Missing.OTHER_PERIOD,
        Missing.CHART,
        Missing.COMPARATOR,
        Missing.COMPARATOR_SAID,
        Missing.COMPARATOR_YEAR,
        Missing.TARGET,
    }
)
"""What is asked of a printed figure, and so of the section that prints it."""


def plain_kind(missing: Missing) -> Missing:
    """The kind of question that it stands for: what was asked one way is not asked again another way."""
    return INSTEAD_OF.get(missing, missing)
