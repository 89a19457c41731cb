"""The trail on its page: acts by their labels, and the filter by code or by any words that an earlier address holds."""

import pytest

from cscp_core.storage.trail_actions import ACTIONS, CommentsAction


def shown(page):
    """What was done, in the rows with minutes and in the lines by month."""
    return [one.replace("\\", "") for table in page.table for one in table.value["What was done"]]


def test_acts_are_shown_and_offered_by_their_labels_and_no_code(open_page):
    page = open_page("trail", "business.manager")
    labels = {one.label for one in ACTIONS.values()}
    (choice,) = page.selectbox
    assert set(shown(page)) <= labels
    assert choice.options[1:] == sorted(choice.options[1:])
    assert set(choice.options[1:]) <= labels
    assert len(choice.options) > 5


@pytest.mark.parametrize("said", CommentsAction.MODERATED.written)
def test_an_address_with_a_code_or_earlier_words_opens_the_same_rows(open_page, said):
    page = open_page("trail", "business.manager", act=said)
    assert not page.exception
    assert page.selectbox[0].value == CommentsAction.MODERATED
    assert set(shown(page)) == {"moderated a comment"}
    said = "".join(one.value for one in page.caption).replace("\\", "")
    assert "What was done: moderated a comment" in said
