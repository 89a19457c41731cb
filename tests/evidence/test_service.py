"""Reading a report: filters, pages, order, and that what was retired is not read."""

import pytest

from cscp_core.errors import NotFound
from cscp_core.evidence import service
from cscp_core.evidence.rules import RecommendationKind, ReviewKind, WorkStatus
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage.paging import PAGE_SIZE
from tests.builders import load_into, make_figure, small_row, write_folder

TINY = "tiny-2020-21"
SECTIONS = [
    small_row("sections", section=number, starts_with=number, title=f"Section {number}")
    for number in ("1.1", "1.10", "1.1.2")
]
THEMES = [
    small_row("themes", theme_id="health", name="Health", is_priority="no"),
    small_row("themes"),
    small_row("themes", theme_id="voice", name="Voice"),
]
INDICATORS = [small_row("indicators"), small_row("indicators", indicator_id="visits", theme_id="health", name="Visits")]
REVIEW = {
    "review_id": "review-1",
    "kind": "inspection",
    "title": "An inspection",
    "body": "Ofsted",
    "section": "1.1",
    "summary": "It looked.",
}
RECOMMENDATION = {
    "theme_id": "neglect",
    "kind": "recommendation",
    "text": "Ask children.",
    "plain": "Ask us.",
    "work_status": "not reported",
    "section": "1.1",
}


def figure(number, **cells):
    return small_row("figures", figure_id=f"figure-1.1-{number:02}", **cells)


def recommendation(number, **cells):
    return RECOMMENDATION | {"recommendation_id": f"recommendation-{number:02}"} | cells


@pytest.fixture
def report(store, tmp_path):
    """Returns a function that loads a report with these sheets instead of the small ones, into this test's store."""

    def make(**sheets):
        wide = {"sections": SECTIONS, "themes": THEMES, "indicators": INDICATORS}
        load_into(store, write_folder(tmp_path / "wide", **wide | sheets))

    return make


def read(store, what, **details):
    with store.reading() as session:
        return what(session, SYSTEM, report_id=TINY, **details)


def figure_ids(store, **wanted):
    return [int(one.figure_id[-2:]) for one in read(store, service.figures, **wanted).items]


def recommendation_ids(store, **wanted):
    found = read(store, service.recommendations, wanted=Wanted(**wanted))
    return [int(one.recommendation_id[-2:]) for one in found.items]


def test_figures_come_in_the_order_of_the_file(store, report):
    report(figures=[figure(2), figure(1), figure(3)], claims=[])
    assert figure_ids(store) == [2, 1, 3]


def test_figures_of_one_theme_are_found_through_their_indicator(store, report):
    report(figures=[figure(1), figure(2, indicator_id="visits")])
    assert figure_ids(store, theme_id="health") == [2]


def test_figures_of_a_section_are_found_with_those_of_the_sections_within(store, report):
    report(figures=[figure(1), figure(2, section="1.1.2"), figure(3, section="1.10")])
    assert figure_ids(store, section="1.1") == [1, 2]


def test_figures_are_found_by_their_state(store, report):
    report(figures=[figure(1), figure(2, state="suppressed", value="", as_printed="")])
    assert figure_ids(store, state="suppressed") == [2]


def test_figures_are_found_by_their_ids(store, report):
    report(figures=[figure(1), figure(2), figure(3)])
    assert figure_ids(store, figure_ids=("figure-1.1-03", "figure-1.1-01")) == [1, 3]


@pytest.mark.parametrize("text", ["rate neglect", "NEGLECT", "figure-1.1-01", "per", "Camden 19", "2020-21"])
def test_figures_are_found_by_every_word_in_any_column_and_in_any_case(store, report, text):
    report(figures=[figure(1, note="One per quarter"), figure(2, indicator_id="visits", area="London", period="2018-19",
                                                              context="visits made")])  # fmt: skip
    assert figure_ids(store, text=text) == [1]


def test_a_figure_that_lacks_one_of_the_words_is_not_found(store, report):
    report(figures=[figure(1)])
    assert figure_ids(store, text="neglect zebra") == []


@pytest.mark.parametrize("wildcard", ["%", "_", "n%t", "\\"])
def test_signs_that_a_database_reads_as_wildcards_are_taken_as_they_stand(store, report, wildcard):
    report(figures=[figure(1)])
    assert figure_ids(store, text=wildcard) == []


def test_a_per_cent_sign_finds_a_per_cent_sign(store, report):
    report(figures=[figure(1), figure(2, as_printed="19%")])
    assert figure_ids(store, text="19%") == [2]


def test_filters_narrow_together(store, report):
    report(figures=[figure(1), figure(2, section="1.1.2"), figure(3, section="1.1.2", indicator_id="visits")])
    assert figure_ids(store, section="1.1.2", theme_id="neglect") == [2]


@pytest.fixture
def many(report):
    """A report with one figure and one recommendation more than fill two pages."""
    numbers = range(1, 2 * PAGE_SIZE + 2)
    report(
        figures=[small_row("figures", figure_id=f"figure-{n:03}") for n in numbers],
        claims=[],
        recommendations=[recommendation(n, recommendation_id=f"recommendation-{n:03}") for n in numbers],
    )


@pytest.mark.parametrize("what", [service.figures, service.recommendations])
def test_a_long_list_comes_in_pages_of_fifty(store, many, what):
    assert [len(read(store, what, page=page).items) for page in (1, 2, 3)] == [50, 50, 1]


@pytest.mark.parametrize("what", [service.figures, service.recommendations])
def test_every_page_tells_the_total(store, many, what):
    assert [read(store, what, page=page).total for page in (1, 3)] == [101, 101]


@pytest.mark.parametrize("what", [service.figures, service.recommendations])
def test_the_pages_together_are_the_whole_list_in_order(store, many, what):
    whole = read(store, what).items
    assert [one for page in (1, 2, 3) for one in read(store, what, page=page).items] == whole


def test_the_total_counts_only_what_the_filters_leave(store, report):
    report(figures=[figure(1), figure(2, indicator_id="visits")])
    assert read(store, service.figures, theme_id="health", page=1).total == 1


def test_a_figure_carries_what_is_needed_to_read_it(store, report):
    report()
    (found,) = read(store, service.figures).items
    assert (found.indicator, found.polarity_reason, found.false_assurance, found.shown) == (
        "Rate of neglect",
        "It counts what is found.",
        True,
        "19",
    )


def test_claims_are_known_by_the_figures_that_they_rest_on(store, report):
    report()
    assert read(store, service.cited_by, figure_ids=["figure-1.1-01", "figure-9"]) == {
        "figure-1.1-01": ["claim-1.1-01"]
    }


def test_priorities_come_before_the_other_themes(store, report):
    report()
    assert [theme.theme_id for theme in read(store, service.themes)] == ["neglect", "voice", "health"]


def test_a_section_is_known_by_its_title(store, report):
    report()
    assert read(store, service.sections)["1.10"] == "Section 1.10"


def test_claims_are_found_by_theme(store, report):
    report(claims=[small_row("claims"), small_row("claims", claim_id="claim-1.1-02", theme_id="voice")])
    assert [claim.claim_id for claim in read(store, service.claims, theme_id="voice")] == ["claim-1.1-02"]


def test_a_claim_tells_the_agency_by_name_and_its_figures_by_id(store, report):
    report()
    (claim,) = read(store, service.claims, claim_id="claim-1.1-01")
    assert (claim.agency, claim.figure_ids) == ("Tiny Council", ("figure-1.1-01",))


def test_a_claim_tells_the_agency_by_its_id_too(store, report):
    report()
    (claim,) = read(store, service.claims)
    assert claim.agency_id == "council"


def test_a_claim_of_no_agency_tells_none(store, report):
    report(claims=[small_row("claims", agency_id="")])
    (claim,) = read(store, service.claims)
    assert (claim.agency_id, claim.agency) == ("", "")


def test_a_figure_tells_the_agency_of_its_indicator(store, report):
    report()
    assert [one.agency_id for one in read(store, service.figures).items] == ["council"]


def test_a_figure_whose_indicator_has_no_agency_tells_none(store, report):
    report(indicators=[small_row("indicators", agency_id="")])
    assert [one.agency_id for one in read(store, service.figures).items] == [""]


def test_recommendations_without_a_review_come_last(store, report):
    report(
        reviews=[REVIEW],
        recommendations=[recommendation(1), recommendation(2, review_id="review-1"), recommendation(3)],
    )
    assert recommendation_ids(store) == [2, 1, 3]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"review_id": "review-1"}, [1]),
        ({"kind": "strength"}, [2]),
        ({"agency_id": "council"}, [3]),
        ({"work_status": "on_track"}, [4]),
        ({"theme_id": "voice"}, [5]),
        ({"recommendation_id": "recommendation-04"}, [4]),
        ({"theme_id": "voice", "kind": "strength"}, []),
    ],
)
def test_recommendations_are_narrowed_as_wanted(store, report, wanted, found):
    report(
        reviews=[REVIEW],
        recommendations=[
            recommendation(1, review_id="review-1"),
            recommendation(2, kind="strength"),
            recommendation(3, agency_id="council", owner="The Board"),
            recommendation(4, work_status="on track", due="May 2021"),
            recommendation(5, theme_id="voice"),
        ],
    )
    assert recommendation_ids(store, **wanted) == found


def test_a_recommendation_tells_its_review_its_theme_and_its_agency_by_name(store, report):
    report(reviews=[REVIEW], recommendations=[recommendation(1, review_id="review-1", agency_id="council")])
    (found,) = read(store, service.recommendations).items
    assert (found.review, found.review_kind, found.theme, found.agency) == (
        "An inspection",
        ReviewKind.INSPECTION,
        "Neglect",
        "Tiny Council",
    )


def test_a_recommendations_words_come_back_as_members_of_their_scales(store, report):
    report(recommendations=[recommendation(1)])
    (found,) = read(store, service.recommendations).items
    assert (found.kind, found.work_status) == (RecommendationKind.RECOMMENDATION, WorkStatus.NOT_REPORTED)


def test_terms_come_in_alphabetical_order_whatever_their_case(store, report):
    terms = [
        {"term_id": word, "abbreviation": word, "plain": "x", "explained_in_report": "no", "section": "1.1"}
        for word in ("YOS", "camhs", "LADO")
    ]
    report(glossary=terms)
    assert [term.abbreviation for term in read(store, service.glossary)] == ["camhs", "LADO", "YOS"]


def test_objectives_come_by_number_each_with_its_strands(store, report):
    report(
        objectives=[
            {"objective_id": "two", "position": "2", "text": "Second."},
            {"objective_id": "one", "position": "1", "text": "First."},
        ],
        strands=[
            {"strand_id": "s", "objective_id": "one", "name": "Work", "is_priority": "yes", "theme_id": "neglect"}
        ],
    )
    assert [(one.text, one.strands) for one in read(store, service.objectives)] == [
        ("First.", (("Work", "neglect", True),)),
        ("Second.", ()),
    ]


def test_an_agency_that_ended_is_still_named(store, report):
    report(agencies=[small_row("agencies"), small_row("agencies", agency_id="old", name="Old", successor_id="council")])
    with store.reading() as session:
        assert service.agencies(session, SYSTEM) == {"council": "Tiny Council", "old": "Old"}


ROWS = {
    "voices": {"voice_id": "v", "theme_id": "neglect", "section": "1.1", "who": "Girls", "text": "t", "plain": "p"},
    "gaps": {"gap_id": "g", "theme_id": "neglect", "section": "1.1", "text": "t"},
    "challenges": {"challenge_id": "c", "theme_id": "neglect", "section": "1.1", "text": "t", "plain": "p"},
    "bodies": {"body_id": "b", "kind": "board", "name": "Board", "section": "1.1"},
    "glossary": {"term_id": "t", "abbreviation": "T", "plain": "p", "explained_in_report": "no", "section": "1.1"},
    "reviews": REVIEW,
    "objectives": {"objective_id": "o", "position": "1", "text": "t"},
    "recommendations": recommendation(1),
}
READ = {
    "voices": service.voices,
    "gaps": service.gaps,
    "challenges": service.recorded_challenges,
    "bodies": service.bodies,
    "glossary": service.glossary,
    "reviews": service.reviews,
    "objectives": service.objectives,
    "recommendations": lambda *who, **which: service.recommendations(*who, **which).items,
}


@pytest.mark.parametrize("sheet", ROWS)
def test_what_a_report_says_is_read(store, report, sheet):
    report(**{sheet: [ROWS[sheet]]})
    assert len(read(store, READ[sheet])) == 1


@pytest.mark.parametrize("sheet", ROWS)
def test_what_was_retired_is_not_read(store, report, sheet):
    report(**{sheet: [ROWS[sheet]]})
    report(**{sheet: []})
    assert read(store, READ[sheet]) == []


def test_a_retired_figure_is_neither_read_nor_counted(store, report):
    report(figures=[figure(1), figure(2)])
    report(figures=[figure(1)])
    found = read(store, service.figures, page=1)
    assert (len(found.items), found.total) == (1, 1)


def test_the_newest_year_is_found_without_an_id(store, report, tmp_path):
    report()
    newer = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(store, write_folder(tmp_path / "newer", report=[newer]))
    with store.reading() as session:
        assert service.find_year(session, SYSTEM).report_id == "tiny-2021-22"


def test_a_year_is_found_by_its_id(store, report):
    report()
    assert read(store, service.find_year).period == "2020-21"


def test_an_unknown_year_is_said_to_be_unknown(store, report):
    report()
    with store.reading() as session, pytest.raises(NotFound, match="no report at this address"):
        service.find_year(session, SYSTEM, report_id="tiny-1999-00")


def test_before_the_first_load_it_is_said_that_there_is_none(store):
    with store.reading() as session, pytest.raises(NotFound, match="No report has been loaded yet"):
        service.find_year(session, SYSTEM)


def test_a_figure_without_a_period_says_that_it_is_the_period_that_is_not_stated():
    assert make_figure(period="not stated").where_and_when == "Camden, period not stated"
    assert make_figure(period="2019-20").where_and_when == "Camden, 2019-20"
