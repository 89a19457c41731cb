"""Judging a theme, the three views beside it, and who has supplied what."""

import pytest

from cscp_core.errors import ChangedMeanwhile, JudgementRefused, NotAllowed, NotFound, TextRefused
from cscp_core.evidence.rules import WorkStatus
from cscp_core.improvement import service as improvement
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering
from cscp_core.scrutiny.judgements import rules, service
from cscp_core.scrutiny.judgements.rules import WELL, DataView
from cscp_core.scrutiny.judgements.tables import Judgement
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import JudgementsAction
from feedback.comments.rules import Stands
from tests.builders import facts_of, load_into, small_row
from tests.scrutiny.meetings.scene import BOXES, SAMPLE, TINY, make_recommendation, write_scene

ASSURED, PARTLY, NOT, NOT_YET = Assurance.ASSURED, Assurance.PARTLY, Assurance.NOT, Assurance.NOT_YET
EVERYBODY = ["dee", "sam", "pat", "lou", "yas", "len", "system"]


def judge(scene, assurance=PARTLY, actor=None, **details):
    known = {"report_id": TINY, "theme_id": "neglect", "seen_version": 0, "reason": "One audit of two."}
    scene.act(service.record_judgement, actor or scene.dee, assurance=assurance, **known | details)


def standing(scene, theme_id="neglect"):
    return scene.ask(service.current_judgements, scene.lou, report_id=TINY).get(theme_id)


def history(scene, theme_id="neglect"):
    return scene.ask(service.list_judgements, scene.lou, report_id=TINY, theme_id=theme_id)


def view(scene, theme_id="neglect", actor=None, **details):
    found = scene.ask(service.list_theme_views, actor or scene.lou, report_id=TINY, **details)
    return next(one for one in found if one.theme.theme_id == theme_id)


def update(scene, status, recommendation_id="recommendation-1", actor=None, seen_version=0, **details):
    about = {"recommendation_id": recommendation_id, "status": status, "seen_version": seen_version}
    scene.act(improvement.update_action, actor or scene.pat, report_id=TINY, **about, **details)


def supplied(scene, theme_id, agency_id):
    counts = scene.ask(service.blind_spots, scene.dee, report_id=TINY).counts
    return counts.get((theme_id, agency_id), {})


def test_before_anybody_judges_it_a_theme_is_not_yet_judged(scene):
    seen = view(scene)
    assert (seen.judged, seen.assurance, seen.version) == (None, NOT_YET, 0)


@pytest.mark.parametrize("assurance", [ASSURED, PARTLY, NOT])
def test_a_judgement_stands_with_its_reason_name_and_date(scene, clock, assurance):
    judge(scene, assurance)
    found = standing(scene)
    assert (found.assurance, found.reason, found.by, found.at) == (
        assurance,
        "One audit of two.",
        "Dee",
        clock.moment,
    )


def test_a_judgement_keeps_which_load_of_the_report_was_seen(scene, tmp_path):
    load_into(scene.store, write_scene(tmp_path / "scene", claims=[small_row("claims", text="Neglect rose.")]))
    judge(scene)
    assert standing(scene).data_version == 2


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_judgement_needs_a_reason(scene, reason):
    with pytest.raises(TextRefused, match="the reason for your judgement"):
        judge(scene, reason=reason)
    assert scene.every(Judgement) == []


def test_a_reason_has_at_most_a_thousand_characters(scene):
    with pytest.raises(TextRefused, match="1,000 characters"):
        judge(scene, reason="x" * 1001)
    assert scene.every(Judgement) == []


@pytest.mark.engine
def test_a_later_judgement_stands_and_the_earlier_is_kept(scene, clock):
    judge(scene, NOT)
    clock.advance(days=30)
    judge(scene, ASSURED, scene.lee, seen_version=1, reason="A second audit.")
    assert standing(scene).assurance is ASSURED
    assert [(one.version, one.assurance, one.by, one.reason) for one in history(scene)] == [
        (2, ASSURED, "Lee", "A second audit."),
        (1, NOT, "Dee", "One audit of two."),
    ]


def test_a_judgement_is_taken_back_with_a_reason(scene):
    judge(scene)
    judge(scene, NOT_YET, seen_version=1, reason="The audit was of another year.")
    assert view(scene).assurance is NOT_YET
    assert len(history(scene)) == 2


def test_what_was_never_judged_cannot_be_taken_back(scene):
    with pytest.raises(JudgementRefused, match="nothing to take back"):
        judge(scene, NOT_YET)
    assert scene.every(Judgement) == []


@pytest.mark.engine
def test_two_scrutineers_at_once_judge_in_turn(scene):
    judge(scene, NOT)
    with pytest.raises(ChangedMeanwhile, match="after you opened it") as refused:
        judge(scene, ASSURED, scene.lee, seen_version=0)
    assert refused.value.theirs == "Dee: not assured. One audit of two."
    assert [one.by for one in history(scene)] == ["Dee"]


def test_a_version_that_never_was_is_refused(scene):
    with pytest.raises(ChangedMeanwhile):
        judge(scene, seen_version=4)
    assert scene.every(Judgement) == []


def test_a_theme_that_is_not_in_the_report_is_not_judged(scene):
    with pytest.raises(NotFound, match="not in this report"):
        judge(scene, theme_id="homes")
    assert scene.every(Judgement) == []


@pytest.mark.parametrize("person", ["sam", "pat", "lou", "yas", "len", "system"])
def test_nobody_but_the_scrutineer_judges(scene, person):
    with pytest.raises(NotAllowed, match="judge a theme"):
        judge(scene, actor=scene.people[person])
    assert scene.every(Judgement) == []


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_reads_the_judgement(scene, person):
    judge(scene)
    assert view(scene, actor=scene.people[person]).assurance is PARTLY


def test_a_judgement_of_one_theme_leaves_the_others_unjudged(scene):
    judge(scene)
    assert standing(scene, "leavers") is None
    assert history(scene, "leavers") == []


def test_a_judgement_stands_in_the_trail_without_its_reason(scene):
    judge(scene)
    row = scene.every(TrailRow)[-1]
    assert (row.action, row.subject) == (JudgementsAction.JUDGED, f"{TINY} neglect")
    assert facts_of(row) == {"assurance": "partly assured", "version": 1}


def test_themes_come_with_the_priorities_first(scene):
    found = scene.ask(service.list_theme_views, scene.lou, report_id=TINY)
    assert [one.theme.theme_id for one in found] == ["neglect", "leavers"]


def test_while_no_agency_speaks_the_reports_own_status_counts(scene, tmp_path):
    slipping = make_recommendation(work_status="slipping")
    done = make_recommendation(recommendation_id="recommendation-2", work_status="on track")
    load_into(scene.store, write_scene(tmp_path / "scene", recommendations=[slipping, done]))
    assert view(scene).agencies.words == "They report 1 on track and 1 slipping."


def test_what_an_agency_says_takes_precedence_over_the_report(scene, tmp_path):
    slipping = make_recommendation(work_status="slipping")
    load_into(scene.store, write_scene(tmp_path / "scene", recommendations=[slipping]))
    update(scene, WorkStatus.ON_TRACK)
    assert view(scene).agencies == rules.View("They report 1 on track.", WELL)


def test_what_an_agency_said_last_counts(scene):
    update(scene, WorkStatus.ON_TRACK)
    update(scene, WorkStatus.SLIPPING, seen_version=1)
    assert view(scene).agencies.words == "They report 1 slipping. They say nothing about 1 more."


def test_a_theme_without_actions_says_so(scene):
    assert view(scene, "leavers").agencies.words == "No action is on record."


def test_strengths_and_what_left_the_report_are_no_actions(scene, tmp_path):
    strength = make_recommendation(kind="strength", work_status="on track")
    load_into(scene.store, write_scene(tmp_path / "scene", recommendations=[strength]))
    assert view(scene).agencies.words == "No action is on record."


def test_a_lone_rate_cannot_tell(scene):
    assert view(scene).data.view.words == "Cannot tell, from 1 measure."


def test_a_theme_without_figures_cannot_tell(scene):
    assert view(scene, "leavers").data.view.words == "The report prints no measure: the data cannot tell."


def test_figures_with_bases_beside_those_of_another_area_can_tell(scene, tmp_path):
    based = small_row("figures", numerator="19", denominator="10000")
    beside = based | {"figure_id": "figure-1.1-02", "area": "London"}
    load_into(scene.store, write_scene(tmp_path / "scene", figures=[based, beside]))
    assert view(scene).data.view.words.startswith("1 of 1 measure can be compared")


def test_what_the_data_say_may_be_handed_in_by_anyone_who_kept_it(scene):
    kept = scene.ask(service.data_views, scene.lou, report_id=TINY)
    assert set(kept) == {"neglect", "leavers"}
    other = DataView((), 3, 1)
    assert view(scene, said_by_data=kept | {"neglect": other}).data is other


def test_young_advisors_view_is_handed_in_as_a_word(scene):
    young = {"neglect": Stands.NOT}
    assert view(scene, young=young).young.words == "Young Advisors: not convinced."
    assert view(scene, "leavers", young=young).young.place is None


def test_how_far_the_views_are_apart_is_told_with_the_theme(scene):
    update(scene, WorkStatus.ON_TRACK)
    update(scene, WorkStatus.ON_TRACK, "recommendation-2")
    judge(scene, NOT)
    seen = view(scene, young={"neglect": Stands.PARTLY})
    assert seen.disagreement == 3
    assert seen.disagree_in.startswith("The agencies see it better than the scrutineer; agencies report")


def test_figures_claims_and_actions_count_for_the_agency_responsible(scene, tmp_path):
    own = small_row("indicators", agency_id="club")
    load_into(scene.store, write_scene(tmp_path / "scene", indicators=[own]))
    assert supplied(scene, "neglect", "club") == {"figures": 1}
    assert supplied(scene, "neglect", "council") == {"claims": 5, "actions": 2}


def test_what_an_agency_that_ended_supplied_counts_for_its_successor(scene):
    assert supplied(scene, "leavers", "board") == {"claims": 3}
    assert supplied(scene, "leavers", "trust") == {}


def test_strengths_are_no_actions_of_an_agency(scene, tmp_path):
    load_into(scene.store, write_scene(tmp_path / "scene", recommendations=[make_recommendation(kind="strength")]))
    assert "actions" not in supplied(scene, "neglect", "council")


def test_what_left_the_report_is_not_counted(scene, tmp_path):
    left = {"claims": [], "recommendations": [], "figures": []}
    load_into(scene.store, write_scene(tmp_path / "scene", **left))
    assert scene.ask(service.blind_spots, scene.dee, report_id=TINY).counts == {}


def test_an_answer_counts_and_so_does_the_evidence_with_it(scene):
    scene.answer(scene.raise_challenge(), evidence=[SAMPLE, SAMPLE])
    found = supplied(scene, "neglect", "council")
    assert (found["answers"], found["evidence"]) == (1, 1)


def test_an_answer_without_a_reference_is_no_evidence(scene):
    scene.answer(scene.raise_challenge())
    found = supplied(scene, "neglect", "council")
    assert (found["answers"], found.get("evidence", 0)) == (1, 0)


def test_every_round_of_answers_counts(scene):
    asked = scene.raise_challenge()
    scene.answer(asked)
    scene.further(asked)
    scene.answer(asked)
    assert supplied(scene, "neglect", "council")["answers"] == 2


def test_a_draft_of_an_answer_is_not_supplied_yet(scene):
    asked = scene.raise_challenge()
    draft = {"boxes": BOXES, "evidence": [SAMPLE], "seen_version": 0}
    scene.act(answering.save_answer, scene.pat, challenge_id=asked, **draft)
    assert not {"answers", "evidence"} & set(supplied(scene, "neglect", "council"))


def test_an_update_with_a_reference_is_evidence(scene):
    update(scene, WorkStatus.DONE_EVIDENCED, evidence_given=[SAMPLE])
    update(scene, WorkStatus.ON_TRACK, "recommendation-2")
    assert supplied(scene, "neglect", "council")["evidence"] == 1


def test_statutory_partners_of_today_are_named_even_if_they_supplied_nothing(scene, tmp_path):
    load_into(scene.store, write_scene(tmp_path / "scene", claims=[], recommendations=[], figures=[]))
    found = scene.ask(service.blind_spots, scene.dee, report_id=TINY)
    assert found.agencies == {"board": "Board", "council": "Council"}


def test_another_agency_is_named_once_it_supplied_something(scene, tmp_path):
    own = small_row("indicators", agency_id="club")
    load_into(scene.store, write_scene(tmp_path / "scene", indicators=[own]))
    found = scene.ask(service.blind_spots, scene.dee, report_id=TINY)
    assert list(found.agencies.values()) == ["Board", "Council", "Club"]


def test_what_a_service_supplied_counts_for_the_agency_that_it_is_part_of(scene, tmp_path):
    own = small_row("indicators", agency_id="youth")
    agency = small_row("agencies")
    service_of_it = agency | {"agency_id": "youth", "short_name": "Youth", "part_of": "council"}
    service_of_it |= {"name": "Tiny Youth Service", "statutory_partner": "no"}
    tables = {"indicators": [own], "agencies": [agency, service_of_it], "claims": [], "recommendations": []}
    load_into(scene.store, write_scene(tmp_path / "scene", **tables))
    assert supplied(scene, "neglect", "council") == {"figures": 1}
    assert "youth" not in scene.ask(service.blind_spots, scene.dee, report_id=TINY).agencies


def test_what_several_agencies_supplied_is_told_together(scene):
    found = scene.ask(service.blind_spots, scene.dee, report_id=TINY)
    both = found.of("leavers", ["council", "board"])
    assert both == {"claims": sum(found.counts.get(("leavers", one), {}).get("claims", 0) for one in found.agencies)}


@pytest.mark.parametrize("person", ["dee", "sam", "pat"])
def test_who_works_on_it_sees_who_supplied_what(scene, person):
    found = scene.ask(service.blind_spots, scene.people[person], report_id=TINY)
    assert [one.theme_id for one in found.themes] == ["neglect", "leavers"]


@pytest.mark.parametrize("person", ["lou", "yas", "len", "system"])
def test_nobody_else_sees_who_supplied_what(scene, person):
    with pytest.raises(NotAllowed, match="who has supplied what"):
        scene.ask(service.blind_spots, scene.people[person], report_id=TINY)
