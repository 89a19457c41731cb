"""What children, families and lay members said; challenges on record; and what the report does not say."""

import re
from collections.abc import Iterator, Sequence

from cscp_core.reading.blocks import CAPTION, BlockKind
from cscp_core.reading.numbers import flat
from cscp_core.reading.rows import DraftedRow, Numbering, row_of
from cscp_core.reading.sections import PlacedBlock
from cscp_core.reading.sentences import Passage, is_quoted
from cscp_core.reading.themes import theme_of

WHO: tuple[tuple[str, str], ...] = (
    ("young carers", r"young carers?"),
    ("care leavers", r"care leavers?"),
    ("Young Advisors", r"young advisors?"),
    ("youth council", r"youth council"),
    ("young people", r"young people|teenagers|students|pupils"),
    ("young person", r"young person|boy|girl|aged? \d\d"),
    ("children", r"children"),
    ("child", r"child\b"),
    ("parents", r"parents|families|mothers|fathers|carers"),
    ("parent", r"parent|mother|father|mum|dad|carer|family"),
    ("lay members", r"lay members?"),
    ("professionals", r"professionals?|practitioners?|delegates?|staff|social worker|teacher|participant|worker"),
)
SAID = re.compile(
    r"\b(?:young people|children|pupils|parents|families|mothers|fathers|carers|care leavers|young "
    r"advisors?|youth council|lay members?|students|young carers|survivors|service "
    r"users)\b[^.;]{0,50}?"
    r"\b(?:told|said|say|asked|chose|felt|feel|want(?:ed)?|expressed|shared their|called for|described|gave "
    r"us|reported (?:that|feeling|fewer)|challenged|wished|thought|helped us|pitched|urged|were "
    r"consulted|were asked)\b"
)
MESSAGES = re.compile(
    r"\b(?:messages?|told us|said|asked (?:us|for)|say|quotes?|in their (?:own )?words|comments?|views?|asks?)\b"
)
INNER = re.compile(r"[“‘\"](?P<words>[^”’\"]{18,400})[”’\"]")
ATTRIBUTION = 12  # words at most
CHALLENGED = re.compile(
    r"\b(?:challenged|asked (?:why|who|whether|how|what|each|the executive|partners|to (?:come back|review|"
    r"explain))|put to the executive|questioned|escalat(?:ed|ion) (?:to|of)|was asked to come back|"
    r"raised (?:a|the) question|called (?:the partners )?to account|sought assurance|asked to explain|"
    r"show me)\b"
)
WAITS = re.compile(
    r"\b(?:will be reported|has not (?:yet )?been (?:tested|reported|published|evaluated)|not (?:yet "
    r")?(?:known|available|reported|recorded|collected)|had not been added|we do not (?:yet )?know|no "
    r"means (?:yet )?of knowing|is not (?:yet )?counted|neither is well counted|not finished|no data|"
    r"data (?:is|was|are|were) not available)\b"
)


CLOSE = re.compile(r"(?<=^[“‘])\s+|\s+(?=[”’]$)")
"""Room inside quotation marks, as a page may be set."""


def voices_of(passages: Sequence[Passage], ids: Numbering) -> list[DraftedRow]:
    """One row a voice: a quotation, an item below words such as "told us", or a sentence that says who said what."""
    made: list[DraftedRow] = []
    for at, one in enumerate(passages):
        if one.kind is BlockKind.NOTE:
            continue
        found = _voice(passages, at)
        if found:
            who, text, sure, because = found
            theme, _ = theme_of(one.part, one.under)
            cells = {"theme_id": theme, "who": who, "text": CLOSE.sub("", text), "plain": "", "what_came": ""}
            made.append(
                row_of(one, "voices", ids.next_id("voice", one.part.section), cells, sure=sure, because=because)
            )
    return made


def _voice(passages: Sequence[Passage], at: int) -> tuple[str, str, float, str] | None:
    one = passages[at]
    plain = flat(one.text)
    if is_quoted(one) and len(plain.split()) >= 5 and one.first:
        whole = " ".join(other.text for other in passages[at : at + 6] if other.block == one.block)
        told = _attribution(passages, at)
        who = _who(told) or _who(flat(one.lead)) or "not stated"
        return who, whole, 0.9 if told else 0.7, f"A quotation, with “{told or 'no name'}” below it."
    if (
        one.is_item
        and one.first
        and MESSAGES.search(flat(one.lead))
        and not re.search(r"recommend|inspector|auditor|improve|action|strength", flat(one.lead))
    ):
        who = _who(flat(one.lead)) or _who(flat(_before(passages, at))) or _who(flat(one.part.title)) or "not stated"
        whole = " ".join(other.text for other in passages[at : at + 4] if other.block == one.block)
        return who, whole, 0.75, f"An item below “{one.lead}”."
    said = SAID.search(plain)
    if said and not one.is_item:
        return _who(said[0]) or "not stated", one.text, 0.6, f"The words “{said[0]}”."
    return None


def _attribution(passages: Sequence[Passage], at: int) -> str:
    """The short line below a quotation that says whose it is, without a name."""
    for other in passages[at + 1 : at + 6]:
        if other.block == passages[at].block:
            continue
        short = len(other.text.split()) <= ATTRIBUTION and not is_quoted(other)
        return flat(other.text) if short and _who(flat(other.text)) else ""
    return ""


def _before(passages: Sequence[Passage], at: int) -> str:
    return " ".join(
        other.text for other in passages[max(0, at - 8) : at] if not other.is_item and other.part is passages[at].part
    )


def _who(plain: str) -> str:
    found = [(match.start(), name) for name, words in WHO if (match := re.search(rf"\b(?:{words})", plain))]
    return min(found)[1] if found else ""


def challenges_of(passages: Sequence[Passage], ids: Numbering) -> Iterator[DraftedRow]:
    """Challenges and questions that the report has on record."""
    for one in passages:
        plain = flat(one.text)
        found = CHALLENGED.search(plain)
        if not found or one.kind is BlockKind.NOTE or is_quoted(one):
            continue
        theme, _ = theme_of(one.part, one.under)
        cells = {
            "category": "",
            "theme_id": theme,
            "asked_by": "Independent scrutineer"
            if re.search(r"scrutineer|\bi\b|\bme\b", plain)
            else "Lay members"
            if "lay" in flat(one.part.title)
            else "",
            "asked_of": "",
            "agency_id": "",
            "text": one.text,
            "plain": "",
            "what_came": "",
        }
        yield row_of(
            one,
            "challenges",
            ids.next_id("challenge", one.part.section),
            cells,
            sure=0.6,
            because=f"The words “{found[0]}”.",
        )


def gaps_of(passages: Sequence[Passage], placed: Sequence[PlacedBlock], ids: Numbering) -> Iterator[DraftedRow]:
    """What the report says that it does not know yet, and charts whose numbers are not in its text."""
    for one in passages:
        found = WAITS.search(flat(one.text))
        if found and not is_quoted(one):
            theme, _ = theme_of(one.part, one.under)
            cells = {"theme_id": theme, "text": one.text}
            yield row_of(
                one, "gaps", ids.next_id("gap", one.part.section), cells, sure=0.6, because=f"The words “{found[0]}”."
            )
    for at, two in enumerate(placed):
        if is_chart(placed, at):
            theme, _ = theme_of(two.part, two.under)
            cells = {"theme_id": theme, "text": f"The numbers of this chart are not in the text: {two.block.text}"}
            yield DraftedRow(
                sheet="gaps",
                row_id=ids.next_id("gap", two.part.section),
                cells=dict(cells),
                section=two.part.section,
                page=two.block.page,
                sure=0.7,
                because="A caption with a picture.",
                passage=two.block.text,
                box=None,
                block=at,
            )


CHART = re.compile(r"(?:figure|chart|graph|fig)\b", re.IGNORECASE)
UNNAMED_CHART = re.compile(
    r"(?:(?:total )?number|percentage|proportion|rate|%|breakdown|no\.|reason|trend)s? (?:of|for|and|"
    r"referrals)\b|\bby (?:age|gender|agency|quarter|year|category)\b",
    re.IGNORECASE,
)


def is_chart(placed: Sequence[PlacedBlock], at: int) -> bool:
    """Whether a caption is that of a chart, whose picture stands beside it and no table does."""
    block = placed[at].block
    if block.kind is not BlockKind.CAPTION or not CHART.match(block.text):
        return False
    near = [*placed[max(0, at - 1) : at], *placed[at + 1 : at + 2]]
    return bool(CAPTION.match(block.text)) and not any(one.block.kind is BlockKind.TABLE for one in near)
