"""What of a loaded report is still to be filled in."""

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.evidence.unfilled import list_unfilled
from cscp_core.people.permissions import PEOPLE, SYSTEM, Actor, Role
from tests.builders import load_into, small_row, write_sheet

REPORT = "tiny-2020-21"


def unfilled(store, actor=SYSTEM):
    with store.reading() as session:
        found = list_unfilled(session, actor, report_id=REPORT)
        return [(one.sheet, one.what, [row.row_id for row in one.rows]) for one in found]


def test_a_report_in_which_all_is_filled_in_lacks_nothing(store, small_folder):
    load_into(store, small_folder)
    assert unfilled(store) == []


@pytest.mark.engine
def test_awaited_figures_and_words_that_may_come_later_are_listed(store, small_folder):
    empty = {"state": "", "value": "", "as_printed": "", "context": ""}
    write_sheet(small_folder, "figures", [small_row("figures"), small_row("figures", figure_id="figure-2", **empty)])
    write_sheet(small_folder, "claims", [small_row("claims", plain="", reason="", lacks="")])
    load_into(store, small_folder)
    claim = small_row("claims")["claim_id"]
    assert unfilled(store) == [
        ("figures", "the figure: it is awaited", ["figure-2"]),
        ("claims", "plain words", [claim]),
        ("claims", "the reason for its grade", [claim]),
        ("claims", "what it still lacks", [claim]),
    ]


def test_a_report_may_be_loaded_without_claims_and_lists_them_as_missing(store, small_folder):
    (small_folder / "claims.csv").unlink()
    load_into(store, small_folder)
    assert unfilled(store) == [("claims", "every claim: none is loaded", [])]


@pytest.mark.parametrize("role", sorted(PEOPLE - {Role.BUSINESS_MANAGER}))
def test_only_people_who_load_reports_see_the_list(store, role):
    with pytest.raises(NotAllowed):
        unfilled(store, Actor(account_id=1, username="x", name="x", role=role))
