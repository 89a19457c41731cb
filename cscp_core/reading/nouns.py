"""What a number counts: the noun after it or before it, and the words of the sentence that go with it."""

import re
from collections.abc import Sequence

from cscp_core.reading.numbers import NumberKind, PrintedNumber, flat

_UNITS = """
absences actions activities admissions adults agencies alerts allegations answers applications appointments approaches
areas arrests assessments assemblies attendances attendees audits babies beds bodies boroughs breaches briefings
buildings calls campaigns carers cases centres champions charities checks children clinics colleges comments
committees complaints concerns conferences consultations contacts conversations councils couples courses crimes days
deaths delegates dentists directors disclosures discussions districts documents domains drop-ins enquiries entrants
episodes evenings events examples exclusions families fathers findings fines followers forums foster-carers governors
groups headteachers hits homes hospitals hotels households hubs impressions incidents indicators individuals injuries
inspections interventions interviews inspectors investigations invitations issues languages leads learners leaders
leaflets lessons letters licences logs males meetings members mentors messages midwives modules mothers notices
notifications nurses nurseries objectives occasions offences offenders officers organisations orders outcomes packs
pages panels parents participants partners partnerships patients people perpetrators persons placements places plans
police-officers policies posters posts practices practitioners priorities proceedings processes professionals profiles
programmes projects prosecutions providers pupils questions questionnaires ratings recommendations records referrals
refuges registrations reports representatives requests residents responses returns reviews risks runs samples schools
scores seats services sessions settings siblings sites social-workers staff standards stories strands strategies
students subgroups submissions suspensions surveys suspects takeaways teachers teams telephone-calls tests themes
tickets times topics trainers trainees tools trusts vacancies victims viewers views visits visitors volunteers votes
wards warnings webinars weeks women workers workshops young-advisors youths participants contributions
"""
UNITS = frozenset(_UNITS.split())
"""Nouns that reports count, in the plural."""
WHOLE = (
    "children and young people",
    "parents and carers",
    "young people",
    "care leavers",
    "looked after children",
    "foster carers",
    "social workers",
    "head teachers",
    "family hubs",
    "police officers",
    "women and girls",
)
HEADS = {
    "child": "children",
    "person": "people",
    "family": "families",
    "woman": "women",
    "pupil": "pupils",
    "school": "schools",
}
_STOPS = """
a an the of in on at to for from by with and or but which who whom that were was are is had have has been be being
will would could can did do does than as when where while whose this these those their its our after before during
over under compared against within out into about between including both also then there it they we he she not
"""
STOPS = frozenset(_STOPS.split())
CLAUSE = re.compile(r"[.;:]|,\s+(?:and|but|which|who|with|while|of which|of whom|compared|against|up|down)\b|\s-\s")
SINGULARS = (
    "case",
    "child",
    "referral",
    "death",
    "family",
    "school",
    "audit",
    "review",
    "person",
    "incident",
    "exclusion",
    "event",
    "course",
)


def unit_of(
    number: PrintedNumber, text: str, here: Sequence[str], before: Sequence[str], rate: bool
) -> tuple[str, str]:
    """What a number is counted in, and why. `here` are units of counts before it in the sentence, `before` those of the
    sentences before; the nearest last."""
    own = _by_sign(number, text, here, rate) or _by_noun(number, text, here)
    if own:
        return own
    noun = noun_before(text[: number.start])
    if noun and not (before and re.search(r"\b(?:for|of|by)\s*$", text[: number.start].lower())):
        return noun, f"the noun “{noun}” before it"
    if before:
        return before[-1], f"no noun is next to it: “{before[-1]}” was counted before"
    return (noun, f"the noun “{noun}” before it") if noun else ("not stated", "no noun is next to it")


def _by_sign(number: PrintedNumber, text: str, here: Sequence[str], rate: bool) -> tuple[str, str] | None:
    """The unit that a number's own signs say."""
    if rate:
        return "per 10,000 children", "the words “per 10,000” or “rate” are beside it"
    if number.kind is NumberKind.MONEY:
        return "£", "the pound sign"
    if number.kind in (NumberKind.PERCENT, NumberKind.SHARE):
        points = "percentage points" if "point" in number.printed.lower() else "%"
        return points, "printed as a share"
    if number.printed.startswith("x"):
        return "people", "the sign “x” after a post"
    if here and compares_places(number, text):
        return here[-1], f"compared with a number counted in “{here[-1]}”"
    return None


def _by_noun(number: PrintedNumber, text: str, here: Sequence[str]) -> tuple[str, str] | None:
    """The unit that the words after a number say, or the count before it in the sentence."""
    noun = noun_after(text[number.end :])
    if noun == "times" and here and here[-1] == "meetings":
        return "meetings", "“times” as before: meetings"
    if noun in ("times", "") and re.search(r"\bmet\s*$", text[: number.start]):
        return "meetings", "the word “met” before it"
    if noun:
        return noun, f"the noun “{noun}” after it"
    if PEOPLE_DO.match(flat(text[number.end :])):
        return "people", "a verb of people follows it"
    if here and here[-1] not in ("%", "£"):
        return here[-1], f"no noun comes after it: “{here[-1]}” was counted before"
    return None


def compares_places(number: PrintedNumber, text: str) -> bool:
    """Whether a number stands in brackets after the name of a place or the word for an average."""
    return bool(
        re.search(
            r"(?:london|england|national|averages?|region\w*|neighbours|west|east)\s*\($", text[: number.start].lower()
        )
    )


def noun_after(rest: str) -> str:
    """The noun that words after a number count; the empty string where a verb or a sign comes first."""
    plain = re.sub(r"\bsection \d+", "section", flat(rest))
    if not plain[:1].isspace():
        return ""
    plain = re.sub(r"^\s+(?:(?:of|out of)\s+(?:the|our|those|these|all|its)?\s*(?:\d[\d,]*\s+)?)", " ", plain)
    plain = re.sub(r"^\s+(?:further|additional|more|other|new|different)\b", " ", plain)
    words = re.findall(r"[a-z][a-z'-]*|[^\sa-z]", plain)[:9]
    phrase = " ".join(words)
    for whole in WHOLE:
        if phrase.startswith(whole):
            return whole
    for at, word in enumerate(words):
        if word in STOPS or not word[:1].isalpha():
            return _plural(words[:at], last=True)
        if word in UNITS:
            return _longest(words, at)
        if word in SINGULARS and not any(one in UNITS for one in words[at + 1 : at + 4]):
            return HEADS.get(word, f"{word}s")
        if at >= 5:
            break
    return _plural(words[:4], last=False)


def _plural(words: Sequence[str], last: bool) -> str:
    """The first or last of some words that looks like a plural."""
    found = [one for one in words if one.endswith("s") and not one.endswith(("ss", "us", "'s", "is"))]
    return found[-1 if last else 0] if found else ""


def _longest(words: Sequence[str], at: int) -> str:
    """The last of nouns that follow each other: "education plans" is plans. "Young people" is one."""
    if at and f"{words[at - 1]} {words[at]}" in WHOLE:
        return f"{words[at - 1]} {words[at]}"
    goes_on = at + 1 < len(words) and words[at + 1] in UNITS and words[at] not in ("children", "people")
    return words[at + 1] if goes_on else words[at]


PEOPLE_DO = re.compile(r"\s+(?:answered|said|agreed|reported that|felt|came|replied|signed up)\b")
NUMBER_OF = re.compile(r"\b(?:numbers?|total|count|cohort) of (?P<what>[^.;:]{3,60})")
POPULATION = re.compile(r"\bpopulation\b|\bpop\b")


def noun_before(text: str) -> str:
    """The noun of a sentence that a number after it counts: that of "the number of …", or else the first."""
    plain = flat(text)
    if POPULATION.search(plain):
        return "children and young people" if re.search(r"\bunder|child|young|0-1\d|0-2\d", plain) else "people"
    told = NUMBER_OF.search(plain)
    found = [one for one in re.findall(r"[a-z][a-z'-]*", told["what"] if told else plain) if one in UNITS]
    found = [one for one in found if one not in ("times", "days", "weeks", "services", "areas", "staff")]
    return found[0] if found else ""


def what_of(number: PrintedNumber, text: str) -> str:
    """The words that say what a number counts, as printed: those after it to the end of the clause, with those before
    it where few come after."""
    rest = text[number.end :]
    end = CLAUSE.search(rest)
    after = " ".join(rest[: end.start() if end else len(rest)].strip(" ,()[]%").split()[:14])
    if len(after.split()) >= 4:
        return after
    ahead = text[: number.start]
    starts = [one.end() for one in re.finditer(r"[.;:]\s|,\s", ahead)]
    before = " ".join(ahead[starts[-1] if starts else 0 :].split()[-12:])
    return " … ".join(filter(None, (before.strip(" ,("), after))).strip()
