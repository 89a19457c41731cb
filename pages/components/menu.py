"""Every screen of the app, at which address, and which of them stand in whose menu."""

from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from cscp_core.labelled import Labelled
from cscp_core.people.permissions import Actor, Permission, Role, may
from pages.components import former
from pages.components.text import escaped
from pages.components.translation import find_language, translate

OPENING = "screen to open"
PAGES = Path(__file__).resolve().parent.parent
NOTHING = "nothing_here"
"""The screen of every address that no other has."""


@dataclass(frozen=True)
class Screen:
    """A page file, whose name is its address where it has no other. A public one opens without signing in."""

    file: str
    title: str
    public: bool = False
    own_address: str = ""

    @property
    def address(self) -> str:
        return self.own_address or self.file


SCREENS = {
    screen.file: screen
    for screen in (
        Screen("home", "Home"),
        Screen("my_desk", "My desk"),
        Screen("priorities", "Priorities"),
        Screen("actions", "Actions"),
        Screen("figures", "Figures"),
        Screen("people", "People"),
        Screen("challenges", "Challenges"),
        Screen("challenge", "Challenge"),
        Screen("what_we_owe", "What we owe"),
        Screen("our_actions", "Our actions"),
        Screen("agency", "Agency"),
        Screen("meetings", "Meetings"),
        Screen("meeting", "Meeting"),
        Screen("in_meeting", "In the meeting"),
        Screen("projector", "Projector"),
        Screen("ending", "End the meeting"),
        Screen("next_meeting", "Next meeting"),
        Screen("young_home", "Home"),
        Screen("findings", "Findings"),
        Screen("numbers", "What numbers mean"),
        Screen("say", "Say what you think"),
        Screen("because_of_you", "Because of you"),
        Screen("what_happened", "What happened"),
        Screen("our_space", "Our space"),
        Screen("rate_meeting", "How was the meeting?"),
        Screen("because_issues", "Issues of Because of you"),
        Screen("our_view", "Our view"),
        Screen("my_data", "My data"),
        Screen("my_comments", "My comments"),
        Screen("write_for", "Write for somebody"),
        Screen("written_down", "What you wrote down"),
        Screen("paper", "Paper for them"),
        Screen("young_people_asked", "Young people asked us"),
        Screen("heard", "What we heard"),
        Screen("to_check", "Comments to check"),
        Screen("welfare", "Welfare"),
        Screen("handed_over", "Handed over"),
        Screen("cover", "Cover and contacts"),
        Screen("the_year", "The year"),
        Screen("to_do", "To do"),
        Screen("blind_spots", "Blind spots"),
        Screen("wordings", "How questions are worded"),
        Screen("trail", "The trail"),
        Screen("notebook", "Notebook"),
        Screen("theme", "Theme"),
        Screen("claim", "Claim"),
        Screen("figure", "Figure"),
        Screen("official", "Official statistics"),
        Screen("series", "Official series"),
        Screen("disagree", "Figures that disagree"),
        Screen("check", "Check of the figures"),
        Screen("record", "The report against the record"),
        Screen("reports", "Reports"),
        Screen("read_a_report", "Read a report"),
        Screen("review", "Review"),
        Screen("recommendation", "Recommendation"),
        Screen("recorded_challenge", "Challenge on record", own_address="recorded-challenge"),
        Screen("voice", "Voice"),
        Screen("gap", "What the report does not say"),
        Screen("search", "Search"),
        Screen("glossary", "Glossary"),
        Screen("how_it_works", "How the partnership works"),
        Screen("password", "Password"),
        Screen("privacy", "Privacy", public=True),
        Screen("accessibility", "Accessibility", public=True),
        Screen("your_words", "How your words are kept", public=True),
        Screen("carers", "For parents and carers", public=True),
        Screen("you_asked", "You asked, they answered", public=True),
        Screen("welcome", "Choose a password", public=True),
        Screen("leaving", "Your words after you left", public=True),
        Screen("by_code", "See what came of your words", public=True, own_address="code"),
        Screen("paper_form", "A form on paper", public=True),
        Screen(NOTHING, "Nothing here", public=True),
    )
}
MENUS: dict[Role, tuple[str, ...]] = {
    Role.SCRUTINEER: ("my_desk", "priorities", "actions", "challenges", "figures", "meetings", "the_year"),
    Role.YOUNG_ADVISOR: ("young_home", "findings", "because_of_you", "what_happened", "our_view", "my_data"),
    Role.LAY_MEMBER: ("next_meeting", "priorities", "actions", "my_comments", "the_year"),
    Role.PARTNER: ("what_we_owe", "our_actions", "young_people_asked", "priorities", "figures", "meetings"),
    Role.BUSINESS_MANAGER: ("to_do", "to_check", "meetings", "challenges", "priorities", "reports", "people"),
    Role.SAFEGUARDING_LEAD: ("welfare", "handed_over", "cover", "priorities"),
    Role.PARTICIPATION_WORKER: ("write_for", "written_down", "paper_form"),
}
FOOTER = ("search", "glossary", "how_it_works", "password", "privacy", "accessibility", "your_words")
OF_THE_REPORT = frozenset({"search", "glossary"})
"""What of the footer only those who read the report have."""


class _Page(st.Page):
    """A page whose hash is made once: Streamlit asks for it several hundred times in a run."""

    @cached_property
    def _script_hash(self) -> str:
        return super()._script_hash


def pages(actor: Actor | None) -> list[st.Page]:
    """Every screen, for every role, so that every address is known; only the actor's menu is visible."""
    return list(_pages_of(actor.role if actor else None, find_language()))


def to_run(found: st.Page) -> st.Page:
    """The page that `st.navigation` found, for this run alone: Streamlit notes on it that it was run."""
    return copy(found)


@cache
def _pages_of(role: Role | None, _language: str) -> tuple[st.Page, ...]:
    menu = MENUS[role] if role else ()
    in_order = [*menu, *(name for name in SCREENS if name not in menu)]
    shown = (page(name, visible=name in menu, title=translate(SCREENS[name].title)) for name in in_order)
    return (*shown, *_former_pages())


@cache
def page(name: str, *, visible: bool = False, title: str = "") -> st.Page:
    """The page object of a screen, made once in a process: Streamlit looks for the file each time. It is never run
    itself: see `to_run`."""
    screen = SCREENS[name]
    return _Page(
        PAGES / f"{screen.file}.py",
        title=title or screen.title,
        url_path=screen.address,
        default=name == "home",
        visibility="visible" if visible else "hidden",
    )


@cache
def _former_pages() -> list[st.Page]:
    """What opens under addresses that no screen has any more: nothing of its own, since `move_on` comes before it."""
    return [st.Page(lambda: None, title="Moved", url_path=one, visibility="hidden") for one in former.ADDRESSES]


def move_on(address: str) -> None:
    """At the beginning of a run: goes to the screen that an address of an earlier version names."""
    name = former.screen_of(address, st.query_params)
    if name != address and name in SCREENS and SCREENS[name].address != address:
        st.switch_page(PAGES / f"{name}.py", query_params=st.query_params.to_dict())


def footer(actor: Actor | None) -> list[str]:
    """The screens beneath every page, for who is signed in or nobody."""
    reads = actor is None or may(actor, Permission.READ_REPORT)
    return [name for name in FOOTER if reads or name not in OF_THE_REPORT]


def is_known(address: str) -> bool:
    """Whether an address leads to a screen, or led to one."""
    return address in former.ADDRESSES or any(one.address == address for one in SCREENS.values())


def screen_at(address: str) -> Screen:
    """The screen under an address; home under the empty one."""
    return next((one for one in SCREENS.values() if one.address == address), SCREENS["home"])


def link(name: str, label: str, **query: str) -> None:
    """A link to a screen, with the words given as they are."""
    st.page_link(page(name), label=escaped(translate(label)), query_params=_written(query))


def href(name: str, **query: str) -> str:
    """The address of a screen, for a link within markdown: static/js/links.js opens it in place."""
    written = urlencode(_written(query))
    return f"/{SCREENS[name].address}" + (f"?{written}" if written else "")


def _written(query: dict[str, str]) -> dict[str, str]:
    """What stands in an address: of a kind its code, and nothing of what is empty."""
    return {name: words.value if isinstance(words, Labelled) else words for name, words in query.items() if words}


def open_page(name: str, **query: str) -> None:
    """For what a button calls: the run that follows goes to a screen, since before it no page is known."""
    st.session_state[OPENING] = (name, _written(query))


def go_on() -> None:
    """At the beginning of a run: goes to the screen that a button asked for."""
    name, query = st.session_state.pop(OPENING, ("", {}))
    if name:
        st.switch_page(PAGES / f"{name}.py", query_params=query)


def first_screen(role: Role) -> str:
    """The screen that a role begins with: the first of its menu."""
    return MENUS[role][0]
