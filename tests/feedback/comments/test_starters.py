"""Ways to begin a sentence."""

import csv

from cscp_core.readability import WORD
from feedback.comments.rules import CommentKind
from feedback.comments.starters import FILE, list_starters


def test_each_starter_is_of_a_kind_that_has_a_box_for_words():
    with FILE.open(encoding="utf-8", newline="") as file:
        kinds = {row["kind"] for row in csv.DictReader(file)}
    assert kinds == {CommentKind.VIEW, CommentKind.MISSING, CommentKind.STILL, CommentKind.QUESTION}


def test_a_starter_is_short_and_ends_in_no_mark():
    found = [one for kind in CommentKind for one in list_starters(kind)]
    assert [one for one in found if len(WORD.findall(one)) > 6 or not one[-1].isalpha()] == []


def test_a_joint_view_has_none():
    assert list_starters(CommentKind.TOGETHER) == ()
