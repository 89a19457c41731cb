"""Grading claims: confirming, changing with a reason, deciding in turn, and what waits for a judgement."""

from collections import Counter

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, GradeRefused, NotAllowed, NotFound
from cscp_core.evidence.rules import HowFar, HowKnown, WorkStatus
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Agency
from cscp_core.scrutiny.grades import service
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.storage.paging import PAGE_SIZE
from cscp_core.storage.tables import TrailRow
from tests.builders import facts_of, load_into, small_row, write_folder, write_sheet
from tests.conftest import make_account

TINY = "tiny-2020-21"
CLAIM = "claim-1.1-01"
SUGGESTED = {"how_far": HowFar.OUTPUT, "how_known": HowKnown.SAID}
OTHER = {"how_far": HowFar.OUTCOME, "how_known": HowKnown.TESTED}


@pytest.fixture
def report(store, small_folder):
    load_into(store, small_folder)
    return store


@pytest.fixture
def colleague(store):
    """A second scrutineer."""
    with store.writing() as session:
        return make_account(session, "lee", Role.SCRUTINEER, name="Lee Park")


def grade(store, actor, *, seen=0, claim_id=CLAIM, reason="", **where):
    with store.writing() as session:
        service.confirm_grade(
            session,
            actor,
            report_id=TINY,
            claim_id=claim_id,
            seen_version=seen,
            reason=reason,
            **SUGGESTED | where,
        )


def standing(store, claim_id=CLAIM):
    with store.reading() as session:
        (one,) = service.graded_claims(session, SYSTEM, report_id=TINY, claim_id=claim_id)
    return one


def history(store, claim_id=CLAIM):
    with store.reading() as session:
        return service.grade_history(session, SYSTEM, report_id=TINY, claim_id=claim_id)


def states(store, what=service.theme_states, actor=SYSTEM):
    with store.reading() as session:
        return what(session, actor, report_id=TINY)


def every(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def test_before_anybody_confirms_it_the_suggested_grade_stands(report):
    assert standing(report).placed == "How far: Output · how we know: said (suggested)"


def test_a_scrutineer_confirms_a_grade_without_a_reason(report, scrutineer):
    grade(report, scrutineer)
    assert standing(report).placed == "How far: Output · how we know: said (confirmed)"


def test_a_scrutineer_changes_a_grade_with_a_reason(report, scrutineer):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    assert standing(report).placed == "How far: Outcome · how we know: tested (confirmed)"


@pytest.mark.parametrize("changed", [{"how_far": HowFar.OUTCOME}, {"how_known": HowKnown.SHOWN}, OTHER])
def test_a_change_without_a_reason_is_refused(report, scrutineer, changed):
    with pytest.raises(GradeRefused, match="why you place the claim differently"):
        grade(report, scrutineer, **changed)
    assert standing(report).version == 0


def test_a_reason_that_is_too_long_is_refused(report, scrutineer):
    with pytest.raises(GradeRefused, match="1,000 characters"):
        grade(report, scrutineer, reason="x" * 1001)
    assert standing(report).version == 0


def test_a_reason_is_kept_without_spaces_around_it(report, scrutineer):
    grade(report, scrutineer, reason="  Two audits agree. ", **OTHER)
    assert standing(report).confirmed.reason == "Two audits agree."


def test_a_confirmed_grade_tells_who_decided_when(report, colleague, clock):
    grade(report, colleague)
    confirmed = standing(report).confirmed
    assert (confirmed.by, confirmed.at) == ("Lee Park", clock.moment)


def test_a_decision_on_what_somebody_graded_meanwhile_is_refused(report, scrutineer, colleague):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    with pytest.raises(ChangedMeanwhile, match=r"How far: Outcome · how we know: tested \(confirmed\)"):
        grade(report, colleague, seen=0)


def test_a_refused_decision_leaves_the_first_standing(report, scrutineer, colleague):
    grade(report, scrutineer)
    with pytest.raises(ChangedMeanwhile):
        grade(report, colleague, seen=0, reason="I think not.", **OTHER)
    assert [one.by for one in history(report)] == ["dee"]


def test_a_version_that_never_was_is_refused(report, scrutineer):
    with pytest.raises(ChangedMeanwhile):
        grade(report, scrutineer, seen=7)
    assert standing(report).version == 0


@pytest.mark.engine
def test_two_scrutineers_decide_in_turn(report, scrutineer, colleague):
    grade(report, scrutineer)
    grade(report, colleague, seen=1, reason="Two audits agree.", **OTHER)
    assert (standing(report).version, standing(report).confirmed.by) == (2, "Lee Park")


def test_agreeing_with_a_colleague_needs_no_reason(report, scrutineer, colleague):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    grade(report, colleague, seen=1, **OTHER)
    assert standing(report).version == 2


def test_going_back_to_the_suggested_grade_needs_a_reason(report, scrutineer):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    with pytest.raises(GradeRefused):
        grade(report, scrutineer, seen=1, **SUGGESTED)
    assert standing(report).version == 1


@pytest.mark.engine
def test_every_decision_stays_in_the_history_newest_first(report, scrutineer, colleague):
    grade(report, scrutineer)
    grade(report, colleague, seen=1, reason="Two audits agree.", **OTHER)
    assert [(one.version, one.by, one.how_far) for one in history(report)] == [
        (2, "Lee Park", HowFar.OUTCOME),
        (1, "dee", HowFar.OUTPUT),
    ]


def test_a_claim_that_nobody_graded_has_no_history(report):
    assert history(report) == []


def test_a_grade_of_one_claim_leaves_the_others_suggested(store, small_folder, scrutineer):
    write_sheet(small_folder, "claims", [small_row("claims"), small_row("claims", claim_id="claim-1.1-02")])
    load_into(store, small_folder)
    grade(store, scrutineer)
    assert standing(store, "claim-1.1-02").version == 0


def test_a_claim_that_is_not_in_the_report_cannot_be_graded(report, scrutineer):
    with pytest.raises(NotFound, match="not in this report"):
        grade(report, scrutineer, claim_id="claim-9")
    assert every(report, Grade) == []


def test_a_claim_that_was_retired_cannot_be_graded(report, small_folder, scrutineer):
    write_sheet(small_folder, "claims", [])
    load_into(report, small_folder)
    with pytest.raises(NotFound):
        grade(report, scrutineer)
    assert every(report, Grade) == []


def test_a_statutory_partner_does_not_grade(report):
    with report.writing() as session:
        assert session.get(Agency, "council")
        partner = make_account(session, "pat", Role.PARTNER, agency_id="council")
    with pytest.raises(NotAllowed, match="confirm or change the grade"):
        grade(report, partner)
    assert every(report, Grade) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SCRUTINEER])
def test_nobody_but_a_scrutineer_grades(report, role):
    with pytest.raises(NotAllowed):
        grade(report, Actor(account_id=1, username="kim", name="Kim", role=role))
    assert every(report, Grade) == []


def test_a_grade_is_somebodys_own(report):
    with pytest.raises(NotAllowed, match="sign in"):
        grade(report, Actor(account_id=None, username="nobody", name="Nobody", role=Role.SCRUTINEER))
    assert every(report, Grade) == []


def test_a_grade_stands_in_the_trail_without_its_reason(report, scrutineer):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    row = every(report, TrailRow)[-1]
    assert (row.action, row.subject, facts_of(row)) == (
        "graded a claim",
        f"{TINY} {CLAIM}",
        {"how_far": "Outcome", "how_known": "tested", "version": 1},
    )


def test_a_refused_grade_leaves_no_trace_in_the_trail(report, scrutineer):
    with pytest.raises(GradeRefused):
        grade(report, scrutineer, **OTHER)
    assert [row.action for row in every(report, TrailRow)] == ["loaded a report"]


def test_a_grade_keeps_which_load_of_the_report_was_seen(report, small_folder, scrutineer):
    write_sheet(small_folder, "themes", [small_row("themes", said="It rose.")])
    load_into(report, small_folder)
    grade(report, scrutineer)
    assert [one.data_version for one in every(report, Grade)] == [2]


def test_a_confirmed_grade_outlives_a_reload_that_suggests_another(report, small_folder, scrutineer):
    grade(report, scrutineer)
    write_sheet(small_folder, "claims", [small_row("claims", how_far="Impact", how_known="tested")])
    load_into(report, small_folder)
    told = "How far: Output · how we know: said (confirmed before a later load changed it)"
    assert standing(report).placed == told


def test_a_confirmed_grade_outlives_its_claims_absence(report, small_folder, scrutineer):
    grade(report, scrutineer)
    for rows in ([], [small_row("claims")]):
        write_sheet(small_folder, "claims", rows)
        load_into(report, small_folder)
    assert standing(report).confirmed.by == "dee"


def test_grades_of_two_reports_do_not_mix(report, scrutineer, tmp_path):
    other = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(report, write_folder(tmp_path / "other", report=[other]))
    grade(report, scrutineer)
    with report.reading() as session:
        (one,) = service.graded_claims(session, SYSTEM, report_id="tiny-2021-22")
    assert one.version == 0


def test_a_theme_tells_its_headline_and_how_many_grades_are_confirmed(report, scrutineer):
    grade(report, scrutineer)
    (state,) = states(report)
    assert (state.standing.confirmed, state.unconfirmed) == (1, 0)
    assert state.headline.startswith("1 claim: 1 Output; ")


def recommendation(number, status, kind="recommendation"):
    return {
        "recommendation_id": f"recommendation-{number}",
        "theme_id": "neglect",
        "kind": kind,
        "text": "Ask children.",
        "plain": "Ask us.",
        "work_status": status,
        "section": "1.1",
    }


def test_a_theme_counts_its_open_work_by_status(store, small_folder):
    said = ["not reported", "not reported", "on track", "done, evidenced", "stopped"]
    write_sheet(small_folder, "recommendations", [recommendation(n, status) for n, status in enumerate(said)])
    load_into(store, small_folder)
    assert states(store)[0].open_work == {WorkStatus.NOT_REPORTED: 2, WorkStatus.ON_TRACK: 1}


def test_a_strength_is_no_open_work(store, small_folder):
    write_sheet(small_folder, "recommendations", [recommendation(1, "not reported", "strength")])
    load_into(store, small_folder)
    assert states(store)[0].open_work == {}


@pytest.fixture
def several(store, tmp_path):
    """Four themes: one priority with one claim, one with two, no priority with three, and one without a claim."""
    wanted = {"one": ("yes", 1), "two": ("yes", 2), "three": ("no", 3), "none": ("yes", 0)}
    themes = [small_row("themes", theme_id=name, is_priority=first) for name, (first, _) in wanted.items()]
    claims = [
        small_row("claims", claim_id=f"{name}-{n}", theme_id=name, figure_ids="")
        for name, (_, number) in wanted.items()
        for n in range(number)
    ]
    load_into(store, write_folder(tmp_path / "several", themes=themes, claims=claims, indicators=[], figures=[]))
    return store


def waiting(store, actor):
    return {state.theme.theme_id: state.unconfirmed for state in states(store, service.theme_states, actor)}


def test_a_theme_whose_grades_are_all_confirmed_waits_for_nothing(several, scrutineer):
    grade(several, scrutineer, claim_id="one-0")
    assert waiting(several, scrutineer)["one"] == 0


def test_a_theme_waits_while_one_of_its_grades_does(several, scrutineer):
    before = waiting(several, scrutineer)["two"]
    grade(several, scrutineer, claim_id="two-1")
    assert waiting(several, scrutineer)["two"] == before - 1 > 0


def test_a_theme_without_a_claim_waits_for_nothing(several, scrutineer):
    assert waiting(several, scrutineer)["none"] == 0


OUTPUT, PRACTICE, OUTCOME, PLANNED = HowFar.OUTPUT, HowFar.PRACTICE, HowFar.OUTCOME, HowFar.PLANNED
SAID, SHOWN, TESTED = HowKnown.SAID, HowKnown.SHOWN, HowKnown.TESTED


@pytest.fixture
def claims(store, tmp_path):
    """Returns a function that loads a report with a claim of each grade given, `(how far, how known)`, in order.

    They are of one theme, neglect, and their ids count from "claim-01"; `elsewhere` are of another theme.
    """

    def make(*grades, elsewhere=()):
        placed = [("neglect", *one) for one in grades] + [("health", *one) for one in elsewhere]
        rows = [
            small_row("claims", claim_id=f"claim-{n:02}", theme_id=theme, how_far=far, how_known=known, figure_ids="")
            for n, (theme, far, known) in enumerate(placed, 1)
        ]
        themes = [small_row("themes"), small_row("themes", theme_id="health", name="Health")]
        load_into(store, write_folder(tmp_path / "claims", themes=themes, claims=rows, indicators=[], figures=[]))

    return make


def stand(store, theme_id="", report_id=TINY):
    with store.reading() as session:
        return service.count_by_theme(session, SYSTEM, report_id=report_id, theme_id=theme_id)


def best(store, theme_id="neglect"):
    return stand(store)[theme_id].best.claim.claim_id


def test_a_claim_that_is_known_better_stands_before_one_that_goes_further(store, claims):
    claims((OUTCOME, SAID), (PLANNED, TESTED))
    assert best(store) == "claim-02"


def test_of_claims_known_equally_the_one_that_goes_furthest_is_best(store, claims):
    claims((OUTPUT, SHOWN), (OUTCOME, SHOWN))
    assert best(store) == "claim-02"


def test_of_equal_claims_the_first_is_best(store, claims):
    claims((OUTPUT, SHOWN), (OUTPUT, SHOWN))
    assert best(store) == "claim-01"


def test_of_equal_claims_the_first_in_the_report_is_best_whatever_their_ids(store, small_folder):
    rows = [small_row("claims", claim_id="claim-z"), small_row("claims", claim_id="claim-a")]
    write_sheet(small_folder, "claims", rows)
    load_into(store, small_folder)
    assert best(store) == "claim-z"


@pytest.mark.parametrize("order", [list(HowFar), list(reversed(HowFar))])
def test_the_furthest_of_all_steps_is_best(store, claims, order):
    claims(*((step, SHOWN) for step in order))
    assert stand(store)["neglect"].best.how_far is HowFar.IMPACT


@pytest.mark.parametrize("order", [list(HowKnown), list(reversed(HowKnown))])
def test_what_is_tested_is_known_best(store, claims, order):
    claims(*((OUTPUT, known) for known in order))
    assert stand(store)["neglect"].best.how_known is TESTED


def test_the_best_evidenced_claim_follows_the_confirmed_grade(store, claims, scrutineer):
    claims((OUTCOME, SHOWN), (OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-02", reason="Two audits agree.", **OTHER)
    found = stand(store)["neglect"].best
    assert (found.claim.claim_id, found.how_known, found.version) == ("claim-02", TESTED, 1)


def test_a_claim_that_was_graded_down_is_best_no_more(store, claims, scrutineer):
    claims((OUTCOME, TESTED), (OUTPUT, SHOWN))
    grade(store, scrutineer, claim_id="claim-01", reason="No audit is named.", how_far=OUTCOME, how_known=SAID)
    assert best(store) == "claim-02"


def test_each_theme_has_its_own_best_evidenced_claim(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SHOWN), elsewhere=[(PLANNED, SAID), (OUTCOME, TESTED)])
    assert (best(store), best(store, "health")) == ("claim-02", "claim-04")


def test_suggested_and_confirmed_grades_are_counted_apart(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTPUT, SAID), (OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-02")
    assert stand(store)["neglect"].counts == {(OUTPUT, SAID, False): 2, (OUTPUT, SAID, True): 1}


def test_a_claim_is_counted_where_its_confirmed_grade_puts_it(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01", reason="Two audits agree.", **OTHER)
    assert stand(store)["neglect"].counts == {(OUTCOME, TESTED, True): 1}


def test_a_claim_graded_twice_is_counted_once_where_the_last_decision_puts_it(store, claims, scrutineer, colleague):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01", reason="Two audits agree.", **OTHER)
    grade(store, colleague, claim_id="claim-01", seen=1, reason="One audit.", how_far=PRACTICE, how_known=SHOWN)
    assert stand(store)["neglect"].counts == {(PRACTICE, SHOWN, True): 1}


def test_each_theme_is_counted_apart(store, claims):
    claims((OUTPUT, SAID), elsewhere=[(OUTPUT, SAID), (OUTCOME, TESTED)])
    assert {theme: one.total for theme, one in stand(store).items()} == {"neglect": 1, "health": 2}


def test_where_one_theme_stands_can_be_asked_alone(store, claims):
    claims((OUTPUT, SAID), elsewhere=[(OUTCOME, TESTED)])
    assert list(stand(store, "health")) == ["health"]


def test_where_one_theme_stands_is_told_the_same_alone_as_among_all(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTCOME, SHOWN), elsewhere=[(OUTCOME, TESTED)])
    grade(store, scrutineer, claim_id="claim-01")
    assert stand(store, "neglect")["neglect"] == stand(store)["neglect"]


def test_a_theme_without_a_claim_stands_nowhere(store, claims):
    claims((OUTPUT, SAID))
    assert stand(store, "health") == {}


def test_of_a_theme_without_a_claim_the_headline_says_so(store, claims):
    claims((OUTPUT, SAID))
    told = {state.theme.theme_id: state.headline for state in states(store)}
    assert told["health"] == "The report makes no claim on this theme."


def test_a_claim_that_was_retired_neither_counts_nor_is_best(store, claims):
    claims((OUTPUT, SAID), (OUTCOME, TESTED))
    claims((OUTPUT, SAID))
    found = stand(store)["neglect"]
    assert (found.total, found.best.claim.claim_id) == (1, "claim-01")


def test_grades_of_another_report_do_not_count(report, scrutineer, tmp_path):
    other = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(report, write_folder(tmp_path / "other", report=[other]))
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    assert stand(report, report_id="tiny-2021-22")["neglect"].counts == {(OUTPUT, SAID, False): 1}


def test_what_is_counted_in_the_database_is_what_the_claims_say(camden):
    with camden.reading() as session:
        found = service.count_by_theme(session, SYSTEM, report_id="annual-report-2019-20")
        one_by_one = service.graded_claims(session, SYSTEM, report_id="annual-report-2019-20")
    for theme_id, standing_now in found.items():
        of_theme = [one for one in one_by_one if one.claim.theme_id == theme_id]
        places = Counter((one.how_far, one.how_known, one.confirmed is not None) for one in of_theme)
        first = max(of_theme, key=lambda one: (one.how_known.rank, one.how_far.rank))
        assert (standing_now.counts, standing_now.best) == (places, first)


def a_page(store, *, theme_id="neglect", **wanted):
    with store.reading() as session:
        return service.claims_page(session, SYSTEM, report_id=TINY, theme_id=theme_id, **wanted)


def numbers(page):
    return [int(one.claim.claim_id[-2:]) for one in page.items]


@pytest.mark.parametrize(("page", "found"), [(1, [1, 2]), (2, [3, 4]), (3, [5]), (4, [])])
def test_claims_come_in_pages_in_the_reports_order(store, claims, page, found):
    claims(*[(OUTPUT, SAID)] * 5)
    assert numbers(a_page(store, page=page, size=2)) == found


@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_every_page_tells_how_many_claims_there_are(store, claims, page):
    claims(*[(OUTPUT, SAID)] * 5)
    found = a_page(store, page=page, size=2)
    assert (found.total, found.pages) == (5, 3)


@pytest.mark.parametrize("page", [0, -3])
def test_a_page_before_the_first_is_the_first(store, claims, page):
    claims(*[(OUTPUT, SAID)] * 3)
    assert numbers(a_page(store, page=page, size=2)) == [1, 2]


def test_a_page_holds_fifty_claims_unless_said_otherwise(store, claims):
    claims(*[(OUTPUT, SAID)] * (PAGE_SIZE + 1))
    assert [len(a_page(store, page=page).items) for page in (1, 2)] == [PAGE_SIZE, 1]


def test_a_page_holds_the_claims_of_its_theme_alone(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SAID), elsewhere=[(OUTPUT, SAID)])
    found = a_page(store, theme_id="health")
    assert (numbers(found), found.total) == ([3], 1)


def test_claims_are_narrowed_to_those_that_go_as_far_as_asked(store, claims):
    claims((OUTPUT, SAID), (OUTCOME, SAID), (PLANNED, SAID), (OUTCOME, TESTED))
    found = a_page(store, how_far=[OUTCOME])
    assert (numbers(found), found.total) == ([2, 4], 2)


def test_several_steps_can_be_asked_for(store, claims):
    claims((OUTPUT, SAID), (OUTCOME, SAID), (PLANNED, SAID))
    assert numbers(a_page(store, how_far=[PLANNED, OUTCOME])) == [2, 3]


def test_claims_are_narrowed_by_the_confirmed_grade_where_there_is_one(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-02", reason="Two audits agree.", **OTHER)
    assert (numbers(a_page(store, how_far=[OUTPUT])), numbers(a_page(store, how_far=[OUTCOME]))) == ([1], [2])


def test_a_narrowed_list_comes_in_pages_too(store, claims):
    claims(*[(OUTPUT, SAID), (OUTCOME, SAID)] * 3)
    found = a_page(store, how_far=[OUTCOME], page=2, size=2)
    assert (numbers(found), found.total) == ([6], 3)


def test_a_claim_graded_twice_stands_on_the_page_once(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01")
    grade(store, scrutineer, claim_id="claim-01", seen=1, reason="Two audits agree.", **OTHER)
    found = a_page(store)
    assert (numbers(found), found.total, found.items[0].version) == ([1], 1, 2)


def test_a_claim_that_was_retired_stands_on_no_page(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SAID))
    claims((OUTPUT, SAID))
    found = a_page(store)
    assert (numbers(found), found.total) == ([1], 1)


def test_a_theme_without_a_claim_has_one_empty_page(store, claims):
    claims((OUTPUT, SAID))
    found = a_page(store, theme_id="health")
    assert (numbers(found), found.total, found.pages) == ([], 0, 1)


def proven(store, how_far, how_known):
    with store.reading() as session:
        return service.proven_themes(session, TINY, how_far, how_known)


@pytest.mark.parametrize(
    ("how_far", "how_known", "found"),
    [
        (OUTPUT, SHOWN, {"neglect", "health"}),
        (OUTCOME, SHOWN, {"health"}),
        (PRACTICE, SAID, {"neglect", "health"}),
        (PRACTICE, SHOWN, {"health"}),
        (HowFar.IMPACT, SAID, set()),
    ],
)
def test_a_theme_is_proven_by_one_claim_that_reaches_both_scales(store, claims, how_far, how_known, found):
    claims((OUTPUT, TESTED), (PRACTICE, SAID), elsewhere=[(OUTCOME, SHOWN)])
    assert proven(store, how_far, how_known) == found


def test_a_theme_is_proven_by_the_confirmed_grade(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01", reason="Two audits agree.", **OTHER)
    assert proven(store, OUTCOME, TESTED) == {"neglect"}


def test_a_theme_whose_claim_was_graded_down_is_not_proven(store, claims, scrutineer):
    claims((OUTCOME, TESTED))
    grade(store, scrutineer, claim_id="claim-01", reason="No audit is named.", **SUGGESTED)
    assert proven(store, OUTCOME, TESTED) == set()
