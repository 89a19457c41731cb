"""Where a claim goes on the two scales, by rules that can be read: the words that led there are handed back."""

from dataclasses import dataclass

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.reading.numbers import NumberKind, PrintedNumber, flat
from cscp_core.reading.scale_words import (
    CHANGE,
    CHILDREN,
    DOCUMENT,
    DONE,
    FARES,
    FRONT,
    HEDGES,
    IMPACT,
    NOT_PLANNED,
    OTHERS,
    OUTPUT,
    PLANNED,
    PRACTICE,
    SOFT,
    VOLUME,
    WORKS,
)


@dataclass(frozen=True)
class Placement:
    """Where a claim is placed, with the words that led to it."""

    how_far: HowFar
    far_because: str
    how_known: HowKnown
    known_because: str
    hedge: str
    lacks: str


def place_claim(text: str, numbers: list[PrintedNumber], has_base: bool, has_time: bool) -> Placement:
    """Both scales for one claim."""
    plain = flat(text)
    how_far, why_far = _how_far(plain, numbers)
    how_known, why_known = _how_known(plain, numbers, has_base)
    hedge = HEDGES.search(plain)
    return Placement(
        how_far,
        why_far,
        how_known,
        why_known,
        hedge[0] if hedge else "",
        _lacks(how_far, how_known, numbers, has_base, has_time),
    )


def _how_far(plain: str, numbers: list[PrintedNumber]) -> tuple[HowFar, str]:
    planned = PLANNED.search(plain)
    if planned and not NOT_PLANNED.search(plain):
        return HowFar.PLANNED, _led("to come", planned[0])
    impact = IMPACT.search(plain)
    if impact:
        return HowFar.IMPACT, _led("what caused a change", impact[0])
    change, children, volume = CHANGE.search(plain), CHILDREN.search(plain), VOLUME.search(plain)
    if change and (children or numbers) and not (volume and not FARES.search(plain)):
        return HowFar.OUTCOME, _led("a change for children", change[0])
    return _of_work(plain, numbers)


def _of_work(plain: str, numbers: list[PrintedNumber]) -> tuple[HowFar, str]:
    """What is left once plans, causes and changes for children are told: what was done, how much, and how well."""
    works, done, front = WORKS.search(plain), DONE.search(plain), FRONT.search(" ".join(plain.split()[:7]))
    practice, output = PRACTICE.search(plain), OUTPUT.search(plain)
    only_praise = works is not None and SOFT.fullmatch(works[0]) is not None and done is not None and not front
    if works and not only_praise and not (output and numbers and not _is_share(numbers)):
        return HowFar.PRACTICE, _led("how people work", works[0])
    if numbers and (output or _is_share(numbers) or not done):
        if practice and _is_share(numbers) and not output:
            return HowFar.PRACTICE, _led("how people work", practice[0])
        return HowFar.OUTPUT, _led("how much or how many", numbers[0].printed)
    if done:
        return HowFar.ACTIVITY, _led("something done", done[0])
    if practice and front:
        return HowFar.PRACTICE, _led("how people work", practice[0])
    if output:
        return HowFar.OUTPUT, _led("whom it reached", output[0])
    return HowFar.ACTIVITY, "It has no words of a plan, a number, practice or change: it is something that was done."


def _is_share(numbers: list[PrintedNumber]) -> bool:
    return any(one.kind in (NumberKind.PERCENT, NumberKind.SHARE) for one in numbers)


def _led(what: str, words: str) -> str:
    return f"The words “{words}” describe {what}."


def _how_known(plain: str, numbers: list[PrintedNumber], has_base: bool) -> tuple[HowKnown, str]:
    other = OTHERS.search(plain)
    if other:
        return HowKnown.TESTED, f"The words “{other[0]}” name another source."
    if has_base:
        return HowKnown.SHOWN, "A number with its base."
    if _is_share(numbers):
        return HowKnown.SAID, "A share without its base."
    counts = [one for one in numbers if one.kind is NumberKind.COUNT]
    if counts:
        return HowKnown.SHOWN, f"A count: “{counts[0].printed}”."
    document = DOCUMENT.search(plain)
    if document:
        return HowKnown.SHOWN, f"The word “{document[0]}” names a document."
    return HowKnown.SAID, "One source, and nothing that can be checked."


def _lacks(how_far: HowFar, how_known: HowKnown, numbers: list[PrintedNumber], has_base: bool, has_time: bool) -> str:
    wanted = []
    if _is_share(numbers) and not has_base:
        wanted.append("the number behind the percentage")
    if how_far is HowFar.PLANNED:
        wanted += ["a date"] if not has_time else []
        wanted.append("what came of it")
    elif how_far is HowFar.IMPACT:
        wanted.append("a comparison with what would have happened otherwise")
    elif how_far in (HowFar.ACTIVITY, HowFar.OUTPUT):
        wanted.append("what changed for children")
    elif how_known is HowKnown.SAID:
        wanted.append("a measure, and a second source")
    return "; ".join(wanted)
