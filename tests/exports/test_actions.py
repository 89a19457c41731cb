"""The file of actions: every one of them with its state for the day and the words as printed."""

import csv
import io

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.exports import service
from cscp_core.exports.actions import COLUMNS
from cscp_core.people.permissions import SYSTEM, Actor, Role

REPORT = "annual-report-2019-20"
DEE = Actor(account_id=1, username="dee", name="Dee", role=Role.LAY_MEMBER)


def rows(store, actor):
    with store.reading() as session:
        made = service.actions_csv(session, actor, report_id=REPORT)
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))


def test_the_file_has_every_action_with_its_state_and_its_words(camden_to_read):
    found = {row["Action"]: row for row in rows(camden_to_read, DEE)}
    assert len(found) == 259
    row = found["rec-3.1.10-04"]
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["State"], row["Due, as printed"], row["Due by"], row["How that was read"]) == (
        "Past its date", "Autumn 2020", "2020-11-30", "",
    )  # fmt: skip
    assert row["Who gives the status"] == "suggested"


def test_the_command_line_takes_no_file(camden_to_read):
    with pytest.raises(NotAllowed):
        rows(camden_to_read, SYSTEM)
