"""Search results, each a link to the item itself, with what was found marked; and where to go when there is none."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cscp_core.evidence.snippets import Marked
from cscp_core.evidence.topics import name_for_young_people
from cscp_core.evidence.views import Hit
from cscp_core.people.permissions import Actor, Permission, Role, may
from cscp_core.scrutiny.search.service import SearchResult
from pages.components import menu, pager
from pages.components.text import escaped
from pages.components.translation import translate

PLAIN_NAMES = {
    "theme": "Topics",
    "claim": "What they say",
    "figure": "Numbers",
    "recommendation": "What should change",
    "review": "Who looked into it",
    "recorded_challenge": "Questions asked",
    "voice": "What people told them",
    "term": "Words explained",
}
NAMES = {
    "theme": ("Theme", "Themes"),
    "claim": ("Claim", "Claims"),
    "figure": ("Figure", "Figures"),
    "recommendation": ("Recommendation or action", "Recommendations and actions"),
    "review": ("Review", "Reviews"),
    "recorded_challenge": ("Challenge on record", "Challenges on record"),
    "voice": ("Voice", "Voices"),
    "gap": ("Not in the report", "Not in the report"),
    "body": ("Partner, board or member", "Partners, boards and members"),
    "term": ("Glossary", "Glossary"),
    "challenge": ("Challenge", "Challenges"),
    "answer": ("Answer", "Answers"),
    "decision": ("Decision of a meeting", "Decisions of meetings"),
    "note": ("Note of a meeting", "Notes of meetings"),
    "agenda_item": ("Item on an agenda", "Items on agendas"),
    "meeting": ("Meeting", "Meetings"),
}
"""Of one, and of several."""
SCREENS = {"answer": "challenge", "decision": "meeting", "note": "meeting", "agenda_item": "meeting"}
NAMED_BY_THEMSELVES = ("theme", "term", "body")
OWN_NAMES = {"challenge": "Challenge {}", "answer": "Challenge {}"}


def pick(found: SearchResult, key: str, *, plainly: bool = False) -> str:
    """Asks which kind to show; empty is all."""
    numbers = dict(found.totals)
    if len(numbers) < 2:
        return ""
    names = PLAIN_NAMES if plainly else {kind: several for kind, (_, several) in NAMES.items()}
    chosen = st.pills(
        translate("Show only"),
        list(numbers),
        format_func=lambda kind: f"{translate(names[kind])} {numbers[kind]}",
        key=key,
        on_change=pager.back_to_first,
    )
    return chosen or ""


def show(found: Sequence[Hit], sections: Mapping[str, str], report_id: str, *, plainly: bool = False) -> None:
    """`plainly`: as cards in plain words and without ids, for Young Advisors. Others have a row each."""
    if not plainly:
        with st.container(key="listed results"):
            st.markdown("\n".join(_row(hit, sections, report_id) for hit in found))
        return
    for hit in found:
        with st.container(border=True, gap="xxsmall"):
            _plain(hit, report_id)
            if hit.missing:
                st.caption(escaped(translate(_without(hit))))


def next_steps(found: SearchResult, actor: Actor) -> None:
    """What to do where nothing was found: never an empty page."""
    st.write(translate("Nothing has any of these words."))
    for word in found.like:
        menu.link("search", f"Did you mean “{word}”?", q=word)
    menu.link("glossary", "Look it up in the glossary")
    if actor.role is Role.YOUNG_ADVISOR:
        menu.link("findings", "Look through the topics")
    else:
        menu.link("priorities", "Look through the priorities and themes")
    if may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Ask an agency about it")


def _plain(hit: Hit, report_id: str) -> None:
    st.caption(translate(PLAIN_NAMES[hit.kind]))
    if hit.kind == "term":
        name, _, means = hit.plain.partition(": ")
        told = translate(means)
        st.markdown(_marked(hit.marked) if told == means else escaped(f"{name}: {told}"))
    else:
        is_theme = hit.kind == "theme"
        words = name_for_young_people(hit.row_id, hit.plain) if is_theme else hit.plain
        menu.link(hit.kind, words, **{"theme" if is_theme else "id": hit.row_id, "report": report_id})


def _row(hit: Hit, sections: Mapping[str, str], report_id: str) -> str:
    """One result as a row of a list: what was found is its link."""
    title = sections.get(hit.section, "")
    where = f"section {hit.section}, {title}" if hit.section[:1].isdigit() else title
    name = OWN_NAMES.get(hit.kind, "Meeting {}").format(hit.opens) if hit.opens else hit.row_id
    small = (NAMES[hit.kind][0], where, "" if hit.kind in NAMED_BY_THEMSELVES else name, _without(hit))
    lines = [f"[{_marked(hit.marked)}]({_address(hit, report_id)})", _marked(hit.beside)]
    lines.append(f":small[{escaped(' · '.join(part for part in small if part))}]")
    return "- " + "  \n  ".join(one for one in lines if one)


def _address(hit: Hit, report_id: str) -> str:
    if hit.kind in ("body", "term"):
        return menu.href("how_it_works" if hit.kind == "body" else "glossary", report=report_id)
    if hit.opens:
        return menu.href(SCREENS.get(hit.kind, hit.kind), id=hit.opens)
    return menu.href(hit.kind, **{"theme" if hit.kind == "theme" else "id": hit.row_id, "report": report_id})


def _without(hit: Hit) -> str:
    """What was asked for and does not stand there."""
    return f"Without: {', '.join(f'“{one}”' for one in hit.missing)}" if hit.missing else ""


def _marked(pieces: Marked) -> str:
    """Pieces of a text as markdown: what was found is bold, and everything is text."""
    return "".join(_piece(text, is_found) for text, is_found in pieces)


def _piece(text: str, is_found: bool) -> str:
    inner = escaped(text)
    if not inner:
        return " "
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}**{inner}**{after}" if is_found else f"{before}{inner}{after}"
