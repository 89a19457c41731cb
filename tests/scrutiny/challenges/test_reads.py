"""What can be asked of challenges: the register and its order, one of them whole, what is owed, an agency's record."""

import pytest

from cscp_core.errors import NotAllowed, NotFound
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import answering, reads, service
from cscp_core.scrutiny.challenges.answers import lateness_by_agency
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Rating
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.storage.paging import PAGE_SIZE
from tests.scrutiny.asking import STAGES, TINY, days_on, ids

CLAIM = {"report_id": TINY, "source_kind": "claim", "source_id": "claim-1.1-01"}
THEME = {"report_id": TINY, "source_kind": "theme", "source_id": "abuse"}


def one_of_each(asking):
    """A challenge in every stage, and one that is overdue, by what it is."""
    (overdue,) = asking.ask(due_on=days_on(1))
    return {stage: asking.at(stage) for stage in reversed(STAGES)} | {"overdue": overdue}


def copies(asking, challenge_id, number):
    """Adds copies of a challenge without the acts, where only their number matters."""
    known = asking.row(challenge_id).model_dump(exclude={"challenge_id"})
    with asking.store.writing() as session:
        session.add_all([Challenge(**known) for _ in range(number)])
        session.commit()


def test_the_register_begins_with_what_is_overdue_and_ends_with_what_is_over(asking, clock):
    made = one_of_each(asking)
    clock.advance(days=3)
    order = ["overdue", "asked back", "answered", "escalated", "raised", "draft", "closed", "re-checked"]
    names = {challenge_id: name for name, challenge_id in made.items()}
    shown = [names[one] for one in asking.shown()]
    assert [*shown[:3], *sorted(shown[3:5]), shown[5], *sorted(shown[6:])] == order


def test_of_several_that_are_overdue_the_longest_comes_first(asking, clock):
    late, later = asking.ask(due_on=days_on(3))[0], asking.ask(due_on=days_on(2))[0]
    clock.advance(days=10)
    assert asking.shown() == [later, late]


def test_of_several_that_wait_for_an_agency_the_next_due_comes_first(asking):
    far, near = asking.ask(due_on=days_on(30))[0], asking.ask(due_on=days_on(2))[0]
    assert asking.shown() == [near, far]


def test_while_its_clock_stands_a_challenge_is_not_listed_as_overdue(asking, clock):
    asking.at("asked back")
    clock.advance(days=60)
    assert asking.shown(overdue=True) == []


def test_what_is_called_not_ours_is_listed_as_overdue_all_the_same(asking, clock):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    clock.advance(days=60)
    assert asking.shown(overdue=True) == [challenge_id]


def test_what_is_overdue_counts_as_open(asking, clock):
    asking.at("raised")
    clock.advance(days=60)
    record = asking.read(reads.record_of_agency, agency_id="council")
    assert (record.overdue, record.open) == (1, 1)


@pytest.mark.parametrize("stage", STAGES)
def test_the_register_is_narrowed_to_a_state(asking, stage):
    made = one_of_each(asking)
    state = asking.row(made[stage]).state
    assert set(asking.shown(state=state)) == {one for one in made.values() if asking.row(one).state == state}


def test_what_was_withdrawn_is_shown_only_when_it_is_asked_for(asking):
    challenge_id = asking.at("withdrawn")
    assert (asking.shown(), asking.shown(state="withdrawn")) == ([], [challenge_id])


def test_the_register_is_narrowed_to_an_agency(asking):
    _council, police = asking.ask("council", "police")
    assert asking.shown(agency_id="police") == [police]


def test_the_register_is_narrowed_to_a_theme(asking):
    asking.ask(**CLAIM)
    (about_abuse,) = asking.ask(**THEME)
    assert asking.shown(theme_id="abuse") == [about_abuse]


def test_the_register_is_narrowed_to_what_is_overdue(asking, clock):
    made = one_of_each(asking)
    clock.advance(days=3)
    assert asking.shown(overdue=True) == [made["overdue"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MISSED appointments", True),
        ("appointments missed", True),
        ("two audits", True),
        ("neglect fell", True),
        ("claim-1.1", True),
        ("missed nothing", False),
        ("%", False),
        ("_", False),
    ],
)
def test_the_register_is_searched_by_every_word(asking, text, found):
    asking.ask(**CLAIM, question="What of missed appointments?", would_answer="Two audits.")
    assert bool(asking.shown(text=text)) is found


def test_narrowings_add_up(asking):
    council, _police = asking.ask("council", "police", question="So what?")
    asking.ask("council")
    assert asking.shown(agency_id="council", text="so what") == [council]


def test_the_register_comes_in_pages(asking):
    copies(asking, asking.at("raised"), PAGE_SIZE)
    assert (len(asking.shown()), len(asking.shown(page=2)), asking.shown(page=3)) == (PAGE_SIZE, 1, [])


def test_no_challenge_is_on_two_pages(asking):
    copies(asking, asking.at("raised"), PAGE_SIZE)
    assert len({*asking.shown(), *asking.shown(page=2)}) == PAGE_SIZE + 1


def test_every_page_tells_the_total(asking):
    copies(asking, asking.at("raised"), PAGE_SIZE)
    assert asking.read(reads.list_register, page=2).total == PAGE_SIZE + 1


def test_the_whole_register_comes_without_pages(asking):
    copies(asking, asking.at("raised"), PAGE_SIZE)
    assert len(asking.shown(page=None)) == PAGE_SIZE + 1


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("dee", {"draft", "council", "early-help", "icb", "together"}),
        ("sam", {"council", "early-help", "icb", "together"}),
        ("cora", {"council", "early-help", "together"}),
        ("eve", {"early-help"}),
        ("olga", {"icb", "together"}),
        ("pat", {"together"}),
    ],
)
def test_the_register_shows_everybody_what_concerns_them(asking, person, seen):
    made = {"draft": asking.draft()}
    made |= {name: asking.ask(name)[0] for name in ("council", "early-help", "icb", "together")}
    names = {challenge_id: name for name, challenge_id in made.items()}
    assert {names[one] for one in asking.shown(by=person)} == seen


@pytest.mark.parametrize("person", ["dee", "sam", "cora"])
@pytest.mark.parametrize("stage", STAGES)
def test_anyone_who_sees_a_challenge_in_the_register_may_open_it(asking, person, stage):
    challenge_id = asking.at(stage)
    visible = challenge_id in asking.shown(by=person, state=asking.row(challenge_id).state)
    try:
        opened = asking.whole(challenge_id, by=person).challenge.challenge_id == challenge_id
    except NotFound:
        opened = False
    assert opened is visible


@pytest.mark.parametrize("person", ["pat", "hal", "eve"])
def test_another_agency_finds_no_challenge(asking, person):
    with pytest.raises(NotFound, match="no challenge at this address that you may see"):
        asking.whole(asking.at("answered"), by=person)


def test_a_lay_member_reads_no_challenges(asking):
    with pytest.raises(NotAllowed):
        asking.whole(asking.at("raised"), by="liz")


def test_a_challenge_is_shown_with_everything_that_happened_newest_first(asking):
    whole = asking.whole(asking.at("closed"))
    assert [(one.kind, one.by) for one in whole.events] == [("closed", "Dee"), ("answered", "Cora"), ("raised", "Dee")]


def test_the_same_question_to_others_is_beside_it_for_the_scrutineer(asking):
    first, second, third = asking.ask("council", "icb", "police")
    assert ids(asking.whole(second).beside) == [first, third]


def test_the_same_question_to_others_is_not_beside_it_for_an_agency(asking):
    first, _second = asking.ask("council", "police")
    assert asking.whole(first, by="cora").beside == ()


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "draft"])
def test_the_agency_is_offered_to_answer_while_a_challenge_is_with_it(asking, stage):
    challenge_id = asking.at(stage)
    assert asking.whole(challenge_id, by="cora").can_answer == (stage in ("raised", "asked back", "escalated"))


def test_nobody_else_is_offered_to_answer(asking):
    assert not asking.whole(asking.at("raised"), by="sam").can_answer


@pytest.mark.parametrize(("agency_id", "somebody"), [("council", True), ("ccg", True), ("charity", False)])
def test_it_is_told_whether_somebody_can_answer(asking, agency_id, somebody):
    (challenge_id,) = asking.ask(agency_id)
    assert asking.whole(challenge_id).somebody_answers is somebody


def test_a_draft_tells_whom_it_is_for(asking):
    assert asking.whole(asking.draft(agency_ids=["icb", "police"])).agency_ids == ("icb", "police")


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("draft", "draft"),
        ("raised", "raised · due 4 December 2026"),
        ("asked back", "raised · due 4 December 2026 · the agency asked: what is meant, the deadline is paused"),
        ("answered", "answered"),
        ("escalated", "escalated · due 4 December 2026"),
        (
            "closed",
            "closed · partly assured; How far: Practice · how we know: shown · look again on 21 May 2027",
        ),
        ("re-checked", "closed · partly assured; How far: Practice · how we know: shown"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_where_a_challenge_stands_is_told_in_words(asking, stage, words):
    assert asking.whole(asking.at(stage)).challenge.stands == words


def test_an_overdue_challenge_tells_since_when(asking, clock):
    challenge_id = asking.at("raised")
    clock.advance(days=30)
    assert asking.whole(challenge_id).challenge.stands == "raised · overdue since 4 December 2026"


def test_what_was_asked_about_an_item_is_found_newest_first(asking):
    (first,), (second,) = asking.ask(**CLAIM), asking.ask(**CLAIM)
    asking.ask(**THEME)
    assert ids(asking.read(reads.list_about, **CLAIM)) == [second, first]


def test_about_an_item_what_was_withdrawn_is_left_out(asking):
    (challenge_id,) = asking.ask(**CLAIM)
    asking.act(service.withdraw, challenge_id)
    assert asking.read(reads.list_about, **CLAIM) == []


@pytest.mark.parametrize(("person", "seen"), [("dee", 2), ("sam", 1), ("cora", 1), ("pat", 0)])
def test_about_an_item_everybody_is_shown_what_they_may_see(asking, person, seen):
    asking.draft(**CLAIM)
    asking.ask(**CLAIM)
    assert len(asking.read(reads.list_about, by=person, **CLAIM)) == seen


def test_what_waits_for_the_scrutineer_comes_by_kind_the_most_pressing_first(asking, clock):
    made = one_of_each(asking)
    clock.advance(days=200)
    asking.act(service.reply, made["asked back"], due_on=days_on(300))
    asking.act(answering.ask_back, made["asked back"])
    waiting = {name: set(ids(found)) for name, found in asking.read(reads.list_waiting).items()}
    assert list(waiting.items()) == [
        ("Questions from agencies, waiting for your reply", {made["asked back"]}),
        ("Answers to judge", {made["answered"]}),
        ("Overdue", {made["overdue"], made["raised"], made["escalated"]}),
        ("To look at again", {made["closed"]}),
        ("Your drafts", {made["draft"]}),
    ]


def test_kinds_of_which_nothing_waits_are_left_out(asking):
    asking.at("answered")
    assert list(asking.read(reads.list_waiting)) == ["Answers to judge"]


@pytest.mark.parametrize("stage", ["raised", "escalated", "closed", "re-checked", "withdrawn"])
def test_what_is_with_an_agency_in_time_or_over_does_not_wait_for_the_scrutineer(asking, stage):
    asking.at(stage)
    assert asking.read(reads.list_waiting) == {}


def test_a_recheck_waits_from_its_day_on(asking, clock):
    challenge_id = asking.at("answered")
    asking.act(service.close, challenge_id, recheck_on=days_on(30))
    clock.advance(days=30)
    assert ids(asking.read(reads.list_waiting)["To look at again"]) == [challenge_id]


def test_what_waits_is_the_scrutineers(asking):
    with pytest.raises(NotAllowed):
        asking.read(reads.list_waiting, by="sam")


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "draft"])
def test_an_agency_owes_what_is_with_it(asking, stage):
    challenge_id = asking.at(stage)
    owed = ids(asking.read(reads.list_owed, by="cora"))
    assert owed == ([challenge_id] if stage in ("raised", "asked back", "escalated") else [])


def test_an_agency_owes_what_its_services_and_the_partnership_were_asked(asking):
    found = [asking.ask(name)[0] for name in ("council", "early-help", "together", "police")]
    assert ids(asking.read(reads.list_owed, by="cora")) == found[:3]


def test_what_is_owed_comes_by_due_date(asking):
    far, near = asking.ask(due_on=days_on(30))[0], asking.ask(due_on=days_on(2))[0]
    assert ids(asking.read(reads.list_owed, by="cora")) == [near, far]


def test_what_is_owed_begins_with_what_is_overdue_not_with_what_stands_still(asking, clock):
    still, overdue = asking.ask(due_on=days_on(2))[0], asking.ask(due_on=days_on(3))[0]
    asking.act(answering.ask_back, still)
    clock.advance(days=30)
    assert ids(asking.read(reads.list_owed, by="cora")) == [overdue, still]


def test_a_record_counts_what_an_agency_was_asked_by_state(asking):
    one_of_each(asking)
    record = asking.read(reads.record_of_agency, agency_id="council")
    assert record.by_state == {
        ChallengeState.RAISED: 3,
        ChallengeState.ANSWERED: 1,
        ChallengeState.ESCALATED: 1,
        ChallengeState.CLOSED: 2,
        ChallengeState.WITHDRAWN: 1,
    }


def test_a_record_counts_what_is_open(asking):
    one_of_each(asking)
    assert asking.read(reads.record_of_agency, agency_id="council").open == 5


def test_a_record_lists_the_challenges_like_the_register(asking):
    _council, police = asking.ask("council", "police")
    assert ids(asking.read(reads.record_of_agency, agency_id="police").challenges) == [police]


def test_a_record_tells_how_many_answers_came_on_time(asking, clock):
    first, second = asking.at("answered"), asking.at("raised")
    clock.advance(days=30)
    asking.act(answering.send_answer, second)
    asking.act(service.close, first)
    assert asking.read(reads.record_of_agency, agency_id="council").punctuality == "1 of 2 answers on time"


def test_a_record_counts_every_rounds_answer(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id)
    asking.act(answering.send_answer, challenge_id)
    assert asking.read(reads.record_of_agency, agency_id="council").punctuality == "2 of 2 answers on time"


def test_a_draft_of_an_answer_is_no_answer_on_the_record(asking):
    asking.act(answering.save_answer, asking.at("raised"))
    assert asking.read(reads.record_of_agency, agency_id="council").punctuality == "no answer yet"


def test_a_record_counts_the_ratings(asking):
    for rating in (Rating.PARTLY, Rating.NOT, Rating.PARTLY):
        asking.act(service.rate, asking.at("answered"), rating=rating)
    asking.at("answered")
    assert asking.read(reads.record_of_agency, agency_id="council").ratings == {Rating.PARTLY: 2, Rating.NOT: 1}


def test_an_agency_that_was_asked_nothing_has_an_empty_record(asking):
    record = asking.read(reads.record_of_agency, agency_id="charity")
    assert (record.agency, record.by_state, record.overdue, record.punctuality) == (
        "Tiny Charity",
        {},
        0,
        "no answer yet",
    )


@pytest.mark.parametrize(
    ("person", "agency_id"), [("dee", "nobody"), ("pat", "council"), ("eve", "council"), ("cora", "police")]
)
def test_there_is_no_record_of_an_unknown_agency_nor_for_a_stranger(asking, person, agency_id):
    with pytest.raises(NotFound, match="no record"):
        asking.read(reads.record_of_agency, by=person, agency_id=agency_id)


@pytest.mark.parametrize(
    ("person", "agency_id"), [("cora", "council"), ("cora", "early-help"), ("pat", "together"), ("sam", "police")]
)
def test_a_record_is_read_by_the_agency_itself_and_by_the_office(asking, person, agency_id):
    assert asking.read(reads.record_of_agency, by=person, agency_id=agency_id).agency_id == agency_id


def test_open_challenges_that_nobody_can_answer_are_counted_by_agency(asking):
    asking.ask("charity", "council")
    asking.ask("charity")
    assert asking.read(reads.count_unanswerable, by="sam") == {"Tiny Charity": 2}


def test_an_agency_with_drafting_accounts_alone_counts_as_one_that_nobody_answers_for(asking):
    asking.ask("police")
    with asking.store.writing() as session:
        session.get(Account, asking.people["pat"].account_id).answers = False
        session.commit()
    assert asking.read(reads.count_unanswerable, by="sam") == {"Tiny Police": 1}


def test_what_is_over_needs_nobody_to_answer(asking):
    (challenge_id,) = asking.ask("charity")
    asking.act(service.withdraw, challenge_id)
    assert asking.read(reads.count_unanswerable, by="sam") == {}


def test_agencies_to_ask_are_those_of_today_statutory_partners_first(asking):
    assert list(asking.read(reads.agencies_to_ask)) == [
        "council",
        "icb",
        "police",
        "charity",
        "early-help",
        "together",
    ]


def test_before_asking_it_is_said_for_whom_nobody_signs_in(asking):
    assert asking.read(reads.notes_on_asking, report_id=TINY) == {
        "charity": "Nobody signs in for Tiny Charity, and no commissioner is known: the partners are asked."
    }


def test_the_last_answer_of_several_rounds_is_the_one_that_counts(asking):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id)
    asking.act(answering.send_answer, challenge_id)
    assert asking.read(reads.answers_to, challenge_ids=[challenge_id])[challenge_id].round == 2


def test_answers_to_other_agencies_challenges_are_left_out(asking):
    challenge_id = asking.at("answered")
    assert asking.read(reads.answers_to, by="pat", challenge_ids=[challenge_id]) == {}


def test_lateness_is_told_for_every_answer_of_a_challenge(asking, clock):
    challenge_id = asking.at("answered")
    asking.act(service.challenge_further, challenge_id)
    clock.advance(days=30)
    asking.act(answering.send_answer, challenge_id)
    with asking.store.reading() as session:
        assert lateness_by_agency(session, [challenge_id]) == {"council": [False, True]}


@pytest.mark.parametrize("stage", STAGES)
def test_the_room_is_shown_what_was_raised_and_never_a_draft(asking, stage):
    challenge_id = asking.at(stage)
    with asking.store.reading() as session:
        shown, _answer = reads.find_on_agenda(session, challenge_id)
    assert (shown is None) == (stage == "draft")


def test_the_room_is_not_shown_an_agencys_draft(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id)
    with asking.store.reading() as session:
        assert reads.find_on_agenda(session, challenge_id)[1] is None
