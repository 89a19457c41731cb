"""Young Advisors never land on adults' words: wherever links, searches and addresses lead, it is said plainly."""

from collections import deque
from urllib.parse import parse_qsl

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.evidence import tables as t
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, Readers, Stance
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from pages.components import menu
from pages.components.comments import plain_pages
from tests.conftest import REPORT
from tests.pages.conftest import act, actor_of, everything
from tests.pages.test_note_first import go_on

YOUNG = "young.advisor"
IDS = {
    "claim": "claim-foreword-12",
    "figure": "figure-2.3-01",
    "recommendation": "rec-3.1.4-01",
    "recorded_challenge": "challenge-foreword-02",
    "voice": "voice-1.9.6-15",
    "review": "yos-inspection-2020",
    "gap": "gap-3.4-01",
}
WORRIED = "I am worried about someone"
SEARCHES = ("abuse", "school")
MOST = 70
"""Pages that one walk opens."""


def flat(text):
    return " ".join(str(text).replace("\\", "").split())


@pytest.fixture(scope="module")
def adults_words():
    """Filled by the first test that has an installation: what stands in the report's own words and not in plain ones,
    by its id."""
    return {}


@pytest.fixture
def words(installation, adults_words):
    if not adults_words:
        with start.store().reading() as session:
            for table in (t.Claim, t.Recommendation, t.RecordedChallenge, t.Voice):
                for row in session.exec(select(table).where(table.report_id == REPORT.name)):
                    if flat(row.text).rstrip(".") not in flat(row.plain):
                        adults_words[row.section, flat(row.text)] = table.__name__
            for theme in session.exec(select(t.Theme).where(t.Theme.report_id == REPORT.name)):
                for sentence in (theme.said, theme.behind, theme.ask):
                    adults_words[theme.theme_id, flat(sentence)] = "Theme"
            for gap in session.exec(select(t.Gap).where(t.Gap.report_id == REPORT.name)):
                adults_words[gap.gap_id, flat(gap.text)] = "Gap"
        assert len(adults_words) > 400
    return adults_words


@pytest.fixture
def others_said(installation):
    """Comments of a lay member, who saw the report's own words: on a claim and on the topic of a note."""
    for kind, source_id in (("claim", IDS["claim"]), ("recommendation", IDS["recommendation"])):
        content = Content(words="We see it, too.", readers=Readers.ANYWHERE)
        made = act(
            service.send, "lay.member", about=(REPORT.name, kind, source_id), kind=CommentKind.VIEW, content=content
        )
        act(checking.let_stand, "business.manager", comment_id=made, version=1)
        with start.store().reading() as session:
            assert session.get(Comment, made).seen


def of(page):
    """Past the notes."""
    for _ in range(3):
        if [one for one in page.button if one.label == "Show it"]:
            page = go_on(page)
    return page


def found_in(page, words):
    said = flat(everything(page))
    return sorted((kind, row_id) for (row_id, text), kind in words.items() if text and text in said)


def links_of(page):
    for one in page.get("page_link"):
        name = one.proto.page.rpartition("/")[2].removesuffix(".py")
        yield name, tuple(sorted(parse_qsl(one.proto.query_string)))


def walk(open_page, begin, words):
    """Opens what links lead to, breadth first; returns each page on which adults' words stand."""
    waiting, seen, found = deque(begin), set(begin), {}
    kinds = {}
    while waiting and len(seen - set(waiting)) < MOST:
        name, query = waiting.popleft()
        page = of(open_page(name, YOUNG, **dict(query)))
        assert not page.exception
        if theirs := found_in(page, words):
            found[name, query] = theirs
        for link in links_of(page):
            kinds[link[0]] = kinds.get(link[0], 0) + 1
            if link not in seen and kinds[link[0]] <= 12:  # of one kind of page a dozen tell of all
                seen.add(link)
                waiting.append(link)
    return found, seen


def test_no_walk_from_a_young_advisors_screens_leads_to_adults_words(open_page, words, others_said):
    begin = [(name, ()) for name in menu.MENUS[actor_of(YOUNG).role]] + [("how_it_works", ())]
    found, seen = walk(open_page, begin, words)
    assert found == {}
    assert {name for name, _ in seen} >= {"say", "findings", "theme", "search", "our_view", "glossary"}


@pytest.mark.parametrize("asked", SEARCHES)
def test_no_walk_from_a_search_leads_to_adults_words(open_page, words, asked):
    found, seen = walk(open_page, [("search", (("q", asked),))], words)
    assert found == {}
    assert {name for name, _ in seen} >= {"claim", "theme", "say"}


@pytest.mark.parametrize("kind", IDS)
def test_the_address_of_an_adults_page_shows_a_young_advisor_the_plain_words(open_page, words, others_said, kind):
    page = of(open_page(kind, YOUNG, id=IDS[kind]))
    assert not page.exception
    assert page.title[0].value == plain_pages.TITLES[kind]
    assert found_in(page, words) == []
    assert {name for name, _ in links_of(page)} >= {"findings"}


def test_the_plain_page_of_a_claim_says_it_plainly_and_leads_to_saying_something(open_page, others_said):
    with start.store().reading() as session:
        row = session.exec(
            select(t.Claim).where(t.Claim.report_id == REPORT.name, t.Claim.claim_id == IDS["claim"])
        ).one()
    page = of(open_page("claim", YOUNG, id=IDS["claim"]))
    said = flat(everything(page))
    assert flat(row.plain) in said
    assert "We see it, too." in said
    assert [one.label for one in page.button if one.label in set(map(str, Stance))] == list(map(str, Stance))


@pytest.mark.parametrize("address", plain_pages.OVERVIEWS)
def test_an_overview_for_adults_leads_a_young_advisor_to_findings(open_page, words, address):
    page = of(open_page(address, YOUNG))
    assert found_in(page, words) == []
    assert "This page is written for adults." in everything(page)
    assert "findings" in {name for name, _ in links_of(page)}


def test_what_others_said_of_a_topic_tells_plainly_what_it_is_about(open_page, words, others_said):
    with start.store().reading() as session:
        claim = session.exec(
            select(t.Claim).where(t.Claim.report_id == REPORT.name, t.Claim.claim_id == IDS["claim"])
        ).one()
    page = of(open_page("theme", YOUNG, theme=claim.theme_id, tab="You said"))
    said = flat(everything(page))
    assert "We see it, too." in said
    assert f"About: {flat(claim.plain)}" in said
    assert found_in(page, words) == []


@pytest.mark.parametrize("screen", ["claim", "theme", "because_of_you"])
def test_beside_what_others_wrote_stands_the_way_to_say_that_one_worries(open_page, others_said, screen):
    content = Content(words="Who was asked?", readers=Readers.ANYWHERE)
    made = act(service.send, "young.advisor.2", about=(REPORT.name, "claim", IDS["claim"]), content=content)
    act(checking.let_stand, "business.manager", comment_id=made, version=1)
    with start.store().reading() as session:
        theme = session.get_one(Comment, made).theme_id
    query = {"claim": {"id": IDS["claim"]}, "theme": {"theme": theme}}.get(screen, {})
    page = of(open_page(screen, YOUNG, **query))
    link = next(one for one in page.get("page_link") if one.proto.label == WORRIED)
    page = open_page("say", YOUNG, **dict(parse_qsl(link.proto.query_string)))
    page = of(next(one for one in page.button if one.label == "Go on").click().run())
    assert page.title[0].value == WORRIED
    assert [one.value for one in page.checkbox if one.label == WORRIED] == [True]


@pytest.mark.parametrize("name", menu.SCREENS)
def test_every_screen_is_a_young_advisors_own_plain_or_not_open_to_them(open_page, words, name):
    page = of(open_page(name, YOUNG, id=IDS.get(name, "")))
    assert not page.exception
    assert found_in(page, words) == []


@pytest.mark.parametrize("address", [*IDS, "theme", *plain_pages.OVERVIEWS])
def test_the_title_in_the_browsers_tab_is_the_plain_one_for_young_advisors_alone(installation, address):
    assert plain_pages.stands_for(actor_of(YOUNG), address)
    assert not plain_pages.stands_for(actor_of("lay.member"), address)
    assert not plain_pages.stands_for(None, address)
    assert plain_pages.title_of(address) != menu.SCREENS[address].title


def test_a_topic_has_one_name_on_all_of_their_screens(open_page):
    name = "Race and who you are"
    assert of(open_page("theme", YOUNG, theme="identity")).title[0].value == name
    assert name in open_page("our_view", YOUNG).selectbox(key="view topic").options
    pages = (
        open_page("young_home", YOUNG), open_page("claim", YOUNG, id="claim-foreword-12"),
        open_page("search", YOUNG, q="race"), open_page("say", YOUNG, about="theme", of="identity", kind="missing"),
    )  # fmt: skip
    said = flat(" ".join(f"{everything(page)} {[one.proto.label for one in page.get('page_link')]}" for page in pages))
    assert name in said
    assert "Race, ethnicity and who you are" not in said


def test_how_the_partnership_works_has_a_plain_version_for_young_advisors(open_page):
    plain, other = (everything(open_page("how_it_works", by)) for by in (YOUNG, "lay.member"))
    assert "<b>Who looks after safety</b>" in plain
    assert "What it set out to do" not in plain
    assert "What it set out to do" in other
