"""Results that are one finding: shares of one base, and the base that makes all of them true at once. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.rules import counted
from cscp_core.reconciliation.rules import Result, Verdict


@dataclass(frozen=True)
class Group:
    """One finding: the result that tells it, and those that only tell it again, share by share."""

    lead: Result
    parts: tuple[Result, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        return (self.lead, *self.parts)


def grouped(results: Sequence[Result]) -> list[Group]:
    """Results as findings, in the order of their leads. A share belongs to the base solver that solved for it, where
    both came to the same."""
    solvers = [one for one in results if one.check == CheckKind.BASE_SOLVER]
    owner: dict[str, str] = {}
    for solver in solvers:
        for one in results:
            if _tells_again(one, solver):
                owner.setdefault(one.id, solver.id)
    parts: dict[str, list[Result]] = {}
    for one in results:
        if one.id in owner:
            parts.setdefault(owner[one.id], []).append(one)
    return [Group(one, tuple(parts.get(one.id, ()))) for one in results if one.id not in owner]


def filter_groups(groups: Iterable[Group], *, verdict: str = "", title: str = "", section: str = "") -> list[Group]:
    """The findings that came to a verdict, with a result of a title and one of a section; empty: any."""
    return [
        one
        for one in groups
        if verdict in ("", one.lead.verdict)
        and (not title or any(title == result.title for result in one.results))
        and (not section or any(section in result.sections for result in one.results))
    ]


def counted_in_words(groups: Sequence[Group]) -> str:
    """How many findings came to what: "3 disagree, 70 are worth asking about, ..."."""
    counts = Counter(one.lead.verdict for one in groups)
    return ", ".join(
        f"{counts[verdict]} {verdict.told_of(counts[verdict])}{_checks_of(groups, verdict)}" for verdict in Verdict
    )


def _checks_of(groups: Iterable[Group], verdict: Verdict) -> str:
    of_verdict = [one for one in groups if one.lead.verdict is verdict]
    checks = sum(len(one.results) for one in of_verdict)
    return f" ({counted(checks, 'check')})" if checks != len(of_verdict) else ""


def _tells_again(one: Result, solver: Result) -> bool:
    return (
        one.check == CheckKind.SHARE_OF_BASE
        and one.verdict is solver.verdict
        and set(one.figures) <= set(solver.figures)
    )
