"""A writer whose comment was sent back may ask the scrutineer, once, to look again."""

from feedback.comments import checking, service
from feedback.comments.rules import Reason, Stance
from feedback.comments.service import Content
from tests.conftest import REPORT
from tests.pages.conftest import act

LABEL = "Ask the scrutineer to look again"


def buttons(page, comment_id):
    return [one for one in page.button if one.label == LABEL and comment_id in one.key]


def test_asking_the_scrutineer_to_look_again_is_offered_once_and_not_twice(open_page):
    content = Content(stance=Stance.DOES_NOT, really="", words="Nobody asked us.")
    comment_id = act(service.send, "lay.member", about=(REPORT.name, "claim", "claim-3.4-04"), content=content)
    why = {"reason": Reason.IDENTIFIES, "told": "Leave out which street it was."}
    act(checking.send_back, "business.manager", comment_id=comment_id, version=1, **why)
    page = open_page("my_comments", "lay.member")
    (button,) = buttons(page, comment_id)
    button.click().run()
    assert not page.exception
    assert buttons(page, comment_id) == []
    assert buttons(open_page("my_comments", "lay.member"), comment_id) == []
