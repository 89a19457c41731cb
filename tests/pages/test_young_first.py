"""Young Advisors first: three taps from Home to sent, a picture on each screen, and nothing that is less safe."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from sqlmodel import col, select

from cscp_core import start
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import ChallengeCategory, HowFar, ReviewKind
from cscp_core.evidence.tables import Claim
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.assurance import GIVEN, Assurance
from cscp_core.scrutiny.challenges import drafting, service
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.tables import Challenge
from feedback.because.rules import Ending
from feedback.comments.checking import let_stand
from feedback.comments.replies import reply
from feedback.comments.rules import CommentState, Readers, ReplyKind, Stance
from feedback.comments.service import Content, send
from feedback.comments.tables import Comment
from feedback.space import service as space
from feedback.space.rules import Colour, Picture, SpaceChoice
from feedback.space.service import OwnChoice
from feedback.together import picks
from pages.components import note_first
from pages.components.comments.before_you_write import READ
from pages.components.young import behind, far, finding_lists
from tests.conftest import REPORT
from tests.pages.conftest import act, at_address, everything
from tests.pages.test_saying import close

YOUNG = "young.advisor"
SHARE, NOTED, COUNT = "claim-4.3-08", "claim-3.4-04", "figure-2.3-01"
NOTED_THEMES = (
    "vulnerable-adolescents", "youth-violence", "domestic-abuse", "neglect", "child-sexual-abuse", "child-protection",
    "faith-and-belief", "serious-incidents", "child-deaths", "lado",
)  # fmt: skip
STANCES = [one.label for one in Stance]


def press(page, label):
    page = next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def tap(page, stance="I'm not sure"):
    """One of the four answers; the form is a page of its own, on which the browser stays."""
    return at_address(press(page, stance), "say")


def labels(page):
    return [one.label for one in page.button]


def html(page):
    return "\n".join(one.proto.body for one in page.get("html"))


def plainly(page):
    return everything(page).replace("\\", "")


def newest():
    with start.store().reading() as session:
        return session.exec(select(Comment).order_by(col(Comment.made_at).desc(), col(Comment.sent_at).desc())).first()


def choose_together(source_id, kind="claim"):
    for who in (YOUNG, "young.advisor.2"):
        act(picks.pick, who, report_id=REPORT.name, kind=kind, source_id=source_id)


# three taps


def test_three_taps_lead_from_home_to_sent(open_page):
    page = open_page("young_home", YOUNG)
    assert [one for one in labels(page) if one in STANCES] == STANCES
    page = tap(page)
    assert "This is not a place to report that somebody is being hurt" in plainly(page)
    assert not page.text_area
    page = press(page, "Go on")
    assert page.text_area
    page = press(page, "Send")
    assert page.title[0].value == "What happened"
    found = newest()
    assert (found.state, found.stance, found.words) == (CommentState.SENT, Stance.NOT_SURE, "")
    assert found.readers is Readers.SCRUTINEER


def test_a_tap_sends_nothing_and_not_now_leaves_nothing(open_page):
    before = newest().comment_id
    page = tap(open_page("young_home", YOUNG))
    assert newest().comment_id == before
    page = press(page, "Not now")
    assert page.title[0].value == "Home"
    assert newest().comment_id == before


def test_the_rules_come_once_and_stay_one_tap_away(open_page):
    page = press(tap(open_page("young_home", YOUNG)), "Go on")
    assert page.session_state[READ]
    assert "Go on" not in labels(page)
    assert "This is not a place to report that somebody is being hurt" in plainly(page)  # behind The rules


def test_before_sending_it_says_who_reads_it(open_page):
    page = press(tap(open_page("young_home", YOUNG)), "Go on")
    assert "Who reads it: first the person who checks. Then: Only the scrutineer." in plainly(page)
    key = next(one.key for one in page.radio if one.key.endswith("readers"))
    page = page.radio(key=key).set_value(Readers.ANYWHERE).run()
    assert "print can't be called back" in plainly(page)


def test_while_nobody_covers_welfare_the_four_answers_lead_to_whom_to_ring(open_page):
    close()
    page = tap(open_page("young_home", YOUNG))
    assert "999" in page.error[0].value
    assert not page.text_area
    assert "Send" not in labels(page)


def test_who_has_answered_is_told_what_they_said_and_not_asked_again(open_page):
    page = press(press(tap(open_page("young_home", YOUNG)), "Go on"), "Send")
    page = open_page("young_home", YOUNG)
    assert "You said:" in plainly(page)
    assert not set(labels(page)) & set(STANCES)


def test_another_young_advisor_does_not_hear_what_one_has_answered(open_page):
    press(press(tap(open_page("young_home", YOUNG)), "Go on"), "Send")
    for file, query in (("young_home", {}), ("claim", {"id": newest().source_id})):
        page = open_page(file, "young.advisor.2", **query)
        assert "You said:" not in plainly(page)
        assert [one for one in labels(page) if one in STANCES] == STANCES


def test_why_a_reply_is_hard_is_read_by_the_scrutineer_and_the_checker_alone(open_page):
    about = (REPORT.name, "claim", SHARE)
    made = act(send, YOUNG, about=about, content=Content(words="Who was asked?", readers=Readers.ANYWHERE))
    act(let_stand, "business.manager", comment_id=made, version=1)
    hard = "We operationalise multi-agency arrangements in order to facilitate comprehensive engagement."
    act(
        reply, "council.partner", comment_id=made, version=2, kind=ReplyKind.DID, words=hard,
        hard_because="Whyword of the law.",
    )  # fmt: skip
    for by in ("scrutineer", "business.manager"):
        assert "they say: Whyword of the law." in plainly(open_page("heard", by))
    others = {
        "what_happened": YOUNG, "because_of_you": YOUNG, "claim": "young.advisor.2", "my_data": YOUNG,
        "young_people_asked": "council.partner",
    }  # fmt: skip
    for file, by in others.items():
        said = plainly(open_page(file, by, **({"id": SHARE} if file == "claim" else {})))
        assert "Whyword" not in said, file
    assert "Whyword" not in plainly(open_page("claim", "lay.member", id=SHARE))


# the finding on top


def test_what_two_of_them_chose_stands_on_top_and_nobody_hears_who(open_page):
    choose_together(SHARE)
    said = plainly(open_page("young_home", YOUNG))
    assert "Our pick" in said
    assert "More young people who left care are studying or working" in said
    assert not [name for name in ("young.advisor", "Young Advisor 2") if name in said]


def test_a_pick_about_abuse_waits_behind_its_note_and_the_rest_of_home_does_not(open_page):
    choose_together(NOTED)
    page = open_page("young_home", YOUNG)
    assert "Show it" in labels(page)
    assert not set(labels(page)) & set(STANCES)
    assert "4.5% of first contacts" not in plainly(page)
    assert "More findings" in [one.value for one in page.header]
    page = press(page, "Show it")
    assert "4.5% of first contacts" in plainly(page)
    assert set(STANCES) <= set(labels(page))


def test_a_pick_that_is_in_the_report_no_more_makes_way(open_page):
    choose_together(SHARE)
    with start.store().writing() as session:
        session.get_one(Claim, (REPORT.name, SHARE)).retired = True
        session.commit()
    page = open_page("young_home", YOUNG)
    assert "Our pick" not in plainly(page)
    assert set(STANCES) <= set(labels(page))


def test_a_young_advisor_puts_a_finding_on_top_and_takes_that_back(open_page):
    page = press(open_page("claim", YOUNG, id=SHARE), "Put it on top")
    assert "You want this on top" in plainly(page)
    page = press(page, "Take that back")
    assert "Put it on top" in labels(page)


def test_the_business_manager_records_what_they_chose_in_a_room_and_nobody_else_can(open_page):
    for by in ("scrutineer", "council.partner", "lay.member"):
        assert "Young Advisors chose this" not in labels(open_page("claim", by, id=SHARE))
    page = press(open_page("claim", "business.manager", id=SHARE), "Young Advisors chose this")
    assert [one.value.replace("\\", "") for one in page.success] == [
        "Recorded. It is on top of the Young Advisors' Home this month."
    ]
    assert "Our pick" in plainly(open_page("young_home", YOUNG))


def test_leave_now_is_no_filled_button(open_page):
    page = open_page("young_home", YOUNG)
    assert [one.proto.type for one in page.button if one.label == "Leave now"] == ["secondary"]


def test_home_tells_the_newest_thing_that_came_back_and_because_of_you_what_was_asked_at_meetings(open_page):
    home, page = open_page("young_home", YOUNG), open_page("because_of_you", YOUNG)
    for one in (home, page):
        one.session_state[note_first.READ] = set(NOTED_THEMES)
        one.run()
    came = [one.label for one in Ending if one is not Ending.NOTHING]
    first = next(one.value for one in page.markdown if one.value.strip("*") in came)
    assert [one.value for one in home.markdown if one.value.strip("*") in came] == [first]
    assert 'class="story"' in html(home)
    assert "What you asked at meetings" in [one.value for one in page.header]
    assert "This was decided there" in plainly(page) or "Nobody wrote down what was said." in plainly(page)


# pictures


@pytest.mark.parametrize(
    ("file", "query", "picture"),
    [
        ("young_home", {}, 'class="ten'),
        ("findings", {}, 'class="far"'),
        ("claim", {"id": SHARE}, 'class="ten'),
        ("claim", {"id": SHARE}, 'class="far"'),
        ("figure", {"id": COUNT}, "large"),
        ("how_it_works", {}, 'class="who"'),
        ("numbers", {}, 'class="towns"'),
    ],
)
def test_there_is_a_picture_on(open_page, file, query, picture):
    assert picture in html(open_page(file, YOUNG, **query))


def test_every_step_of_how_far_has_its_place_and_its_words():
    assert set(far.STEP_OF) == set(HowFar)
    assert list(far.STEP_OF.values()) == sorted(far.STEP_OF.values())
    for one in HowFar:
        drawn = far.picture(one)
        assert one.plain in drawn
        assert drawn.count(" on") == far.STEP_OF[one] + 1


def test_a_share_is_drawn_by_its_number_and_striped_where_nobody_says_of_how_many(open_page):
    drawn = html(open_page("claim", YOUNG, id=SHARE))
    assert 'aria-label="68%, nearly 7 in 10. 2019-20"' in drawn
    assert 'class="ten hollow"' in drawn
    assert "Out of how many? Not said." in drawn


# a finding and lists of them


def test_a_finding_says_who_says_so_how_they_know_and_why_it_matters(open_page):
    said = plainly(open_page("claim", YOUNG, id=SHARE))
    for part in ("Who says so:", "They say so themselves.", "This is a first guess.", "Why it matters:"):
        assert part in said


def test_cards_say_the_same_and_what_went_well_is_apart_from_what_should_change(open_page):
    page = open_page("findings", YOUNG, theme="disabilities-send")
    assert "Who says so:" in plainly(page)
    with start.store().reading() as session:
        found = evidence.recommendations(
            session, SYSTEM, report_id=REPORT.name, wanted=Wanted(theme_id="disabilities-send")
        ).items
    strengths = [" ".join(one.plain.split()) for one in found if one.kind.value == "strength"]
    well = plainly(page.pills(key="finding kind").set_value("What went well").run())
    assert strengths
    assert strengths[0] in well
    assert strengths[0] not in plainly(page.pills(key="finding kind").set_value("What should change").run())


BEHIND = {
    "What they say": "Who says so:",
    "What went well": "It came out of",
    "What should change": "Who should do it:",
    "Numbers": "Who says so:",
    "Questions asked": "Who asked:",
}


@pytest.mark.parametrize("kind", finding_lists.KINDS)
def test_cards_of_every_kind_say_who_says_so_and_why_it_matters(open_page, kind):
    page = open_page("findings", YOUNG, theme="disabilities-send")
    page = page.pills(key="finding kind").set_value(kind).run()
    cards = [one.value.replace("\\", "") for one in page.markdown if ":small[" in one.value]
    assert len(cards) > 1
    assert [one for one in cards if "Why it matters:" not in one] == []
    assert any(BEHIND[kind] in one for one in cards)


@pytest.mark.parametrize(
    ("file", "row_id", "said"),
    [
        ("recommendation", "rec-3.1.4-01", "It came out of"),
        ("recorded_challenge", "challenge-foreword-02", "The report does not say what came of it."),
        ("figure", COUNT, "Why it matters:"),
    ],
)
def test_the_page_of_every_kind_of_finding_says_what_is_behind_it(open_page, file, row_id, said):
    page = open_page(file, YOUNG, id=row_id)
    page = press(page, "Show it") if "Show it" in labels(page) else page
    assert "What is behind it?" in [one.value for one in page.header]
    assert said in plainly(page)


def test_every_kind_of_review_is_said_plainly_and_every_state_of_a_question():
    assert set(behind.CAME_OF) == set(ReviewKind)
    unseen = {ChallengeState.DRAFT, ChallengeState.WITHDRAWN}
    assert set(behind.ASKED) == set(ChallengeState) - unseen
    assert set(behind.CONCLUDED) == set(GIVEN)


@pytest.mark.parametrize("file", ["claim", "figure"])
def test_something_is_missing_stands_above_what_is_behind_a_finding(open_page, file):
    page = open_page(file, YOUNG, id=SHARE if file == "claim" else COUNT)
    link = next(one for one in page.get("page_link") if one.proto.label == "Something is missing here")
    page = press(open_page("say", YOUNG, **dict(parse_qsl(link.proto.query_string))), "Go on")
    assert page.title[0].value == "Something is missing here"


def test_the_first_look_says_that_some_topics_are_not_in_it_until_their_notes_were_read(open_page):
    told = "Some topics tell you first what they are about. They are not in this list: choose one."
    page = open_page("findings", YOUNG)
    assert told in plainly(page)
    page.session_state[note_first.READ] = set(NOTED_THEMES)
    page = page.run()
    assert told not in plainly(page)
    assert told not in plainly(open_page("findings", "lay.member"))


def test_what_the_scrutineer_asked_in_the_open_stands_beside_the_finding(open_page):
    question = "Of how many young people is it 68%?"
    made = act(
        drafting.raise_new, "scrutineer", agency_ids=["camden-council"], question=question, would_answer="The number.",
        category=ChallengeCategory.B,
        report_id=REPORT.name, source_kind="claim", source_id=SHARE,
    )  # fmt: skip
    assert question not in plainly(open_page("claim", YOUNG, id=SHARE))
    act(service.open_to_voices, "scrutineer", challenge_id=made[0], version=1, opened=True)
    said = plainly(open_page("claim", YOUNG, id=SHARE))
    assert question in said
    assert "The scrutineer waits for an answer." in said
    with start.store().writing() as session:
        row = session.get_one(Challenge, made[0])
        row.state, row.how_far, row.assurance = ChallengeState.CLOSED, HowFar.OUTPUT, Assurance.PARTLY
        row.recheck_on, row.closing_reason = date(2027, 6, 1), "Reasonword."
        session.commit()
    page = open_page("claim", YOUNG, id=SHARE)
    said = plainly(page)
    assert "The scrutineer is convinced of a part of it. They look at it again in June 2027." in said
    assert html(page).count('class="far"') == 2
    assert "Reasonword" not in said


def test_something_is_missing_stands_above_the_list(open_page):
    page = open_page("findings", YOUNG, theme="looked-after")
    links = [one.proto.label for one in page.get("page_link")]
    assert links.index("Something is missing here") < links.index("Look closer")


# topics that they chose for the term


def choose_topics(*theme_ids, by=(YOUNG, "young.advisor.2")):
    for who in by:
        act(
            space.choose,
            who,
            report_id=REPORT.name,
            what=SpaceChoice.TOPIC,
            version=OwnChoice().version,
            codes=theme_ids,
        )


def leads(page):
    return [one.proto.label for one in page.get("page_link")]


def test_the_topics_that_two_chose_come_first_on_home_and_findings(open_page):
    choose_topics("budget")
    home = open_page("young_home", YOUNG)
    assert "Our topics this term" in plainly(home)
    assert leads(home).index("Money") < leads(home).index("All findings")
    findings = open_page("findings", YOUNG)
    assert "Money" in leads(findings)
    shown = [one.value for one in findings.markdown if "Why it matters" in one.value]
    assert "Money decides" in shown[0].replace("\\", "")


def test_what_one_of_them_chose_alone_is_shown_nowhere(open_page):
    choose_topics("budget", by=(YOUNG,))
    for file in ("young_home", "findings"):
        assert "Our topics this term" not in plainly(open_page(file, YOUNG))


def test_a_chosen_topic_with_a_note_is_a_link_and_shows_nothing_before_its_note(open_page):
    choose_topics("domestic-abuse")
    for file in ("young_home", "findings"):
        page = open_page(file, YOUNG)
        assert "Violence at home" in leads(page)
        assert "Everybody should feel safe where they live." not in plainly(page)


def test_adults_do_not_see_what_young_advisors_chose(open_page):
    choose_topics("budget")
    assert "Our topics this term" not in plainly(open_page("findings", "lay.member"))


def test_our_space_leads_to_what_is_on_top_of_home_and_says_how_it_is_chosen(open_page):
    page = open_page("our_space", YOUNG)
    assert "press Put it on top" in plainly(page)
    link = next(one for one in page.get("page_link") if one.proto.label == "What is there now")
    found = open_page("claim", YOUNG, **dict(parse_qsl(link.proto.query_string)))
    home = open_page("young_home", YOUNG)
    (sentence,) = [one.value for one in home.markdown if one.value.startswith("### ")]
    assert sentence in [one.value for one in found.markdown]


def test_our_space_shows_what_each_colour_and_picture_looks_like(open_page):
    drawn = html(open_page("our_space", YOUNG))
    for one in [*Colour, *Picture]:
        assert f'class="band {one.value}"' in drawn
