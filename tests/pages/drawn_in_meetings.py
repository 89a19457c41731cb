"""Acts on the notes of a meeting, on its end, and on rows of a report that is read."""

from sqlmodel import col

from cscp_core.confirming import deciding, sections
from cscp_core.confirming.tables import DraftRow
from cscp_core.scrutiny.meetings import ending, notes, service
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from tests.pages.acting import act, press, row
from tests.pages.drawn import REPORT, Act, newest
from tests.pages.drawn_elsewhere import day
from tests.pages.test_reading_a_report import read
from tests.scrutiny.meetings.scene import make_pick


def meeting() -> int:
    """A meeting that is going on."""
    known = {"title": "A meeting", "kind": MeetingKind.SCRUTINY, "held_on": day(), "attendees": "Chair"}
    picks = [make_pick(report_id=REPORT, agency_id="")]
    made = act(service.plan_meeting, "scrutineer", report_id=REPORT, picks=picks, **known)
    act(service.start_meeting, "scrutineer", meeting_id=made, version=row(Meeting, made).version)
    return int(made)


class OfNote(Act):
    """What the business manager took down, and puts right while the scrutineer has it on the screen."""

    page, by, sentence, says = "meeting", "scrutineer", notes.CHANGED, "All but one of us look again."
    taken_by = "business.manager"

    def __init__(self, button):
        self.button = f"noted/{{of}} {button}"

    def begin(self):
        known = {"meeting_id": meeting(), "item_id": None, "kind": NoteKind.DECISION, "words": "All of us look again."}
        return act(notes.capture_note, self.taken_by, owner="All", due_on=day(), **known)

    def query(self, of):
        return {"id": str(row(MeetingNote, of).meeting_id)}

    def version(self, of):
        return row(MeetingNote, of).version

    def beside(self, of, version):
        act(notes.correct_note, self.taken_by, note_id=of, version=version, words=self.says, owner="Chair")

    def stands(self, of):
        found = row(MeetingNote, of)
        return found.state, found.words


class CorrectingANote(OfNote):
    """A decision that stands, corrected in two tabs."""

    page, taken_by = "ending", "scrutineer"

    def __init__(self):
        self.button = "correct/{of} Save the correction"

    def write(self, page, of):
        return page.text_area(key=f"correct/{of}/words").input("In this tab.").run()


class OfMeeting(Act):
    """A meeting of whose item somebody says meanwhile what came of it."""

    page, by, sentence = "ending", "scrutineer", "Somebody changed this meeting while you were reading"

    def __init__(self, button):
        self.button = f"ending/{{of}} {button}"

    def begin(self):
        return meeting()

    def query(self, of):
        return {"id": str(of)}

    def version(self, of):
        return row(Meeting, of).version

    def beside(self, of, version):
        item = newest(AgendaItem, col(AgendaItem.item_id), AgendaItem.meeting_id == of)
        known = {"meeting_id": of, "version": version, "item_id": item.item_id, "result": None}
        act(ending.set_result, "business.manager", **known)

    def stands(self, of):
        return row(Meeting, of).state


class OfDraftedRow(Act):
    """A drafted row that is decided in another tab meanwhile."""

    page, by, sentence, again = "read_a_report", "business.manager", deciding.CHANGED, False

    def __init__(self, button):
        self.button = f"reading/{{of}} {button}"

    def begin(self):
        reading_id = int(read())
        act(sections.take_next, self.by, reading_id=reading_id)
        return self.first(reading_id).row_number

    def first(self, reading_id):
        found = newest(DraftRow, -col(DraftRow.place), DraftRow.reading_id == reading_id)
        assert found
        return found

    def query(self, of):
        return {"id": str(row(DraftRow, of).reading_id)}

    def version(self, of):
        return row(DraftRow, of).version

    def beside(self, of, version):
        act(deciding.discard_row, self.by, row_number=of, version=version)

    def stands(self, of):
        return row(DraftRow, of).state


class ChangingADraftedRow(OfDraftedRow):
    def write(self, page, of):
        page = press(page, "Change")
        fields = [*page.text_area, *page.text_input]
        next(one for one in fields if (one.key or "").startswith(f"change/{of}/")).input("Other words.")
        return page

    def buttons(self, page, of):
        return [one for one in page.button if one.label == "Keep with these changes"]


ACTS = [
    OfNote("Confirm"), OfNote("Strike out"), CorrectingANote(), OfMeeting("End the meeting"),
    OfMeeting("Adjourn the meeting"), OfDraftedRow("Keep"), OfDraftedRow("Discard"),
    ChangingADraftedRow("Keep with these changes"),
]  # fmt: skip
