"""One search over the report and over what was asked, answered and decided since."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from cscp_core.evidence import finding
from cscp_core.evidence.query import Query, parse_query
from cscp_core.evidence.ranking import Ranked, rank
from cscp_core.evidence.snippets import cut_around, mark_found
from cscp_core.evidence.thesaurus import Thesaurus
from cscp_core.evidence.views import Hit
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.search import live
from cscp_core.storage.paging import PAGE_SIZE

KINDS = (*finding.KINDS, *live.KINDS)
WITHOUT_PLAIN_WORDS = ("gap", "body")
"""Kinds that have none, and are not for readers who get plain words."""


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What a search found, in order, and how it understood what was asked."""

    hits: tuple[Hit, ...] = ()
    totals: tuple[tuple[str, int], ...] = ()
    """How many of each kind, in the order of `KINDS`, before narrowing to one."""
    with_all: int = 0
    """How many have every word."""
    mended: tuple[tuple[str, str], ...] = ()
    """What was typed, and the word that was searched for in its place."""
    unknown: tuple[str, ...] = ()
    """Words that stand nowhere."""
    like: tuple[str, ...] = ()
    """Where nothing was found: words that are something like those asked for."""

    @property
    def total(self) -> int:
        return sum(number for _, number in self.totals)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a reader is told before the results."""
        told = [f"“{typed}” is nowhere here: searched for “{used}”." for typed, used in self.mended]
        told += [f"“{word}” is nowhere here." for word in self.unknown]
        if self.total and not self.with_all:
            told.append("Nothing has all of these words; these have most of them:")
        elif self.total > self.with_all:
            have = "One result has" if self.with_all == 1 else f"{self.with_all} results have"
            told.append(f"{have} all of these words, and the others some of them.")
        return tuple(told)


@needs(Permission.READ_REPORT)
def search(
    session: Session,
    actor: Actor,
    *,
    report_id: str,
    text: str,
    kind: str = "",
    start: int = 0,
    most: int = PAGE_SIZE,
    plainly: bool = False,
) -> SearchResult:
    """What is most about `text`, of all kinds or one: `most` after the first `start`, those with every word first.

    `plainly`: the plain words are marked, not the report's.
    """
    lexicon = finding.find_lexicon(session, report_id)
    thesaurus = lexicon.thesaurus
    entries = live.list_entries(session, actor)
    query = parse_query(
        text,
        lexicon.vocabulary,
        lambda stem: any(live.has_any(one, frozenset((stem,)), thesaurus) for one in entries),
        lambda: live.count_words(entries),
    )
    left_out = WITHOUT_PLAIN_WORDS if plainly else ()
    possible = [
        live.candidate_of(one, place, thesaurus)
        for place, one in enumerate(entries)
        if live.has_any(one, query.tokens, thesaurus)
    ]
    possible += finding.find_candidates(session, report_id, query)
    ranked = rank(query, [one for one in possible if one.kind not in left_out], lexicon.counts)
    totals = Counter(one.candidate.kind for one in ranked)
    shown = [one for one in ranked if kind in ("", one.candidate.kind)][start : start + most]
    return SearchResult(
        hits=tuple(_marked(hit, query, thesaurus, plainly) for hit in _hits(session, shown, entries)),
        totals=tuple((one, totals[one]) for one in KINDS if totals[one]),
        with_all=sum(not one.missing for one in ranked),
        mended=query.mended,
        unknown=query.unknown,
        like=() if ranked else lexicon.vocabulary.like(query.unknown),
    )


def _hits(session: Session, shown: Sequence[Ranked], entries: Sequence[live.Entry]) -> list[Hit]:
    told = finding.find_hits(session, [one.candidate.number for one in shown if one.candidate.number])
    beside = {(one.kind, one.row_id): one for one in entries}
    hits = []
    for one in shown:
        found = one.candidate
        hit = told[found.number] if found.number else beside[found.kind, found.row_id].hit
        hits.append(replace(hit, missing=one.missing))
    return hits


def _marked(hit: Hit, query: Query, thesaurus: Thesaurus, plainly: bool) -> Hit:
    """A hit with the found words marked; where what it reads has none, with what is around them."""
    shown = mark_found(hit.plain if plainly else hit.text, query, thesaurus)
    if plainly or any(is_found for _, is_found in shown):
        return replace(hit, marked=cut_around(shown))
    around = cut_around(mark_found(hit.said, query, thesaurus))
    return replace(hit, marked=shown, beside=around if any(is_found for _, is_found in around) else ())
