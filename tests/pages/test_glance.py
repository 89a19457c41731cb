"""Priorities and themes at a glance: each stands as a sentence, a bar and a picture; nothing is coloured alone."""

from collections import Counter
from urllib.parse import parse_qsl

import pytest

from cscp_core import start
from cscp_core.improvement import actions
from cscp_core.improvement.states import ActionState
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import reads
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.judgements import service as judgements
from pages.components.challenges.work_rows import MOST
from pages.components.glance.state import ACTIONS, JUDGED
from pages.components.report.owed_actions import CHARTED, finding_of
from pages.components.year.year_parts import CAME_TO
from tests.pages.acting import press
from tests.pages.conftest import act, actor_of, everything

REPORT = "annual-report-2019-20"


def links(page):
    return [one.proto.label.replace("\\", "") for one in page.get("page_link")]


def shown(page):
    return everything(page).replace("\\", "")


@pytest.mark.parametrize("by", ["scrutineer", "lay.member", "police.partner", "business.manager", "safeguarding.lead"])
def test_each_priority_says_how_much_rests_on_evidence_and_leads_to_its_theme(open_page, by):
    page = open_page("priorities", by)
    assert not page.exception
    for sentence in ("2 of 118 claims", "20 of 57 claims", "1 of 38 claims", "1 of 19 claims"):
        assert f"Evidence behind it: {sentence}" in shown(page)
    assert {"Vulnerable adolescents", "Youth violence", "Domestic violence and abuse", "Neglect"} <= set(links(page))


def test_what_can_be_compared_is_drawn_and_what_cannot_says_so(open_page):
    page = open_page("priorities", "scrutineer")
    assert "22 to 19: lower, within chance" in shown(page)
    assert sum("◇ Nothing to compare" in one.value for one in page.markdown) == 2
    assert "22 claims say that something changed, 16 with evidence" in shown(page)
    assert len(page.get("vega_lite_chart")) == 4


def test_a_priority_leads_to_the_official_series_that_a_figure_of_it_may_be_compared_with(open_page):
    page = open_page("priorities", "lay.member")
    assert not page.exception
    led = [one.proto.query_string for one in page.get("page_link") if "Official" in one.proto.label]
    assert all("series=" in one and "population" not in one for one in led)


def test_only_who_asks_questions_sees_what_to_ask(open_page):
    assert sum(one.startswith("So what?") for one in links(open_page("priorities", "scrutineer"))) == 4
    assert not [one for one in links(open_page("priorities", "lay.member")) if one.startswith("So what?")]


def test_a_priority_asks_what_its_theme_asks_and_one_click_words_that_question(open_page):
    page = open_page("priorities", "scrutineer")
    asked = "After four years as a priority, what has changed for children living with domestic abuse, and what do they"
    (link,) = [one for one in page.get("page_link") if asked in one.proto.label.replace("\\", "")]
    new = open_page("challenge", "scrutineer", **dict(parse_qsl(link.proto.query_string)))
    assert not new.exception
    assert new.text_area[0].value.startswith(asked)


def test_the_first_row_of_the_other_themes_says_what_the_numbers_are_of(open_page):
    page = open_page("priorities", "scrutineer")
    rows = [one.value.replace("\\", "") for one in page.markdown if one.value.startswith(":small[")]
    assert [one for one in rows if "claims with evidence" in one] == [":small[1 of 35 claims with evidence]"]


def test_a_judgement_is_a_word_with_its_date_and_never_a_colour(open_page):
    act(
        judgements.record_judgement, "scrutineer", report_id=REPORT, theme_id="neglect", seen_version=0,
        assurance=Assurance.PARTLY, reason="One audit of two.",
    )  # fmt: skip
    page = open_page("priorities", "lay.member")
    assert ":gray-badge[◐ Partly assured, " in shown(page)
    assert sum("No judgement yet" in one.value for one in page.markdown) == 3


@pytest.mark.parametrize(
    ("which", "first", "rows"),
    [("all", "Front door and early help", 22), ("changed", "Child sexual abuse", 3), ("overdue", "", 11)],
)
def test_the_other_themes_are_narrowed_in_the_address(open_page, which, first, rows):
    page = open_page("priorities", "scrutineer", show=which)
    (control,) = [one for one in page.get("button_group") if one.proto.label == "Show"]
    assert f"({rows})" in next(one.content for one in control.proto.options if one.content.lower().startswith(which))
    others = [one for one in links(page) if not one.startswith(("So what?", "■", "◆", "Official"))]
    assert not first or first in others


def test_a_theme_opens_at_a_glance_with_its_charts_and_weakest_claims(open_page):
    page = open_page("theme", "scrutineer", theme="vulnerable-adolescents")
    assert "152 to 132: lower, within chance" in shown(page)
    assert "How far its 118 claims go, and how we know" in shown(page)
    assert len(page.get("vega_lite_chart")) == 3
    assert links(page).count("Ask") == 2
    for voice in ("The figures", "What partners report", "Is it felt?"):
        assert f"**{voice}**" in shown(page)


def test_a_theme_without_claims_or_figures_says_so(open_page):
    page = open_page("theme", "scrutineer", theme="faith-and-belief")
    assert not page.exception
    assert "can be compared" in shown(page)


def test_who_may_not_challenge_is_offered_no_way_to_ask(open_page):
    assert "Ask" not in links(open_page("theme", "lay.member", theme="neglect"))


def test_every_state_has_a_shape_of_its_own_word():
    assert all(shape.strip() for shape, _ in ACTIONS.values())
    assert len(set(JUDGED.values())) == len(JUDGED)


def test_the_desk_lists_each_challenge_as_a_row_with_its_state_and_leads_to_it(open_page):
    page = open_page("my_desk", "scrutineer")
    assert not page.exception
    assert [one for one in page.get("page_link") if one.proto.query_string.startswith("id=")]
    assert "-badge[" in shown(page)


def test_no_word_of_young_people_stands_on_the_desk_only_that_there_is_something(open_page):
    page = open_page("my_desk", "scrutineer")
    assert not [one for one in shown(page).splitlines() if "Young Advisors, " in one]


@pytest.mark.parametrize("by", ["police.partner", "council.partner"])
def test_what_an_agency_owes_comes_with_its_state_in_words(open_page, by):
    page = open_page("what_we_owe", by)
    assert not page.exception
    assert "Due in " in shown(page) or "Overdue " in shown(page) or "nothing to answer" in shown(page)


def test_a_work_list_shows_a_few_rows_and_says_how_many_more_there_are(open_page):
    asked = [one.question for one in listed("scrutineer", reads.list_work)]
    first = links(open_page("my_desk", "scrutineer"))
    assert len(asked) > MOST
    assert [one for one in first if one in asked] == asked[:MOST]
    assert f"{len(asked) - MOST} more" in first
    assert not [one for one in links(open_page("my_desk", "scrutineer", rows="all")) if one.endswith(" more")]


def listed(username, service):
    with start.store().reading() as session:
        return service(session, actor_of(username))


def test_the_business_manager_reminds_an_agency_from_its_row(open_page):
    page = open_page("to_do", "business.manager")
    assert not page.exception
    page = press(page, "Remind")
    assert "The agency has a notice." in shown(page)


def test_a_partner_sees_apart_what_is_theirs_and_what_nobody_has_taken(open_page):
    page = open_page("what_we_owe", "council.partner")
    headings = [one.value.replace("\\", "") for one in page.header]
    assert headings.index("Our actions") < headings.index("The partners together: nobody is named yet")
    assert [one.label for one in page.button].count("Another agency's") == 3
    taken = next(one for one in page.button if one.label == "Take it")
    assert taken.key.startswith("owner/")


def test_a_partner_says_on_their_own_list_that_an_action_is_another_agencys(open_page):
    page = press(open_page("what_we_owe", "council.partner"), "Another agency's")
    assert not page.exception
    (whose,) = [one for one in page.selectbox if one.label == "Whose is it?"]
    assert "NHS North Central London Integrated Care Board" in whose.options
    assert "London Borough of Camden" not in whose.options
    assert "Assign it" in [one.label for one in page.button]


def test_the_year_draws_what_became_of_the_questions_and_words_every_state_of_one():
    assert set(CAME_TO) == set(Need)


def test_what_a_partner_owes_says_how_much_is_past_its_date_and_whose_it_is(open_page):
    with start.store().reading() as session:
        found = actions.own_actions(session, actor_of("council.partner"), report_id=REPORT)
    charted = [one for one in found if one.state in CHARTED]
    ours, together = (
        sum(one.state is ActionState.OVERDUE and one.is_shared is shared for one in charted) for shared in (False, True)
    )
    without = sum(one.state is ActionState.NO_DATE for one in charted)
    assert min(ours, together, without) > 0
    overdue = f"{ours + together} past their date ({ours} ours and {together} together)"
    said = f"{len(charted)} open actions: {overdue}, {without} without a date"
    assert said in shown(open_page("what_we_owe", "council.partner"))


@pytest.mark.parametrize(
    ("ours", "together", "said"),
    [
        ({ActionState.OVERDUE: 1}, {}, "1 open action: 1 past its date (1 ours)"),
        ({ActionState.DUE: 1}, {}, "1 open action: none past its date"),
        ({ActionState.NO_DATE: 2}, {ActionState.DUE: 1}, "3 open actions: none past its date, 2 without a date"),
    ],
)
def test_what_is_owed_is_said_of_one_and_of_none(ours, together, said):
    rows = {"Ours": Counter(ours), "Together": Counter(together)}
    assert finding_of(rows, sum(ours.values()) + sum(together.values())) == said


def test_blind_spots_say_first_on_how_many_themes_each_agency_is_silent(open_page):
    page = open_page("blind_spots", "scrutineer")
    (table,) = page.table
    police = table.value[next(name for name in table.value.columns if "Police" in name)]
    silent = sum(cell.replace("\\", "") == "–" for cell in police)
    assert 0 < silent < len(police)
    assert f"{silent} by {police.name}".replace("\\", "") in shown(page)
    (chart,) = page.get("vega_lite_chart")
    assert f"{silent} by Met Police" in chart.proto.alt
