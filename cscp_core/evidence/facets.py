"""Figures as a list narrows them: what each counts, what can be said of it, its theme; measures come first. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cscp_core.evidence.measures import measures
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.subjects import Subject, is_share, subject_of
from cscp_core.evidence.views import Figure
from cscp_core.labelled import Labelled


class FigureMark(Labelled):
    """What can be said of a figure."""

    COMPARED = "compared", "With a comparison"
    NO_BASE = "no_base", "Of how many?"
    CHART_ONLY = "chart_only", "Only in a chart"
    OFFICIAL = "official", "Official"


@dataclass(frozen=True, kw_only=True)
class WantedFigures:
    """Which figures; nothing means any."""

    subject: Subject | None = None
    mark: FigureMark | None = None
    theme_id: str = ""


@dataclass(frozen=True, kw_only=True)
class FigureCounts:
    """How many figures each choice of a filter would leave, the other choices standing."""

    subjects: Mapping[Subject, int]
    marks: Mapping[FigureMark, int]
    themes: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Faceted:
    """A figure with what it is found by."""

    figure: Figure
    subject: Subject
    marks: frozenset[FigureMark]

    def fits(self, wanted: WantedFigures) -> bool:
        return (
            wanted.subject in (None, self.subject)
            and (wanted.mark is None or wanted.mark in self.marks)
            and wanted.theme_id in ("", self.figure.theme_id)
        )


def lacks_base(figure: Figure) -> bool:
    """Whether a figure is a share of a number that is not printed beside it."""
    return figure.state is ValueState.PRINTED and is_share(figure) and figure.denominator is None


def facet(figures: Sequence[Figure], home: str) -> list[Faceted]:
    """Every figure with its facets, what counts children first, then the work of services, then arrangements; of each
    first what can be compared, then what stands by itself, a share without its base and what is only in a chart, in the
    report's order. `home` is the partnership's own area."""
    compared = {
        one.figure_id
        for measure in measures(figures, home)
        if measure.may_be_compared
        for one in (measure.latest, *measure.earlier, *measure.comparators)
    }
    found = [
        Faceted(
            figure=one,
            subject=subject_of(one),
            marks=frozenset(
                mark
                for mark, has in (
                    (FigureMark.COMPARED, one.figure_id in compared),
                    (FigureMark.NO_BASE, lacks_base(one)),
                    (FigureMark.CHART_ONLY, one.state is ValueState.CHART_ONLY),
                )
                if has
            ),
        )
        for one in figures
    ]
    return sorted(found, key=lambda one: (list(Subject).index(one.subject), _use(one)))


def _use(one: Faceted) -> int:
    """How far its reader comes with it alone: the furthest first."""
    if FigureMark.COMPARED in one.marks:
        return 0
    if FigureMark.NO_BASE in one.marks:
        return 2
    return 1 if one.figure.state is ValueState.PRINTED else 3


def narrow(found: Sequence[Faceted], wanted: WantedFigures) -> list[Figure]:
    """The figures that fit."""
    return [one.figure for one in found if one.fits(wanted)]


def count_facets(found: Sequence[Faceted], wanted: WantedFigures) -> FigureCounts:
    """For each filter, how many figures each of its choices has."""
    of_mark = [one for one in found if one.fits(replace(wanted, mark=None))]
    return FigureCounts(
        subjects=Counter(one.subject for one in found if one.fits(replace(wanted, subject=None))),
        marks={mark: sum(mark in one.marks for one in of_mark) for mark in FigureMark},
        themes=Counter(one.figure.theme_id for one in found if one.fits(replace(wanted, theme_id=""))),
    )
