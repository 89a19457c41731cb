"""Bodies that the report names: partners, boards, panels, inspectorates; with posts, never people's names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cscp_core.reading.blocks import BlockKind
from cscp_core.reading.grid_figures import Grid
from cscp_core.reading.numbers import flat
from cscp_core.reading.rows import DraftedRow
from cscp_core.reading.sections import PlacedBlock, ReportPart

HEADS = {
    "council": "council",
    "borough": "council",
    "constabulary": "police",
    "police": "police",
    "service": "service",
    "services": "service",
    "trust": "health",
    "hospital": "health",
    "hospitals": "health",
    "board": "board",
    "partnership": "partnership",
    "panel": "panel",
    "forum": "forum",
    "subgroup": "subgroup",
    "sub-group": "subgroup",
    "group": "group",
    "committee": "committee",
    "commissioner": "police",
    "inspectorate": "inspectorate",
    "commission": "inspectorate",
    "college": "education",
    "taskforce": "group",
    "consortium": "partnership",
    "conference": "panel",
    "network": "forum",
    "hub": "team",
    "team": "team",
    "unit": "team",
    "executive": "board",
    "society": "voluntary",
    "association": "voluntary",
    "action": "voluntary",
    "charity": "voluntary",
    "department": "national",
    "academy": "education",
}
CONNECT = r"(?:of|and|for|the|&|in|on|to)"
CAPITAL = r"(?:[A-Z][\w’'.-]*|NHS|HM)"
NAME = re.compile(
    rf"\b(?:{CAPITAL})(?:(?:,?\s+{CONNECT}){{0,2}}\s+{CAPITAL}){{0,7}}\b(?:\s*\((?P<short>[A-Z][A-Za-z&-]{{1,9}})\))?"
)
ALONE = re.compile(
    r"\b(?:Ofsted|Cafcass|CAFCASS|NSPCC|Barnardo[’']?s|HM Inspectorate of Probation|HMI Probation|Her "
    r"Majesty[’']s Inspectorate of Probation|"
    r"His Majesty[’']s Inspectorate of Probation|HMICFRS|Care Quality Commission|CQC|Department for "
    r"Education|DfE|The Children[’']s Society|"
    r"Home Office|NHS England|Youth Council|[Yy]outh council|Young Advisors|Childline|Refuge|Action for Children)\b"
)
ALONE_KIND = {
    "ofsted": "inspectorate",
    "cqc": "inspectorate",
    "hm": "inspectorate",
    "hmi": "inspectorate",
    "hmicfrs": "inspectorate",
    "care": "inspectorate",
    "her": "inspectorate",
    "his": "inspectorate",
    "cafcass": "family courts",
    "youth": "forum",
    "young": "team",
    "dfe": "national",
    "department": "national",
    "home": "national",
    "nhs": "national",
}
NOT_A_NAME = re.compile(
    r"^(?:The|This|Our|In|At|On|A|An|For|From|By|Each|All|Following|During|Over|Since|As|When|While|With|"
    r"Both|These|It|Its|To|Of|And|Chair|Chairs|"
    r"Member|Table|Figure|Section|Chapter|Appendix|Through|Although|However|New|Local|Multi-agency|Multi-Agency)\s+"
)
PEOPLE = re.compile(
    r"\b(?:Director|Head|Chief|Manager|Officer|Superintendent|Nurse|Doctor|Lead|Commander|Chair|Coordinator|"
    r"Principal|Inspector|Consultant|Worker|Advisor|Leader|Commissioner|Cabinet|Member|Minister|Mayor|"
    r"Dr|Mr|Mrs|Ms)\b"
)
POST = re.compile(
    r"\b(?:heads?|directors?|nurse|doctor|chief|managers?|officers?|superintendent|leads?|partners?|"
    r"scrutineer|chairs?|council|police|teacher|principal|"
    r"commander|coordinator|sector|body|inspector|service|board|trust)\b",
    re.IGNORECASE,
)
CHAIRED = re.compile(
    r",?\s*(?:which is |is |and is )?chaired by (?:the |a |an )?(?P<post>[^.;:()]{3,80})", re.IGNORECASE
)
MEMBERS = re.compile(
    r"\b(?:body|bodies|organisation|organisations|agency|agencies|partner|member|members)\b", re.IGNORECASE
)
POSTS = re.compile(r"\b(?:posts?|roles?|job titles?|represent\w*|members?|designation|position)\b", re.IGNORECASE)


@dataclass(kw_only=True)
class NamedBodies:
    """Bodies with how often each is named and where first, their chairs and posts."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[ReportPart, int | None, str, int]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    chairs: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)

    def see(self, name: str, kind: str, part: ReportPart, page: int | None, text: str, at: int) -> None:
        """Counts one mention."""
        self.counts[name] += 1
        self.kinds.setdefault(name, kind)
        self.first.setdefault(name, (part, page, text, at))


def bodies_of(placed: Sequence[PlacedBlock], grids: Sequence[tuple[int, Grid]]) -> NamedBodies:
    """All bodies named in the report's text and tables."""
    found = NamedBodies()
    for at, one in enumerate(placed):
        for text in [cell for row in one.block.rows for cell in row.cells] or [one.block.text]:
            for name, kind, short in names_in(text):
                found.see(name, kind, one.part, one.block.page, text, at)
                if short:
                    found.shorts[short] = name
        if one.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            _chairs(found, one, at)
    for at, grid in grids:
        _from_grid(found, at, grid)
    return found


def names_in(text: str) -> list[tuple[str, str, str]]:
    """Names of bodies in a text, each with its kind and the abbreviation printed after it."""
    made = []
    for one in NAME.finditer(text):
        whole = " ".join(re.sub(r"\s*\([^)]*\)$", "", one[0]).split())
        parts = _parted(whole)
        for name in parts:
            kind = _kind_of(name)
            if kind and len(name.split()) > 1 and not _is_post(name):
                made.append((name, kind, (one["short"] or "") if name == parts[-1] else ""))
    for one in ALONE.finditer(text):
        first = one[0].split()[0].lower()
        made.append((one[0], ALONE_KIND.get(first, "voluntary"), ""))
    return made


def _parted(whole: str) -> list[str]:
    """Two bodies that "and" joins, as two: each ends with the word of a body."""
    while NOT_A_NAME.match(whole):
        whole = NOT_A_NAME.sub("", whole)
    first, joined, second = whole.partition(" and ")
    if joined and first.split()[-1:] and _kind_of(first) and _kind_of(second) and len(second.split()) > 1:
        return [first, *_parted(second)]
    return [whole]


def _kind_of(name: str) -> str | None:
    head = name.split()[-1].lower() if name else ""
    if head not in HEADS and re.search(r"\bCouncil of\b|\bBoard of\b", name):
        return "board"
    return HEADS.get(head)


def _is_post(name: str) -> bool:
    """Whether a name is a post's, or a person's with a post: those are no bodies."""
    return bool(PEOPLE.search(name)) and name.split()[-1].lower() not in (
        "board",
        "subgroup",
        "panel",
        "commissioner",
        "forum",
        "team",
    )


def _chairs(found: NamedBodies, one: PlacedBlock, at: int) -> None:
    chaired = CHAIRED.search(one.block.text)
    if not chaired:
        return
    name = one.block.text[: chaired.start()].strip()
    named = names_in(name)
    whole = named[-1][0] if named else name if len(name.split()) <= 7 and name[:1].isupper() else ""
    whole = NOT_A_NAME.sub("", whole)
    if not whole:
        return
    if one.block.kind is BlockKind.ITEM:
        found.see(whole, "subgroup", one.part, one.block.page, one.block.text, at)
        found.listed.add(whole)
    post = " ".join(chaired["post"].split())
    if POST.search(post):
        found.chairs[whole] = post


def _from_grid(found: NamedBodies, at: int, grid: Grid) -> None:
    heads = [one.strip() for one in grid.heads]
    if not heads or not (MEMBERS.search(heads[0]) and len(heads) > 1 and any(POSTS.search(one) for one in heads[1:])):
        money = any("£" in cell for row in grid.rows for cell in row.cells)
        if not (money and re.search(r"contribut|income|funding", flat(f"{grid.caption} {' '.join(heads)}"))):
            return
        for row in grid.rows:
            label = row.cells[0].strip()
            if (
                not re.match(r"(?:total|grand total|other|balance|carried|brought|reserve)", label, re.IGNORECASE)
                and label[:1].isupper()
            ):
                found.see(label, _kind(label), grid.placed.part, row.page, label, at)
                found.listed.add(label)
        return
    place = next(place for place, one in enumerate(heads) if place and POSTS.search(one))
    for row in grid.rows:
        label = row.cells[0].strip()
        if label:
            found.see(label, _kind(label), grid.placed.part, row.page, " | ".join(row.cells), at)
            found.listed.add(label)
            found.posts[label] = _posts(row.cells[place])


def _posts(cell: str) -> str:
    """Posts of a cell without people's names: parts that hold the word of a post."""
    parts = [one.strip() for one in re.split(r"[;\n]", cell)]
    return "; ".join(one for one in parts if POST.search(one) or PEOPLE.search(one))


def _kind(label: str) -> str:
    words = label.lower().split()
    return next((HEADS[one] for one in reversed(words) if one in HEADS), "body")


def body_rows(found: NamedBodies) -> list[DraftedRow]:
    """One row a body, the most often named first. One that is named once in running text is doubtful."""
    made, used = [], set()
    for name in sorted(found.counts, key=lambda one: (-found.counts[one], one)):
        part, page, text, at = found.first[name]
        body_id = body_id_of(name)
        if body_id in used:
            continue
        used.add(body_id)
        listed, often = name in found.listed, found.counts[name]
        sure = 0.9 if listed else 0.8 if often > 2 else 0.6 if often == 2 else 0.45
        posts = found.posts.get(name, "")
        where = "Listed in a table or list; named" if listed else "Named"
        made.append(
            DraftedRow(
                sheet="bodies",
                row_id=body_id,
                cells={
                    "kind": found.kinds[name],
                    "name": name,
                    "chair": found.chairs.get(name, ""),
                    "meets": "",
                    "meets_per_year": None,
                    "agency_id": "",
                    "note": f"Posts: {posts}." if posts else "",
                },
                section=part.section,
                page=page,
                sure=sure,
                because=f"{where} {often} {'time' if often == 1 else 'times'}.",
                passage=text[:300],
                box=None,
                block=at,
            )
        )
    return made


def body_id_of(name: str) -> str:
    """An id from a name: "Youth council" is "youth-council"."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"[’']", "", name.lower())))[:60] or "body"
