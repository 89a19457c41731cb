"""A pack of the real report on paper: its charts, and how many pages it takes."""

from dataclasses import replace

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.evidence import service as evidence
from cscp_core.evidence.charts import charts
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.exports import service
from cscp_core.official import mapping
from cscp_core.people import directory
from cscp_core.people.permissions import Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.meetings import reads, suggestions
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MOST_ITEMS
from cscp_core.scrutiny.missing import service as missing
from tests.conftest import REPORT, make_account
from tests.exports.measured import item_heights, measured_pages, rendered_pages
from tests.exports.opened import alts, headings, items, opened, pictures, words
from tests.scrutiny.meetings.scene import BOXES, TODAY, make_pick


@pytest.fixture
def office(camden):
    """The real report, and somebody who scrutinises it."""
    with camden.writing() as session:
        return camden, make_account(session, "dee", Role.SCRUTINEER)


def camdens_file(office, *picked):
    store, dee = office
    with store.writing() as session:
        meeting_id = meetings.plan_meeting(
            session, dee, title="About figures", kind=reads.MeetingKind.SCRUTINY, held_on=TODAY, attendees="",
            report_id=REPORT.name, picks=picked,
        )  # fmt: skip
    with store.reading() as session:
        return service.meeting_pack(session, dee, meeting_id=meeting_id)


def camdens_pack(office, *picked):
    return opened(camdens_file(office, *picked))


def drawn_charts(office, theme_id):
    store, dee = office
    with store.reading() as session:
        home = evidence.find_year(session, dee, report_id=REPORT.name).home_area
        return charts(evidence.figures(session, dee, report_id=REPORT.name, theme_id=theme_id).items, home)


def about(kind, source_id):
    return make_pick(source_kind=kind, source_id=source_id, report_id=REPORT.name, agency_id="", title="Title")


def claims_with_figures(office):
    store, dee = office
    with store.reading() as session:
        return [one for one in evidence.claims(session, dee, report_id=REPORT.name) if one.figure_ids]


def chart_for(office, claim):
    """The first chart of the claim's theme that draws one of its figures."""
    cited = set(claim.figure_ids)
    found = drawn_charts(office, claim.theme_id)
    return next((one for one in found if cited & {figure.figure_id for figure in one.figures}), None)


def test_an_item_on_a_figure_that_a_chart_draws_has_the_chart_with_its_sentence(office):
    document = camdens_pack(office, about("figure", "figure-5.7-01"))
    assert pictures(document) == 1
    assert alts(document) == [one.alt for one in drawn_charts(office, "lado") if one.alt in alts(document)]


def test_an_item_on_a_claim_that_cites_a_drawn_figure_has_the_chart_with_its_sentence(office):
    claim, chart = next((one, found) for one in claims_with_figures(office) if (found := chart_for(office, one)))
    document = camdens_pack(office, about("claim", claim.claim_id))
    assert alts(document) == [chart.alt]
    assert headings(document, 3) == [chart.title]


def test_a_chart_of_two_items_is_drawn_once(office):
    document = camdens_pack(office, about("figure", "figure-5.7-01"), about("figure", "figure-5.7-02"))
    assert pictures(document) == 1
    assert "(drawn under item 1)." in "\n".join(items(document)[2])


def test_more_than_three_figures_are_counted(office):
    page = items(camdens_pack(office, about("claim", "claim-2.3-02")))[1]
    assert sum("(figure-" in one for one in page) == 3
    assert "1 more figure on its page in the app." in page


def test_an_item_on_a_claim_whose_figures_no_chart_draws_has_no_picture(office):
    claim = next(one for one in claims_with_figures(office) if chart_for(office, one) is None)
    assert pictures(camdens_pack(office, about("claim", claim.claim_id))) == 0


def test_an_item_on_a_challenge_about_a_drawn_figure_has_the_chart_too(office):
    store, dee = office
    claim, chart = next((one, found) for one in claims_with_figures(office) if (found := chart_for(office, one)))
    with store.writing() as session:
        (number,) = drafting.raise_new(
            session, dee, question="What changed?", would_answer="A measure.", agency_ids=["camden-council"],
            category=next(iter(ChallengeCategory)), report_id=REPORT.name, source_kind="claim",
            source_id=claim.claim_id,
        )  # fmt: skip
    pick = make_pick(source_kind="challenge", source_id=str(number), report_id=REPORT.name, agency_id="camden-council")
    assert alts(camdens_pack(office, pick)) == [chart.alt]


def test_figures_that_a_chart_draws_are_not_in_the_table_as_well(office):
    document = camdens_pack(office, about("claim", "claim-5.7-02"))
    assert pictures(document) == 1
    assert [one for one in items(document)[1] if "(figure-5.7" in one] == []


def test_beside_an_answer_stands_one_figure_and_that_there_are_more_and_a_chart(office):
    document = camdens_pack(office, asked_and_answered(office, "claim-5.7-02"))
    page = items(document)[1]
    assert (pictures(document), sum("(figure-5.7" in one for one in page)) == (0, 1)
    assert "4 more figures and a chart on its page in the app." in page


# how many pages

FEW_PAGES = 3
NOT_PRINTED = "not in the report"
TALLEST = ["claim-2.3-12", "claim-2.3-02", "claim-4.2-03", "claim-budget-04"]
"""With much to print; a test at night takes the tallest of all claims and actions."""
FOUR_CHARTS = ["claim-2.3-12", "claim-budget-05", "claim-5.7-02", "claim-3.2-17"]
MANY_FIGURES = ["claim-3.4-06", "claim-4.2-03", "claim-3.6.2-06", "claim-2.3-02"]
LONG = "We looked at twelve files of each team and spoke to the children, their families and their workers. " * 9


def longest_questions(office):
    """Of each claim and action the longest question that is suggested, by its id."""
    store, dee = office
    with store.reading() as session:
        found = missing.list_questions(session, dee, report_id=REPORT.name)
    by_length = sorted(found, key=lambda one: len(one.text))
    return {one.source_id: suggestions.pick_of_question(one, REPORT.name) for one in by_length}


def asked_and_answered(office, source_id, question="What is different for children?"):
    """A challenge about a claim with the longest answer that a pack prints whole or in part."""
    store, dee = office
    with store.writing() as session:
        (number,) = drafting.raise_new(
            session, dee, question=question, would_answer="A measure.", agency_ids=["camden-council"],
            category=next(iter(ChallengeCategory)), report_id=REPORT.name, source_kind="claim", source_id=source_id,
        )  # fmt: skip
        pat = directory.actor_of(session.exec(select(Account).where(Account.username == "council.partner")).one())
    boxes = Boxes(LONG, LONG, LONG, LONG, "Head of service", BOXES.next_by)
    with store.writing() as session:
        answering.send_answer(session, pat, challenge_id=number, boxes=boxes, seen_version=0, seen_round=1)
    return replace(about("challenge", str(number)), question=question)


def packs(office):
    """Packs of four items, by what they hold."""
    store, dee = office
    with store.writing() as session:
        found = suggestions.suggest_items(session, dee, report_id=REPORT.name, most=4)
    asked = longest_questions(office)
    picked = {"suggestions": found}
    for name, claims in (("tallest", TALLEST), ("four charts", FOUR_CHARTS), ("many figures", MANY_FIGURES)):
        picked[name] = [asked[one] for one in claims]
        picked[f"{name}, answered"] = [asked_and_answered(office, one, asked[one].question) for one in claims]
    return {name: camdens_file(office, *four) for name, four in picked.items()}


@pytest.mark.nightly
def test_four_items_fit_on_three_pages(office):
    made = packs(office)
    assert {name: pages for name, one in made.items() if (pages := measured_pages(one)) > FEW_PAGES} == {}
    assert pictures(opened(made["four charts"])) == 4


@pytest.mark.nightly
def test_four_items_fit_on_three_pages_as_they_are_laid_out(office):
    laid_out = {name: rendered_pages(one) or measured_pages(one) for name, one in packs(office).items()}
    assert {name: pages for name, pages in laid_out.items() if pages > FEW_PAGES} == {}  # measured without LibreOffice


@pytest.mark.nightly
def test_the_four_tallest_of_all_suggested_items_fit_on_three_pages(office):
    asked = longest_questions(office)
    every = list(asked.values())
    parts = [every[at : at + MOST_ITEMS] for at in range(0, len(every), MOST_ITEMS)]
    heights = {
        one.source_id: height
        for part in parts
        for one, height in zip(part, item_heights(camdens_file(office, *part))[1:], strict=True)
    }
    tallest = sorted(heights, key=heights.__getitem__, reverse=True)[:4]
    made = camdens_file(office, *[asked[one] for one in tallest])
    assert (rendered_pages(made) or measured_pages(made)) <= FEW_PAGES, tallest


@pytest.mark.nightly
def test_an_item_with_an_official_series_fits_beside_three_of_the_tallest_on_three_pages(office):
    store, dee = office
    start.load_official(store)
    with store.reading() as session:
        held = set(mapping.list_mappings(session, dee, report_id=REPORT.name))
        claims = [one for one in evidence.claims(session, dee, report_id=REPORT.name) if held & set(one.figure_ids)]
    asked = longest_questions(office)
    heights = {}
    for claim in claims:
        if claim.claim_id in asked:
            made = camdens_file(office, asked[claim.claim_id])
            heights[claim.claim_id] = item_heights(made)[1] if NOT_PRINTED in words(opened(made)).casefold() else 0
    assert sum(height > 0 for height in heights.values()) > 20
    for one in sorted(heights, key=heights.__getitem__, reverse=True)[:3]:
        beside = [other for other in TALLEST if other != one][:3]
        made = camdens_file(office, asked[one], *(asked[other] for other in beside))
        assert (rendered_pages(made) or measured_pages(made)) <= FEW_PAGES, one
