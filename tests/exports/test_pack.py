"""A meeting's pack and its record: what the room is shown and what it agreed, and nothing that is private."""

from dataclasses import replace
from datetime import date, time

import pytest

from cscp_core.errors import NotAllowed, NotFound
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.exports import service
from cscp_core.people.permissions import MAY, SYSTEM, Actor, Permission, Role
from cscp_core.scrutiny.challenges import answering, drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, Rating
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.settings import INVENTED
from feedback.comments import checking
from feedback.comments import service as comments
from feedback.comments.rules import CommentKind, Readers, Stance
from feedback.comments.service import Content
from tests.exports.opened import (
    headings,
    items,
    opened,
    pictures,
    points,
    reaches_out,
    rows_under,
    words,
)
from tests.hostile import TEXT
from tests.scrutiny.meetings.scene import (
    BOXES,
    FIGURE,
    SAMPLE,
    TEN_WORKING_DAYS,
    TODAY,
    make_pick,
    pick_asked,
    picks,
)

MARKER = "Zanzibar"
FILES = ["pack", "record"]
IN_THE_ROOM = ["pat", "hal", "lou"]


def pack_of(scene, meeting_id, by="dee", **how):
    return opened(scene.ask(service.meeting_pack, scene.people[by], meeting_id=meeting_id, **how))


def record_of(scene, meeting_id, by="dee"):
    return opened(scene.ask(service.meeting_record, scene.people[by], meeting_id=meeting_id))


READ = {"pack": pack_of, "record": record_of}


def page_of(scene, pick, by="dee"):
    """The words of the only item of a meeting's pack."""
    return items(pack_of(scene, scene.plan(pick), by))[1]


# the pack


def test_the_pack_says_what_kind_of_meeting_it_is_and_when_and_how_long_it_takes(scene):
    said = words(pack_of(scene, scene.plan(*picks("A", "B", "C"))))
    assert "Scrutiny meeting, Friday 20 November 2026. 30 minutes planned." in said


def test_the_pack_says_who_attends(scene):
    said = words(pack_of(scene, scene.plan(make_pick(), attendees="Scrutineer\n\nCouncil\n")))
    assert "Attending: Scrutineer, Council." in said


@pytest.mark.parametrize("read", [pack_of, record_of])
def test_pack_and_record_say_when_and_where_who_is_there_and_who_sent_apologies(scene, read):
    meeting_id = scene.plan(make_pick())
    head = {"title": "Winter", "kind": MeetingKind.SUBGROUP, "held_on": TODAY, "place": "Room 2"}
    head |= {"begins": time(22, 30), "ends": time(0, 30), "attendees": "Chair\nPolice", "apologies": "Police\nHousing"}
    scene.change(meetings.change_meeting, meeting_id, **head)
    said = words(read(scene, meeting_id))
    assert "Friday 20 November 2026, 22:30 to 00:30 on Saturday 21 November 2026, Room 2." in said
    assert "Attending: Chair.\nApologies: Police, Housing." in said


def test_where_nobody_is_named_nobody_attends(scene):
    assert "Attending" not in words(pack_of(scene, scene.plan(make_pick())))


def test_the_agenda_has_every_item_in_order_with_whom_it_asks_and_its_minutes(scene):
    meeting_id = scene.plan(make_pick(minutes=25), *picks("Any other business"))
    assert rows_under(pack_of(scene, meeting_id), "Agenda") == [
        ["1", "What was it before?", "Tiny Council", "25"],
        ["2", "Any other business?", "", "10"],
    ]


def test_a_long_question_is_shortened_in_the_agenda_and_whole_above_its_item(scene):
    asked = f"{'Who looked at it again? ' * 10}Who?"
    document = pack_of(scene, scene.plan(make_pick(question=asked)))
    ((_, question, *_),) = rows_under(document, "Agenda")
    assert (len(question) <= 142, asked.startswith(question.removesuffix(" …")), question[-2:]) == (True, True, " …")
    assert headings(document, 2)[-1] == f"1. {asked}"


def test_every_item_begins_with_its_number_and_its_question(scene):
    found = items(pack_of(scene, scene.plan(make_pick(), *picks("B", "C"))))
    assert [page[0] for page in found] == ["Autumn scrutiny", "1. What was it before?", "2. B?", "3. C?"]


def test_a_meeting_without_items_has_an_agenda_and_nothing_else(scene):
    assert len(items(pack_of(scene, scene.plan(make_pick(), *())))) == 2
    meeting_id = scene.act(
        meetings.plan_meeting, scene.dee, title="Empty", kind=scene.meeting(1).kind, held_on=TODAY, attendees="",
        report_id="tiny-2020-21",
    )  # fmt: skip
    assert len(items(pack_of(scene, meeting_id))) == 1


def test_an_item_on_a_claim_says_what_they_say_and_where(scene):
    assert "Section 1.1 reports that neglect fell." in page_of(scene, make_pick())


def test_an_item_names_the_agency_that_is_asked_and_its_theme(scene):
    assert page_of(scene, make_pick())[1] == "Asked of Tiny Council · Theme: Neglect."


def test_an_item_on_a_claim_has_its_figures_as_they_are_printed(scene):
    page = page_of(scene, make_pick())
    cells = page[page.index("As printed") : page.index("As printed") + 6]
    assert [cell for cell in cells if FIGURE in cell] == [f"Rate of neglect ({FIGURE})"]
    assert {"Camden, 2020-21", "1.1"} <= set(cells)
    assert any(cell.startswith("19") for cell in cells)


def test_an_item_on_a_claim_says_what_is_missing(scene):
    assert [line for line in page_of(scene, make_pick()) if line.startswith("What is missing: ")]


def test_an_item_on_an_action_says_how_far_it_has_come(scene):
    page = page_of(scene, make_pick(source_kind="recommendation", source_id="recommendation-1", title="Ask children."))
    assert "Section 1.1 records a recommendation: Ask children." in page
    assert "Status: not reported (suggested)" in page


def test_an_item_says_what_would_answer_it(scene):
    assert page_of(scene, make_pick())[-1] == "What would answer this: The rate of the year before."


def test_a_free_question_has_its_words_and_nothing_besides(scene):
    page = page_of(scene, picks("Any other business")[0])
    assert page[0] == "1. Any other business?"
    assert [line for line in page if line.startswith(("What is missing", "The last answer"))] == []


def test_an_item_on_a_challenge_says_to_whom_it_was_put_and_how_it_stands(scene):
    number = scene.raise_challenge()
    page = page_of(scene, pick_asked(number))
    assert f"Challenge {number}: Tiny Council, raised · due 4 December 2026" in page
    assert "Section 1.1 reports that neglect fell." in page


def test_an_item_on_a_challenge_has_every_box_of_the_last_answer_and_its_evidence(scene):
    number = scene.raise_challenge()
    scene.answer(number, evidence=[SAMPLE])
    page = page_of(scene, pick_asked(number))
    start = page.index("The last answer")
    assert page[start : start + 6] == [
        "The last answer",
        "What we did: We looked.",
        "What changed for children: Children wait less.",
        "How we know: An audit.",
        "What is next: A second audit. (Head of service)",
        "Evidence: Dip sample, Quality lead, October 2026, held at the council's own files",
    ]


def test_an_answer_to_a_later_round_takes_the_place_of_the_first(scene):
    number = scene.raise_challenge()
    scene.answer(number)
    scene.further(number)
    scene.answer(number, boxes=replace(BOXES, did="We looked again."))
    said = words(pack_of(scene, scene.plan(pick_asked(number))))
    assert ("We looked again." in said, "We looked.\n" in said) == (True, False)


def test_headings_lead_from_the_meeting_to_the_item_to_its_answer(scene):
    number = scene.raise_challenge()
    scene.answer(number)
    document = pack_of(scene, scene.plan(pick_asked(number)))
    assert headings(document, 1) == ["Autumn scrutiny"]
    assert headings(document, 2) == ["Agenda", "1. What changed for children?"]
    assert headings(document, 3) == ["The last answer"]


def test_large_print_has_the_same_words(scene):
    meeting_id = scene.plan(make_pick(), *picks("B"))
    assert words(pack_of(scene, meeting_id, large_print=True)) == words(pack_of(scene, meeting_id))


def test_a_long_answer_is_shortened_and_says_so(scene):
    number = scene.raise_challenge()
    scene.answer(number, boxes=replace(BOXES, did="We looked. " * 80, changed="x" * 201))
    page = page_of(scene, pick_asked(number))
    did, changed = (next(one for one in page if one.startswith(name)) for name in ("What we did", "What changed for"))
    assert did.endswith("We looked. … (the rest is in the app)")
    assert changed == f"What changed for children: {'x' * 200} … (the rest is in the app)"


# the record


def test_a_decision_stands_with_its_owner_and_its_date(scene):
    meeting_id = scene.open()
    scene.capture(meeting_id, NoteKind.DECISION, words="A second audit.", owner="Head", due_on=date(2027, 2, 1))
    assert rows_under(record_of(scene, meeting_id), "Decisions") == [
        ["D1", "RESOLVED: A second audit.", "Head", "1 February 2027"]
    ]


def test_a_decision_without_owner_or_date_says_so(scene):
    meeting_id = scene.open()
    scene.capture(meeting_id, NoteKind.DECISION, words="A second audit.")
    assert rows_under(record_of(scene, meeting_id), "Decisions") == [
        ["D1", "RESOLVED: A second audit.", "none named", "no date"]
    ]


def test_a_challenge_stands_with_its_number_its_agencies_and_its_date(scene):
    meeting_id = scene.open()
    note = scene.capture(meeting_id, NoteKind.CHALLENGE, words="What did it find?", agency_ids=["council", "board"])
    number = scene.note(meeting_id, note).challenge_id
    assert rows_under(record_of(scene, meeting_id), "Challenges raised") == [
        [str(number), "What did it find?", "Tiny Council", "4 December 2026"],
        [str(number + 1), "What did it find?", "Tiny Health Board", "4 December 2026"],
    ]


def test_a_spoken_answer_stands_with_its_challenge_the_agency_and_when_it_is_awaited(scene):
    number = scene.raise_challenge("board")
    meeting_id = scene.open(pick_asked(number, agency_id="board"))
    details = {"item_id": scene.item(meeting_id).item_id, "words": "It comes by Friday."}
    scene.capture(meeting_id, NoteKind.SPOKEN, **details)
    assert rows_under(record_of(scene, meeting_id), "Said, written evidence awaited") == [
        [str(number), "It comes by Friday.", "Tiny Health Board", f"{TEN_WORKING_DAYS:%-d %B %Y}"]
    ]


def test_what_was_said_and_not_asked_for_in_writing_stands_apart(scene):
    meeting_id = scene.open(make_pick())
    details = {
        "item_id": scene.item(meeting_id).item_id,
        "words": "It rose.",
        "in_writing": False,
        "due_on": TEN_WORKING_DAYS,
    }
    scene.capture(meeting_id, NoteKind.SPOKEN, **details)
    document = record_of(scene, meeting_id)
    assert rows_under(document, "Said, written evidence awaited") == []
    by = f"{TEN_WORKING_DAYS:%-d %B %Y}"
    assert rows_under(document, "Said, not asked for in writing") == [["", "It rose.", "Tiny Council", by]]


def test_what_was_not_reached_is_listed(scene):
    meeting_id = scene.open(make_pick(), *picks("B", "C"))
    scene.go_to(meeting_id, 2)
    document = record_of(scene, meeting_id)
    assert points(document) == ["3. C?"]
    assert "Every item was reached." not in words(document)


def test_where_every_item_was_reached_the_record_says_so(scene):
    assert "Every item was reached." in words(record_of(scene, scene.ended()))


def test_where_nothing_was_agreed_the_record_says_so_under_each_heading(scene):
    said = words(record_of(scene, scene.ended()))
    for sentence in ("Nothing was decided.", "No challenge was raised.", "No spoken answer was kept."):
        assert sentence in said


def test_the_record_is_titled_as_one_and_has_its_parts_in_order(scene):
    document = record_of(scene, scene.ended())
    assert headings(document, 1) == ["Record: Autumn scrutiny"]
    assert headings(document, 2) == [
        "What came of each item",
        "Decisions",
        "Challenges raised",
        "Said, written evidence awaited",
        "Not reached",
    ]


def test_what_the_business_manager_noted_stands_apart_until_it_is_confirmed(scene):
    meeting_id = scene.open()
    note_id = scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="A second audit.")
    before = record_of(scene, meeting_id)
    assert points(before) == ["decision: A second audit."]
    assert "Nothing was decided." in words(before)
    scene.settle(notes.confirm_note, note_id)
    after = record_of(scene, meeting_id)
    assert "RESOLVED: A second audit." in words(after)
    assert points(after) == []


@pytest.mark.parametrize("by", IN_THE_ROOM)
def test_anyone_who_does_not_run_meetings_reads_nothing_that_was_only_noted(scene, by):
    meeting_id = scene.open()
    for kind in NoteKind:
        scene.capture(meeting_id, kind, scene.sam, words=MARKER, owner=MARKER)
    assert MARKER not in words(record_of(scene, meeting_id, by))
    assert "Noted" not in words(record_of(scene, meeting_id, by))


@pytest.mark.parametrize("by", ["dee", "sam", *IN_THE_ROOM])
def test_what_was_struck_out_stands_in_no_record(scene, by):
    meeting_id = scene.open()
    note_id = scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words=MARKER)
    scene.settle(notes.strike_note, note_id)
    assert MARKER not in words(record_of(scene, meeting_id, by))


# what is private


def busy(scene):
    """A meeting about a challenge, with words in every private place around both."""
    number = scene.raise_challenge()
    draft = {"boxes": Boxes(MARKER, MARKER, MARKER, MARKER, MARKER, BOXES.next_by), "evidence": [SAMPLE]}
    scene.act(answering.save_answer, scene.pat, challenge_id=number, seen_version=0, **draft)
    for kind, source_id in (("challenge", str(number)), ("claim", "claim-1.1-01"), ("meeting", "1"), ("", "")):
        scene.act(notebook.write_note, scene.dee, words=MARKER, about_kind=kind, about_id=source_id)
    worded = {"question": MARKER, "would_answer": MARKER, "agency_ids": ["council"]}
    about_claim = {"report_id": "tiny-2020-21", "source_kind": "claim", "source_id": "claim-1.1-01"}
    category = next(iter(ChallengeCategory))
    scene.act(drafting.make_draft, scene.dee, category=category, **worded, **about_claim)
    return scene.open(pick_asked(number, because=MARKER), make_pick(because=MARKER))


@pytest.mark.parametrize("by", ["dee", "sam", *IN_THE_ROOM])
@pytest.mark.parametrize("read", FILES)
def test_private_notes_drafts_unsent_answers_and_why_an_item_was_suggested_stand_in_no_file(scene, read, by):
    assert MARKER not in words(READ[read](scene, busy(scene), by))


@pytest.mark.parametrize("by", ["sam", *IN_THE_ROOM])
@pytest.mark.parametrize("read", FILES)
def test_everybody_in_the_room_reads_the_same(scene, read, by):
    number = scene.raise_challenge()
    scene.answer(number)
    meeting_id = scene.open(pick_asked(number), make_pick())
    scene.capture(meeting_id, NoteKind.DECISION)
    assert words(READ[read](scene, meeting_id, by)) == words(READ[read](scene, meeting_id))


# what young people and lay members say


def say(scene, readers, words="Nobody asked us.", **about):
    """A Young Advisor's comment on the claim, published."""
    content = Content(stance=Stance.DOES_NOT, really="", words=words, readers=readers)
    made = scene.act(
        comments.send, scene.yas, about=("tiny-2020-21", "claim", "claim-1.1-01"), content=content, **about
    )
    scene.act(checking.let_stand, scene.sam, comment_id=made, version=1)


HEARD = "Young Advisors, November 2026: It doesn't match what I know. Nobody asked us."


def test_an_item_has_the_comments_that_their_writers_let_into_meetings_and_reports(scene):
    say(scene, Readers.ANYWHERE)
    assert HEARD in page_of(scene, make_pick())


def test_an_item_on_a_challenge_has_the_comments_on_what_it_is_about(scene):
    say(scene, Readers.ANYWHERE)
    assert HEARD in page_of(scene, pick_asked(scene.raise_challenge()))


@pytest.mark.parametrize("readers", [Readers.SCRUTINEER, Readers.PARTNERS])
def test_no_comment_that_was_not_let_into_meetings_and_reports_is_printed(scene, readers):
    say(scene, readers)
    assert [line for line in page_of(scene, make_pick()) if "Nobody asked us." in line] == []


def test_a_question_of_young_advisors_heads_the_agenda_and_says_whose_it_is(scene):
    meeting_id = scene.plan(make_pick())
    about, content = ("tiny-2020-21", "theme", "neglect"), Content(words="When do we hear?")
    made = scene.act(comments.send, scene.yas, about=about, content=content, kind=CommentKind.QUESTION)
    scene.act(checking.let_stand, scene.sam, comment_id=made, version=1)
    first, second, _ = items(pack_of(scene, meeting_id))
    assert first[first.index("1") + 1] == "When do we hear?"
    assert second == ["1. When do we hear?", "A question from Young Advisors"]


# that it is a demonstration


@pytest.mark.parametrize("read", FILES)
def test_every_page_says_that_it_is_a_demonstration(scene, read):
    document = READ[read](scene, scene.open())
    assert [one.header.paragraphs[0].text for one in document.sections] == [INVENTED]


# who may, and what there is


@pytest.mark.parametrize("read", FILES)
@pytest.mark.parametrize("role", sorted(Role))
def test_anyone_who_reads_meetings_gets_their_files_and_nobody_else(scene, read, role):
    scene.plan(make_pick())
    people = scene.people | {
        "kim": SYSTEM if role is Role.SYSTEM else Actor(account_id=1, username="kim", name="Kim", role=role)
    }
    object.__setattr__(scene, "people", people)
    if role in MAY[Permission.READ_MEETINGS]:
        assert headings(READ[read](scene, 1, "kim"), 1)
    else:
        with pytest.raises(NotAllowed):
            READ[read](scene, 1, "kim")


@pytest.mark.parametrize("read", FILES)
def test_a_meeting_that_was_never_planned_has_no_files(scene, read):
    with pytest.raises(NotFound):
        READ[read](scene, 9)


# hostile words


@pytest.fixture
def hostile(scene):
    """A meeting with hostile words in every field that somebody fills in."""
    number = scene.raise_challenge(question=TEXT, would_answer=TEXT)
    scene.act(
        answering.ask_back, scene.pat, challenge_id=number, version=scene.version(number), asked=AskedBack.MEANING,
        words=TEXT,
    )  # fmt: skip
    scene.act(challenges.reply, scene.dee, challenge_id=number, version=scene.version(number), words=TEXT)
    short = TEXT[:150]
    sample = type(SAMPLE)(short, short, short, short, f"https://{short}")
    scene.answer(number, boxes=Boxes(TEXT, TEXT, TEXT, TEXT, short, BOXES.next_by), evidence=[sample])
    rated = {"version": scene.version(number), "rating": Rating.PARTLY, "reason": TEXT}
    scene.act(challenges.rate, scene.dee, challenge_id=number, **rated)
    scene.act(challenges.challenge_further, scene.dee, challenge_id=number, version=scene.version(number), words=TEXT)
    worded = {"title": TEXT, "question": TEXT, "would_answer": TEXT}
    meeting_id = scene.open(
        pick_asked(number, **worded), make_pick(**worded), *picks(TEXT), title=TEXT[:200], attendees=f"{TEXT}\n{TEXT}"
    )
    item_id = scene.item(meeting_id).item_id
    for person in (scene.dee, scene.sam):
        for kind in NoteKind:
            asked = {"would_answer": TEXT, "agency_ids": ["council"]} if kind is NoteKind.CHALLENGE else {}
            scene.capture(meeting_id, kind, person, item_id=item_id, words=TEXT, owner=TEXT[:200], **asked)
    return scene, meeting_id


@pytest.mark.parametrize("read", FILES)
def test_hostile_words_stay_words(hostile, read):
    scene, meeting_id = hostile
    document = READ[read](scene, meeting_id)
    assert words(document).count(TEXT) >= 5
    assert reaches_out(document) == []
    assert pictures(document) == 0


def test_a_file_of_hostile_words_still_has_one_title_and_a_page_an_item(hostile):
    scene, meeting_id = hostile
    document = pack_of(scene, meeting_id)
    assert headings(document, 1) == [TEXT[:200]]
    assert len(items(document)) == 1 + 3
