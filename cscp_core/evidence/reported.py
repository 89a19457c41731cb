"""How a sentence says what the report says. Its own printed words stand in quotation marks; everything else in a
report's rows is our short account, and is reported."""

import csv
import re
from functools import cache
from pathlib import Path

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.views import Claim, Figure, Recommendation, RecordedChallenge

FILE = Path(__file__).resolve().parents[2] / "data" / "names.csv"
FOREWORD = "foreword"
SMALL = frozenset(
    word
    for line in (
        "a after all an and as at because before both by despite during each every few for four from further in it its",
        "many more most nearly no of on one only over since six some that the their there these they this those three",
        "through two under what when where wherever while with without",
    )
    for word in line.split()
)
"""Words that open a sentence before a name as well as before any other word."""
SENTENCES = (SourceKind.CLAIM, SourceKind.FIGURE, SourceKind.RECOMMENDATION, SourceKind.RECORDED_CHALLENGE)
QUOTATION = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”|\"([^\"]*)\"")
FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Mm]y|I(?= [a-z]))\b")
"""A claim that still speaks as the report does: "reports that we" would make its "we" ours."""
FIRST_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def where(section: str) -> str:
    """Where the report says something, as a sentence begins."""
    if section[:1].isdigit():
        return f"Section {section}"
    return "The foreword" if section == FOREWORD else f"The part on {section.replace('-', ' ')}"


def quoted(printed: str) -> str:
    """Words that the report prints."""
    return f"“{printed}”"


def without_false_marks(text: str, account: str) -> str:
    """Words as they were sent, without quotation marks round our account of the report: questions from before quotation
    marks stood only round what is printed have such marks. Nothing else is changed.

    Args:
        account: what the words are about, as it stood when they were sent.
    """
    ours = " ".join(account.split())

    def plain(found: re.Match[str]) -> str:
        inside = found[1] or found[2] or ""
        begins = inside.removesuffix("…").rstrip()
        is_ours = inside.rstrip(".") == ours.rstrip(".") or (begins != inside and ours.startswith(begins))
        return inside if begins and is_ours else found[0]

    return QUOTATION.sub(plain, text) if ours else text


def sentence(kind: str, section: str, text: str, *, agency: str = "", what: str = "") -> str:
    """What the report says of one item, as a sentence that begins with where.

    Args:
        kind: of the item; a check or a theme is worded as a sentence already.
        text: our account of it.
        agency: the agency responsible, whose name keeps its capital.
        what: for a recommendation, which of the four it is.
    """
    if not text or not section or kind not in SENTENCES:
        return text
    text = text if text.endswith((".", "?", "!", "…")) else f"{text}."
    if kind == SourceKind.CLAIM:
        if FIRST_PERSON.search(text):
            return f"{where(section)} reports: {text}"
        return f"{where(section)} reports that {lowered(text, agency)}"
    if kind == SourceKind.FIGURE:
        return f"{where(section)} prints this: {text}"
    named = with_article(what) if what else "a challenge" if kind == SourceKind.RECORDED_CHALLENGE else "this"
    return f"{where(section)} records {named}: {text}"


def of_claim(claim: Claim) -> str:
    return sentence(SourceKind.CLAIM, claim.section, claim.text, agency=claim.agency)


def of_recommendation(one: Recommendation) -> str:
    return sentence(SourceKind.RECOMMENDATION, one.section, one.text, what=one.kind.label)


def of_challenge(told: RecordedChallenge) -> str:
    return sentence(SourceKind.RECORDED_CHALLENGE, told.section, told.text)


def of_figure(figure: Figure) -> str:
    """A figure with what it counts, where and when."""
    return f"{where(figure.section)} prints {_shown(figure)} ({figure.what}, {figure.where_and_when})."


def figure_in_words(figure: Figure) -> str:
    """A figure inside a sentence: what is printed, in quotation marks, with what it counts and when."""
    when = f", {figure.period}" if re.search(r"\d", figure.period) else ""
    return f"{_shown(figure)} ({figure.what}{when})"


def _shown(figure: Figure) -> str:
    return quoted(figure.as_printed) if figure.state is ValueState.PRINTED else f"no number: {figure.shown}"


def lowered(text: str, agency: str = "") -> str:
    """A sentence as it goes on within another: its first letter is small unless its first word is a name."""
    found = FIRST_WORD.match(text)
    if found is None or _is_name(found[0], text, agency):
        return text
    return text[:1].lower() + text[1:]


def _is_name(word: str, text: str, agency: str) -> bool:
    if word.lower() in SMALL:
        return False
    if any(mark.isupper() or mark.isdigit() for mark in word[1:]):
        return True
    of_the_agency = _two_capitals(agency) and word == agency.split(" ")[0]
    return of_the_agency or _two_capitals(text) or _begins_with(text, names())


def _two_capitals(text: str) -> bool:
    """Whether a text begins with a name of several words."""
    return re.match(r"[A-Z][\w’'-]*\s[A-Z]", text) is not None


def _begins_with(text: str, phrases: frozenset[str]) -> bool:
    words = text.split(" ")
    return any(re.sub(r"(?:[’']s?|[,:;.])$", "", " ".join(words[:length])) in phrases for length in (1, 2, 3))


@cache
def names() -> frozenset[str]:
    """Names that begin with a word that could be any other, or are one word: they keep their capital."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


def with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun[:1].lower()}{noun[1:]}"
