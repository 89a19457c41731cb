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
from cscp_core.reading.recommendation_words import (
    ACTOR,
    AT_MOST,
    BRACKET,
    CALLED_FOR,
    CARRIED_OUT,
    DOER,
    DONE,
    DUE,
    FOLLOWED,
    GOING,
    HEAD_KINDS,
    LATE,
    LEADS,
    LEADS_ONLY,
    NEGATIVE,
    NO_OWNER,
    NO_PROMISE,
    NO_SHOULD,
    NOT_BEGUN,
    OWNED,
    OWNER,
    POINTER,
    PRAISED,
    SECOND,
    SHOULD,
    STATUS,
    STRONG,
    STRONG_ANYWHERE,
    WEAK,
    WEAK_ANYWHERE,
    WHEN,
    A,
    D,
    R,
    S,
)
from cscp_core.reading.rows import DraftedRow, Numbering
from cscp_core.reading.scale_words import NOT_PLANNED, PLANNED
from cscp_core.reading.sections import ReportPart
from cscp_core.reading.sentences import Passage, is_quoted
from cscp_core.reading.themes import theme_of


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
    if passage.kind is BlockKind.NOTE:
        return
    plain = flat(passage.text)
    if not passage.is_item:
        yield from _from_sentence(passage, plain, home, ids)
        return
    lead = (lead_of(passage.lead) if passage.lead else None) or _heading_lead(passage)
    if lead and lead.kind in (S, D) and not passage.first:
        if len(plain.split()) > 5:
            yield _row_of(passage, lead.kind, 0.5, f"A further sentence below the words “{lead.words}”.", home, ids)
    elif lead and passage.first and not _is_voice_lead(passage.lead):
        if not POINTER.match(passage.text):
            kind = R if lead.kind is A and SHOULD.search(plain) else lead.kind
            sure = 0.9 if passage.lead else 0.75
            yield _row_of(passage, kind, sure, f"An item below the words “{lead.words}”.", home, ids)
    else:
        yield from _from_sentence(passage, plain, home, ids)


def _from_sentence(passage: Passage, plain: str, home: str, ids: Numbering) -> Iterator[DraftedRow]:
    if is_quoted(passage) and not passage.is_item:
        judged = _judged(plain, True) if _is_inspection(passage) else None
        if judged:
            yield _row_of(passage, judged.kind, 0.45, f"Quoted of an inspection: “{judged.words}”.", home, ids)
        return
    if LEADS_ONLY.search(plain):
        return
    found = SHOULD.search(plain)
    if found and ACTOR.search(plain) and not NO_SHOULD.search(plain) and len(plain.split()) > 5:
        yield _row_of(passage, R, 0.75, f"The words “{found[0]}”.", home, ids)
        return
    praised = PRAISED.search(passage.text)
    if praised and not NEGATIVE.search(flat(praised["what"])) and _is_review(passage):
        because = f"The word “{praised['verb']}” of a review."
        for one in SECOND.split(praised["what"]):
            text, part, box = one.strip(" ,."), passage.part, passage.box
            at = passage.block
            yield _row(text, S, "", "", "", part, passage.page, 0.7, because, passage.text, at, home, ids, box)
        return
    if judged := _judged(plain, _is_review(passage)):
        yield _row_of(passage, judged.kind, 0.5, f"It tells what is weak or good: “{judged.words}”.", home, ids)
    elif called := CALLED_FOR.search(plain):
        yield _row_of(passage, R, 0.45, f"It says what somebody asked for: “{called[0]}”.", home, ids)
    elif known := CARRIED_OUT.search(plain):
        yield _row_of(passage, R, 0.45, f"It says what became of recommendations: “{known[0]}”.", home, ids)
    elif changed := FOLLOWED.search(plain):
        yield _row_of(passage, A, 0.45, f"It says what was done in answer: “{changed[0][-40:]}”.", home, ids)
    elif will := _promise(plain):
        yield _row_of(passage, A, 0.45, f"It says what will be done: “{will}”.", home, ids)


def _promise(plain: str) -> str:
    """The words that say what will be done."""
    will = PLANNED.search(plain)
    return will[0] if will and not NOT_PLANNED.search(plain) and not NO_PROMISE.search(plain) else ""


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
    asked_for = asked_for and (passage.first or _promise(plain) != "")
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


def _is_inspection(passage: Passage) -> bool:
    words = flat(" ".join((passage.part.title, passage.under)))
    return bool(re.search(r"inspect|ofsted|hmip|hmicfrs|care quality commission", words))


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
