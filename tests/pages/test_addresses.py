"""Addresses outlive the data: an item that a later load took out is still shown to whoever follows a minute."""

import shutil

import pytest

from cscp_core import start
from cscp_core.evidence import loader
from cscp_core.people.permissions import SYSTEM
from tests.conftest import REPORT
from tests.pages.conftest import everything

SHEETS = {
    "claim": ("claims", "claim-3.4-11"),
    "recommendation": ("recommendations", "rec-3.1.4-01"),
    "gap": ("gaps", "gap-3.4-01"),
}


@pytest.mark.parametrize(("file", "row"), SHEETS.items())
def test_an_item_that_a_later_load_took_out_is_shown_as_it_last_stood(open_page, tmp_path, file, row):
    sheet, row_id = row
    shutil.copytree(REPORT, tmp_path / "later")
    path = tmp_path / "later" / f"{sheet}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{row_id},")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    with start.store().writing() as session:
        assert loader.load_folder(session, SYSTEM, path=tmp_path / "later").retired == 1

    page = open_page(file, "scrutineer", id=row_id)
    assert not page.exception
    assert page.title[0].value == "No longer in the report"
    assert row_id in page.table[0].value.to_string().replace("\\", "")
    assert "Nothing here" not in everything(page)
