"""Recommendations, actions, strengths and areas for development: from tables, from lists after words that lead to them,
and from sentences that say what somebody should do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.reading.agencies import agency_of
from cscp_core.reading.blocks import BlockKind
from cscp_core.reading.bodies import body_id_of
from cscp_core.reading.grid_figures import Grid
from cscp_core.reading.numbers import flat
from cscp_core.reading.rows import DraftedRow, Numbering
from cscp_core.reading.scale_words import NOT_PLANNED, PLANNED
from cscp_core.reading.sections import ReportPart
from cscp_core.reading.sentences import Passage, is_quoted
from cscp_core.reading.themes import theme_of

R, S, A, D = (
    RecommendationKind.RECOMMENDATION,
    RecommendationKind.STRENGTH,
    RecommendationKind.ACTION,
    RecommendationKind.AREA,
)
HEAD_KINDS: tuple[tuple[RecommendationKind, str], ...] = (
    (
        R,
        r"recommend\w*|inspector\w* said|finding|what (?:the )?(?:inspectors?|reviewers?|auditors?) (?:said|"
        r"found|asked)|should",
    ),
    (D, r"areas? for (?:improvement|development)|what needs to (?:improve|change)|improvement needed"),
    (S, r"strengths?|what (?:is|was) working well|good practice"),
    (
        A,
        r"actions?|we will|what we will do|what (?:will|needs to) (?:be done|happen)|next steps?|response|"
        r"task|commitment|step|promise|pledge|deliverable",
    ),
)
OWNER = re.compile(
    r"\b(?:owners?|leads?|who|responsib\w+|agency|by whom|lead agency|accountable|led by|lead officer)\b", re.IGNORECASE
)
DUE = re.compile(
    r"\b(?:due|by when|when|date|deadline|timescales?|target date|completion|finish|timing)\b", re.IGNORECASE
)
STATUS = re.compile(r"\b(?:status|progress|rag|update|position|rating)\b", re.IGNORECASE)
LEADS: tuple[tuple[RecommendationKind, re.Pattern[str]], ...] = (
    (
        D,
        re.compile(
            r"areas? (?:for|of|in need of|identified for|where) (?:\w+ )?(?:improve\w*|develop\w*)|need(?:s|"
            r"ed)? to improve|could (?:be|do) better|(?:requires?|requiring) improvement|even better "
            r"if|what needs to (?:improve|change)|to be improved|areas? to (?:improve|develop)|must "
            r"improve"
        ),
    ),
    (
        S,
        re.compile(
            r"\bstrengths?\b|good practice|praised|working well|did well|went well|key findings about|"
            r"positives?\b|commended|what was good|are proud of"
        ),
    ),
    (
        R,
        re.compile(
            r"recommend\w*|asked for the following|asked (?:that|the partnership|us) to|questions that i "
            r"have put|should:?$|(?:panel|review|inspectors?|auditors?|scrutineer) (?:asked|calls?|"
            r"called) for|learning points?"
        ),
    ),
    (
        A,
        re.compile(
            r"business plan|plan for (?:20|the)|forward plan|looking ahead|"
            r"\bactions?\b|agreed (?:these|to|that|the following)|(?:following|these) (?:has|have|is|are|"
            r"was|were) (?:been )?(?:to be )?(?:taken forward|established|agreed|put in place|"
            r"implemented|progressed)|taken forward|we will|next steps?|in order to address this|in "
            r"response|commit\w*|over the next year|in the coming year|plans? (?:for|to)|priorities "
            r"for|this (?:has )?includ(?:es|ed)|we (?:have )?(?:agreed|promised)|what (?:we will do|"
            r"happens next|comes next)|to do this"
        ),
    ),
)
SHOULD = re.compile(
    r"\b(?:should|(?:is|are) asked to|(?:is|are) (?:expected|required|to be asked) to|must (?:now|ensure|"
    r"make sure)|we recommend|i recommend|recommend(?:s|ed) that|it is recommended|i ask|we ask "
    r"that)\b"
)
ACTOR = re.compile(
    r"\b(?:partners?|partnership|agenc(?:y|ies)|executive|services?|subgroup|group|board|trusts?|council|"
    r"police|constabulary|icb|schools?|officers?|coordinator|lead|probation|"
    r"panel|team|workers?|practitioners|professionals|health|community safety|unit|social care|all|each|"
    r"every|we|managers?|providers?|homes?|you|hospitals?|nurses?|teachers?|governors?)\b"
)
NO_SHOULD = re.compile(
    r"\b(?:chapters|report|figures?|numbers?|readers|table|procedures) should\b|should (?:not )?(?:be read|"
    r"be noted|be seen|apply|be applied|be applied|take reassurance)\b|as should\b|should i\b|that "
    r"should inform"
)
OWNED = re.compile(r"^(?P<owner>[A-Z][^:.;]{2,60}):\s+(?P<rest>\S.*)$")
BRACKET = re.compile(r"\s*\((?P<inside>[^()]{3,90})\)\s*[.;]?$")
DOER = re.compile(
    r"^(?:within [\w ]+? (?:months?|weeks?) |by [\w ]+? )?(?:the |our |all "
    r")?(?P<owner>[A-Z]?[\w’'&., -]{2,70}?),?\s+(?:should|to (?=[a-z]+ )|(?:is|are) asked to|must|"
    r"will)\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?P<due>(?:by|before|from|in|within|until|no later than|at|during)\s+(?:the\s+)?(?:end of\s+|start "
    r"of\s+|beginning of\s+|its\s+|their\s+|child's\s+)?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)(?:\s+\d{4})?|20\d\d(?:\s?[-/]\s?\d\d)?|"
    r"(?:spring|summer|autumn|winter)(?:\s+term)?(?:\s+of)?(?:\s+20\d\d(?:[-/]\d\d)?)?|"
    r"Q[1-4](?:\s+(?:of\s+)?20\d\d(?:[-/]\d\d)?)?|(?:\w+)\s+(?:working\s+)?(?:days?|weeks?|"
    r"months?)(?:\s+of publication)?|"
    r"(?:the\s+)?(?:year|next meeting|next year|coming year|next review|end of the year|financial year)))",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"^(?:(?P<owner>.*?),\s*)?(?P<due>(?:by |from |before |end of |the end of "
    r")*(?:(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\s*(?:\d{4})?|"
    r"Q[1-4](?:\s+20\d\d(?:-\d\d)?)?|(?:spring|summer|autumn|winter)(?: term)?(?: 20\d\d(?:[-/]\d\d)?)?|"
    r"20\d\d(?:[-/]\d\d)?|tbc|ongoing|the end of \d{4}|end of \d{4})(?:\s*[-–]\s*(?P<status>\w+))?)$",
    re.IGNORECASE,
)
DONE = re.compile(r"\b(?:done|complete(?:d)?|achieved|delivered|closed|green)\b", re.IGNORECASE)
GOING = re.compile(r"\b(?:on track|in progress|ongoing|under way|underway|progressing|amber)\b", re.IGNORECASE)
LATE = re.compile(r"\b(?:late|slipp\w+|delayed|overdue|behind|red)\b", re.IGNORECASE)
NOT_BEGUN = re.compile(r"\b(?:not (?:yet )?(?:started|begun))\b", re.IGNORECASE)
PRAISED = re.compile(
    r"\b(?:inspectors?|they|auditors?|reviewers?|the (?:review|inspection|audit|panel)|"
    r"ofsted)\s+(?:also\s+)?(?P<verb>found|praised|commended|highlighted|noted|"
    r"saw)\s+(?!that\b)(?P<what>[^.;]{8,200})",
    re.IGNORECASE,
)
SECOND = re.compile(
    r"\s+and\s+(?=(?:a|an|the|prompt|good|strong|effective|clear|timely|well|committed|skilled|stable|swift|"
    r"positive)\s)"
)
NEGATIVE = re.compile(
    r"\b(?:too|not|poor|weak|inconsisten\w+|late|lack\w*|delay\w*|insufficient|gaps?|drift|missing|never|"
    r"few|improve\w*|concern\w*)\b"
)


@dataclass(frozen=True)
class Lead:
    """What the words over a list say that its items are."""

    kind: RecommendationKind
    words: str


def lead_of(words: str) -> Lead | None:
    """What a lead-in or heading says of the items below it."""
    plain = flat(words)
    for kind, shape in LEADS:
        found = shape.search(plain)
        if found:
            return Lead(kind, found[0])
    return None


def from_grid(grid: Grid, at: int, home: str, ids: Numbering) -> list[DraftedRow]:
    """Rows of a table whose headings name recommendations or actions."""
    places = [(place, kind) for place, head in enumerate(grid.heads) if (kind := _head_kind(head))]
    if not places:
        kind = _head_kind(grid.title) or _head_kind(grid.placed.part.title)
        widest = max(range(len(grid.heads)), key=lambda one: sum(len(row.cells[one]) for row in grid.rows), default=0)
        wordy = grid.rows and sum(len(row.cells[widest].split()) for row in grid.rows) / len(grid.rows) > 5
        if not kind or not wordy or not any(OWNER.search(one) or DUE.search(one) for one in grid.heads):
            return []
        places = [(widest, kind)]
    taken = {place for place, _ in places}
    owner = next((one for one, head in enumerate(grid.heads) if one not in taken and OWNER.search(head)), None)
    due = next((one for one, head in enumerate(grid.heads) if one not in taken and DUE.search(head)), None)
    status = next((one for one, head in enumerate(grid.heads) if one not in taken and STATUS.search(head)), None)
    made = []
    last_kind = places[-1][1]
    for row in grid.rows:
        for place, kind in places:
            text = row.cells[place].strip()
            if len(text.split()) < 3:
                continue
            owned = kind is last_kind or len(places) == 1
            who = row.cells[owner].strip() if owner is not None and owned else ""
            when = row.cells[due].strip() if due is not None and due != owner and owned else ""
            if owner is not None and owner == due and owned:
                found = AT_MOST.match(who)
                who, when = (found["owner"] or "", found["due"]) if found else (who, "")
            told = row.cells[status].strip() if status is not None else ""
            because = f"A row under the heading “{grid.heads[place] or grid.title}” of a table."
            made.append(
                _row(
                    text,
                    kind,
                    who,
                    when,
                    told,
                    grid.placed.part,
                    row.page,
                    0.95,
                    because,
                    " | ".join(row.cells),
                    at,
                    home,
                    ids,
                    row.box,
                )
            )
    return made


def _head_kind(head: str) -> RecommendationKind | None:
    plain = flat(head)
    return next((kind for kind, words in HEAD_KINDS if re.search(rf"\b(?:{words})\b", plain)), None)


def from_passage(passage: Passage, home: str, ids: Numbering) -> Iterator[DraftedRow]:
    """What one sentence or item recommends, promises or praises."""
    if passage.kind is BlockKind.NOTE or (is_quoted(passage) and not passage.is_item):
        return
    plain = flat(passage.text)
    lead = lead_of(passage.lead) if passage.is_item and passage.lead else None
    lead = lead or (_heading_lead(passage) if passage.is_item else None)
    if passage.is_item and not passage.first and lead:
        if lead.kind in (S, D) and len(plain.split()) > 5:
            yield _row_of(passage, lead.kind, 0.5, f"A further sentence below the words “{lead.words}”.", home, ids)
        return
    if passage.is_item and lead and not _is_voice_lead(passage.lead):
        kind, sure = lead.kind, 0.9 if passage.lead else 0.75
        if kind is A and SHOULD.search(plain):
            kind = R
        yield _row_of(passage, kind, sure, f"An item below the words “{lead.words}”.", home, ids)
        return
    if SHOULD.search(plain) and ACTOR.search(plain) and not NO_SHOULD.search(plain) and len(plain.split()) > 5:
        found = SHOULD.search(plain)
        assert found
        yield _row_of(passage, R, 0.75, f"The words “{found[0]}”.", home, ids)
        return
    praised = PRAISED.search(passage.text)
    if praised and not NEGATIVE.search(flat(praised["what"])) and _is_review(passage):
        for one in SECOND.split(praised["what"]):
            yield _row(
                one.strip(" ,."),
                S,
                "",
                "",
                "",
                passage.part,
                passage.page,
                0.7,
                f"The word “{praised['verb']}” of a review.",
                passage.text,
                passage.block,
                home,
                ids,
                passage.box,
            )
        return
    judged = _judged(plain, _is_review(passage))
    if judged:
        yield _row_of(passage, judged.kind, 0.5, f"It tells what is weak or good: “{judged.words}”.", home, ids)
        return
    changed = FOLLOWED.search(plain)
    if changed:
        yield _row_of(passage, A, 0.45, f"It says what was done in answer: “{changed[0][-40:]}”.", home, ids)
        return
    will = PLANNED.search(plain)
    if will and not NOT_PLANNED.search(plain):
        yield _row_of(passage, A, 0.45, f"It says what will be done: “{will[0]}”.", home, ids)


FOLLOWED = re.compile(
    r"\b(?:(?:in light of|following|as a result|therefore|in order to|in response|since)\b[^.;]{0,160}?\b"
    r"(?:has|have|was|were)(?: also)?(?: been)? (?:developed|established|introduced|set up|broadened|reviewed|agreed|"
    r"implemented|created|produced|made|organised|put in place|changed|embedded|identified)|(?:has|have|was|"
    r"were) (?:been )?"
    r"(?:tasked|assigned|commissioned|asked|requested|implemented|fed into|embedded|reviewed|agreed with)|"
    r"(?:is|are) (?:being |also )?(?:developing|exploring|developed|explored|organised|planned|coordinating|"
    r"made to practice|"
    r"discussed with)|led to the (?:development|implementation|creation)|includes the development|planning "
    r"[^.;]{0,20}took place|"
    r"ambition to|priority for 20\d\d|initiatives in order to|to be (?:developed|completed|published))\b"
)
"""What was set going in answer to something."""
WEAK = re.compile(
    r"\b(?:difficult(?:y|ies)?|complicated|challeng(?:e|ing) of|could be|needs? (?:to|more|further|improvement)|"
    r"not (?:always|yet|clear|making|met|confident)|did not|lack\w*|improvements? could|understated|"
    r"underreport\w*|low\b|"
    r"inconsistent|too (?:few|many|late|little)|drift|requires? (?:further|strengthening|improvement)|despite|"
    r"risk of offering|has not met|raised as|requiring further|to be considered by|highlighted the (?:risk|"
    r"importance))\b"
)
WEAK_ANYWHERE = re.compile(
    r"\b(?:areas? (?:for|of) (?:improvement|development|attention)|areas? (?:requiring|that requires?)|"
    r"further work|gap between|"
    r"delay in|issues which are already known)\b"
)
STRONG = re.compile(
    r"\b(?:effective\w*|strong\w*|excellent|good|well\b|robust\w*|positive\w*|outstanding|pleas(?:ed|ing)|"
    r"assured?|assurance "
    r"that|valued?|commit(?:ted|ment)|skilled|energetic\w*|highest|better|high(?:-| )(?:quality|"
    r"expectations|standard)|timely|"
    r"praised|sufficient(?:ly)?|purposeful|enabled?|improves?d?|progress|clear(?:ly)?|demonstrat\w+|above average|"
    r"conscientiously|cohesively|accessible|responsive|make sure|ensures?|focus on quality|recognised and "
    r"recorded|met all|"
    r"prioritised|taken action|to all (?:schools|agencies))\b"
)
STRONG_ANYWHERE = re.compile(
    r"\b(?:found it|felt that it was|it was|it is) (?:re)?(?:assuring|positive|pleasing)\b|\bgood practice\b"
)


def _judged(plain: str, of_review: bool) -> Lead | None:
    """What a sentence says is weak or good: in a review by many words, elsewhere by a few that leave no doubt."""
    if len(plain.split()) < 6 or re.search(r"\bwill\b", plain):
        return None
    weak = WEAK_ANYWHERE.search(plain) or (WEAK.search(plain) if of_review else None)
    if weak:
        return Lead(D, weak[0])
    strong = STRONG_ANYWHERE.search(plain) or (STRONG.search(plain) if of_review else None)
    return Lead(S, strong[0]) if strong else None


def is_recommending(passage: Passage) -> bool:
    """Whether a sentence or item asks for something to be done: small counts in it are no figures."""
    lead = lead_of(passage.lead) if passage.is_item and passage.lead else None
    lead = lead or (_heading_lead(passage) if passage.is_item else None)
    plain = flat(passage.text)
    asks = SHOULD.search(plain) is not None and ACTOR.search(plain) is not None and NO_SHOULD.search(plain) is None
    asked_for = lead is not None and (lead.kind is R or re.search(r"action|will|next|plan", lead.words) is not None)
    return asks or asked_for


def _heading_lead(passage: Passage) -> Lead | None:
    for heading in filter(None, (passage.under, passage.part.title)):
        lead = lead_of(heading)
        if lead and (lead.kind is not A or re.search(r"\bactions?\b|next|will|\bplan\b", flat(heading))):
            return lead
    return None


def _is_voice_lead(lead: str) -> bool:
    plain = flat(lead)
    said = re.search(r"\b(?:messages?|told us|said|asked us|quotes?|comments?|words)\b", plain)
    return bool(said) and not re.search(r"improve|recommend|inspect|audit|action|strength", plain)


def _is_review(passage: Passage) -> bool:
    words = flat(" ".join((passage.part.title, *passage.part.above, passage.under)))
    return bool(re.search(r"inspect|audit|review|visit|ofsted|probation|scrutin|learning", words))


def _row_of(
    passage: Passage, kind: RecommendationKind, sure: float, because: str, home: str, ids: Numbering
) -> DraftedRow:
    text = passage.text.strip()
    who, when, told = "", "", ""
    bracket = BRACKET.search(text)
    if bracket:
        who, when, told = _from_bracket(bracket["inside"])
    owned = OWNED.match(text)
    if owned and not who and len(owned["owner"].split()) <= 6:
        who = owned["owner"]
    if not who:
        who = _doer(text)
    if not when:
        found = WHEN.search(text)
        when = found["due"] if found else ""
    if not when and re.search(r"\bongoing\b", text, re.IGNORECASE):
        when = "ongoing"
    return _row(
        text,
        kind,
        who,
        when,
        told,
        passage.part,
        passage.page,
        sure,
        because,
        passage.text,
        passage.block,
        home,
        ids,
        passage.box,
    )


NO_OWNER = re.compile(
    r"^(?:over|during|in|from|by|following|as|when|after|once|this|it|there|for|with|to|if|all of)\b|"
    r"\b(?:intends?|plans?|aims?|hopes?|continues?|looks?|needs?|wants?|like|agreed|asked|is|are|was|were|has|have)$",
    re.IGNORECASE,
)


def _doer(text: str) -> str:
    """Who is to do it, where a sentence begins with them: "The ICB should", "Head teachers are asked to"."""
    found = DOER.match(text)
    owner = found["owner"].strip(" ,") if found else ""
    if not owner or len(owner.split()) > 9 or NO_OWNER.search(owner) or not ACTOR.search(flat(owner)):
        return ""
    return owner


def _from_bracket(inside: str) -> tuple[str, str, str]:
    """Owner, due words and status of "(Business Unit, February 2024 - done)"."""
    found = AT_MOST.match(inside.strip())
    if found:
        return (found["owner"] or "").strip(), found["due"], found["status"] or ""
    named = inside.strip()
    return (named, "", "") if len(named.split()) <= 6 and ACTOR.search(flat(named)) else ("", "", "")


def _status(told: str) -> WorkStatus:
    for status, shape in (
        (WorkStatus.NOT_STARTED, NOT_BEGUN),
        (WorkStatus.SLIPPING, LATE),
        (WorkStatus.DONE_AWAITED, DONE),
        (WorkStatus.ON_TRACK, GOING),
    ):
        if shape.search(told):
            return status
    return WorkStatus.NOT_REPORTED


def _row(
    text: str,
    kind: RecommendationKind,
    who: str,
    when: str,
    told: str,
    part: ReportPart,
    page: int | None,
    sure: float,
    because: str,
    passage: str,
    at: int,
    home: str,
    ids: Numbering,
    box: tuple[float, float, float, float] | None,
) -> DraftedRow:
    theme, why_theme = theme_of(part)
    agency, _ = agency_of(who or text, part, home)
    because = " ".join(
        filter(
            None,
            (
                because,
                f"Owner: “{who}”." if who else "No owner is named.",
                f"Due: “{when}”." if when else "",
                f"Theme: {why_theme}.",
            ),
        )
    )
    cells = {
        "review_id": "",
        "theme_id": theme,
        "kind": kind.label,
        "text": text,
        "plain": "",
        "owner": who,
        "agency_id": body_id_of(agency),
        "agency": agency,
        "due": when,
        "status_as_reported": told,
        "work_status": _status(told).label,
        "evidence_of_impact": "",
    }
    return DraftedRow(
        sheet="recommendations",
        row_id=ids.next_id("rec", part.section),
        cells=dict(cells),
        section=part.section,
        page=page,
        sure=sure,
        because=because,
        passage=passage,
        box=box,
        block=at,
    )


def with_reviews(rows: Sequence[DraftedRow], reviews: Sequence[DraftedRow]) -> list[DraftedRow]:
    """The rows with the review that they come from: the one of their section, or of the section above it."""
    by_section: dict[str, str] = {}
    for one in reviews:
        by_section.setdefault(one.section, one.row_id)
    for row in rows:
        section = row.section
        while section and section not in by_section and "." in section:
            section = section.rsplit(".", 1)[0]
        row.cells["review_id"] = by_section.get(section, "")
    return list(rows)
