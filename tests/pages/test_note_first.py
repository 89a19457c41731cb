"""Themes about abuse or death carry a note first: wherever a Young Advisor may meet what they say, and nobody else."""

import json

import pytest

from cscp_core import start
from cscp_core.evidence import imports
from cscp_core.evidence import service as evidence
from cscp_core.evidence.tables import EarlierWording
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import SYSTEM
from pages.components.note_first import join_notes
from pages.components.young import finding_lists
from tests.conftest import REPORT
from tests.pages.conftest import everything
from tests.pages.test_leak_hunt import actor_of

YOUNG = "young.advisor"
THEIRS = {"report_id": REPORT.name}


def ask(service, **details):
    with start.store().reading() as session:
        return service(session, SYSTEM, **THEIRS, **details)


def noted():
    return [one for one in ask(evidence.themes) if one.note_first]


def first(found, theme_id, name, words):
    """Id and words of the first row of a theme; nothing where it has none."""
    return next(([getattr(one, name), words(one)] for one in found if one.theme_id == theme_id), None)


ITEMS = {
    "claim": lambda theme: first(ask(evidence.claims), theme, "claim_id", lambda one: one.plain),
    "figure": lambda theme: first(ask(evidence.figures).items, theme, "figure_id", lambda one: one.plain),
    "recommendation": lambda theme: first(
        ask(evidence.recommendations, wanted=Wanted(theme_id=theme)).items, theme, "recommendation_id",
        lambda one: one.plain,
    ),
    "recorded_challenge": lambda theme: first(
        ask(evidence.recorded_challenges), theme, "challenge_id", lambda one: one.plain
    ),
    "voice": lambda theme: first(ask(evidence.voices), theme, "voice_id", lambda one: one.plain),
    "gap": lambda theme: first(ask(evidence.gaps), theme, "gap_id", lambda _: "The report leaves something out here."),
    "review": lambda theme: first(
        ask(evidence.reviews), theme, "review_id", lambda _: "Somebody looked into how well the services work."
    ),
}  # fmt: skip


def plainly(page):
    return everything(page).replace("\\", "")


def folded(words):
    return " ".join(words.split())


def notes(page):
    return [one.value.replace("\\", "") for one in page.info]


def go_on(page):
    return next(one for one in page.button if one.label == "Show it").click().run()


@pytest.mark.parametrize("kind", ITEMS)
@pytest.mark.timeout(600)
def test_a_page_about_one_item_shows_the_note_and_nothing_of_the_item(open_page, kind):
    """Of every theme that has a note, as far as it has such an item; the title is held back too."""
    seen = 0
    for theme in noted():
        found = ITEMS[kind](theme.theme_id)
        if found is None:
            continue
        row_id, words = found
        page = open_page(kind, YOUNG, id=row_id)
        assert not page.exception
        assert len(notes(page)) == 1
        assert theme.note_first.partition(". ")[0] in notes(page)[0]
        assert page.title[0].value == "Before you read this"
        assert folded(words) not in plainly(page)
        assert folded(words) in plainly(go_on(page))
        seen += 1
    assert seen


@pytest.mark.parametrize("shown", list(finding_lists.KINDS))
def test_findings_cover_the_theme_that_is_chosen_and_nothing_else(open_page, shown):
    for theme in noted():
        page = open_page("findings", YOUNG, theme=theme.theme_id)
        page.pills(key="finding kind").set_value(shown).run()
        assert theme.note_first.partition(". ")[0] in plainly(page)
        assert not [one for one in page.get("page_link") if one.proto.label == "Look closer"]
        page = go_on(page)
        assert not page.exception
        assert theme.note_first.partition(". ")[0] not in plainly(page)


def test_a_topic_shows_what_needs_no_note_beside_what_is_covered(open_page):
    page = open_page("findings", YOUNG, theme="private-fostering")
    page.pills(key="theme of At home private-fostering").set_value(None).run()
    said = plainly(page)
    claims = {one.theme_id: folded(one.plain) for one in ask(evidence.claims)}
    assert [one for one in page.button if one.label == "Show it"]
    assert claims["private-fostering"] in said or "Look closer" in said
    covered = [folded(one.plain) for one in ask(evidence.claims) if one.theme_id in ("domestic-abuse", "neglect")]
    assert [one for one in covered if one in said] == []
    opened = plainly(go_on(page))
    assert [one for one in covered if one in opened] != []


def test_where_no_topic_is_chosen_nothing_that_needs_a_note_stands_there(open_page):
    said = plainly(open_page("findings", YOUNG))
    hidden = {theme.theme_id for theme in noted()}
    assert [one.claim_id for one in ask(evidence.claims) if one.theme_id in hidden and folded(one.plain) in said] == []


def test_a_theme_and_the_form_show_the_note(open_page):
    for theme in noted():
        assert notes(open_page("theme", YOUNG, theme=theme.theme_id)) == [theme.note_first]
        page = open_page("say", YOUNG, about="theme", of=theme.theme_id)
        next(one for one in page.button if one.label == "Go on").click().run()
        assert notes(page) == [theme.note_first]


@pytest.mark.parametrize("words", ["abuse", "neglect", "knife", "died", "exploitation", "LADO"])
def test_search_covers_what_needs_a_note_and_shows_the_rest(open_page, words):
    page = open_page("search", YOUNG, q=words)
    assert page.subheader
    hidden = {theme.theme_id for theme in noted()}
    theirs = [folded(one.plain) for one in ask(evidence.claims) if one.theme_id in hidden]
    assert [one for one in theirs if one in plainly(page)] == []
    before = len(page.get("page_link"))
    page = go_on(page)
    assert not page.exception
    assert len(page.get("page_link")) > before
    assert not [one for one in page.button if one.label == "Show it"]


def test_a_search_that_finds_nothing_of_such_a_theme_shows_no_note(open_page):
    page = open_page("search", YOUNG, q="184,461")
    assert not [one for one in page.button if one.label == "Show it"]
    assert page.subheader


def test_a_review_shows_the_notes_of_all_that_came_out_of_it(open_page):
    page = open_page("review", YOUNG, id="national-review-hard-to-escape")
    (note,) = notes(page)
    assert "exploitation" in note
    assert "knife crime" in note
    assert "badly hurt or died" in note
    assert note.count("Get help is at the top") == 1


@pytest.mark.parametrize(
    ("sheet", "file", "row_id"), [("claims", "claim", "claim-3.3-01"), ("figures", "figure", "figure-3.4-05")]
)
def test_what_is_no_longer_in_the_report_is_not_shown_to_a_young_advisor(open_page, sheet, file, row_id):
    with start.store().reading() as session:
        row = imports.find_row(session, actor_of("business.manager"), **THEIRS, sheet=sheet, row_id=row_id)
    gone = "gone-1"
    with start.store().writing() as session:
        session.add(EarlierWording(**THEIRS, sheet=sheet, row_id=gone, load_number=1, wording=json.dumps(row)))
        session.commit()
    page = open_page(file, YOUNG, id=gone)
    assert page.title[0].value == "Nothing here"
    assert "No longer in the report" in plainly(open_page(file, "lay.member", id=gone))


def test_a_note_is_read_once(open_page):
    page = go_on(open_page("theme", YOUNG, theme="neglect"))
    page.switch_page("claim.py")
    page.query_params["id"] = "claim-3.4-04"
    page.run()
    assert notes(page) == []
    page.query_params["id"] = "claim-3.3-01"
    assert len(notes(page.run())) == 1


def test_because_of_you_tells_what_needs_a_note_after_it_and_the_rest_at_once(open_page):
    page = open_page("because_of_you", YOUNG)
    claims = [one for one in ask(evidence.claims) if one.theme_id in {theme.theme_id for theme in noted()}]
    told = lambda: [one.claim_id for one in claims if folded(one.plain) in plainly(page)]  # noqa: E731
    assert told() == []
    assert [one for one in page.get("html") if 'class="story"' in one.proto.body]
    page = go_on(page)
    assert told() != []


def test_home_asks_for_no_view_on_such_a_theme_before_its_note_was_read(open_page):
    said = plainly(open_page("young_home", YOUNG))
    claims = [one for one in ask(evidence.claims) if one.theme_id in {theme.theme_id for theme in noted()}]
    assert [one.claim_id for one in claims if folded(one.plain) in said] == []


@pytest.mark.parametrize("by", ["scrutineer", "lay.member", "council.partner"])
@pytest.mark.parametrize(
    ("file", "query"),
    [
        ("review", {"id": "scrs-2016-18"}),
        ("search", {"q": "abuse"}),
        ("priorities", {}),
        ("theme", {"theme": "neglect"}),
    ],
)
def test_nobody_else_is_held_up(open_page, by, file, query):
    page = open_page(file, by, **query)
    assert not [one for one in page.button if one.label == "Show it"]


def test_several_notes_are_one_with_each_sentence_once_and_what_they_share_last():
    assert join_notes(["This is about A. Get help."]) == "This is about A. Get help."
    assert join_notes(["This is about A. Get help.", "This is about B. Get help.", "This is about A. Get help."]) == (
        "This is about A. This is about B. Get help."
    )
