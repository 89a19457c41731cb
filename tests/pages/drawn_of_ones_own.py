"""What one Young Advisor chooses in two tabs: what they want for a term, and how a meeting was."""

from cscp_core.scrutiny.meetings.tables import Meeting
from feedback.ratings import service as ratings
from feedback.ratings.rules import Felt
from feedback.space import service as space
from feedback.space.rules import Colour, SpaceChoice
from feedback.together import questions
from tests.pages.acting import act, row
from tests.pages.drawn import REPORT, Act
from tests.pages.drawn_in_meetings import meeting


class ChoosingForATerm(Act):
    """A colour is chosen here, and another in the other tab."""

    page, by, button, says = "our_space", "young.advisor", "space/colour Save", "Berry"
    sentence = "You chose something else in another tab"

    def write(self, page, of):
        page.session_state["space/colour/codes"] = [Colour.LEAF.value]  # as a press on it does
        return page.run()

    def version(self, of):
        return act(space.list_own_choices, self.by)[SpaceChoice.COLOUR].version

    def beside(self, of, version):
        codes = [Colour.BERRY.value]
        act(space.choose, self.by, report_id=REPORT, what=SpaceChoice.COLOUR, version=version, codes=codes)

    def stands(self, of):
        return act(space.list_own_choices, self.by)[SpaceChoice.COLOUR].codes


class Rating(Act):
    """How a meeting was is answered here, and otherwise in the other tab."""

    page, by, button, says = "rate_meeting", "young.advisor", "rating/{of} Change it", "Partly"
    sentence = "in another tab"

    def begin(self):
        of = meeting()
        act(questions.end_meeting, "scrutineer", meeting_id=of, version=row(Meeting, of).version)
        self.answer(of, Felt.YES, self.version(of))
        return of

    def answer(self, of, heard, version):
        details = {"heard": heard, "straight": Felt.PARTLY, "wishes": []}
        act(ratings.rate, self.by, meeting_id=of, version=version, **details)

    def write(self, page, of):
        page.session_state[f"rating/{of}/heard"] = Felt.NO
        return page.run()

    def version(self, of):
        return next(one.version for one in act(ratings.list_open, self.by) if one.meeting_id == of)

    def beside(self, of, version):
        self.answer(of, Felt.PARTLY, version)

    def stands(self, of):
        return next(one.own for one in act(ratings.list_open, self.by) if one.meeting_id == of)


class TakingARatingBack(Rating):
    button, says = "rating/{of} Take it back", ""

    def write(self, page, of):
        return page


ACTS = [ChoosingForATerm(), Rating(), TakingARatingBack()]
