"""The register as a workbook: what was raised here, then what the report has on record, and no formula anywhere."""

import io

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from cscp_core.errors import NotAllowed
from cscp_core.exports import service
from cscp_core.people.permissions import MAY, SYSTEM, Actor, Permission, Role
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.storage.session import wall_clock
from tests import hostile_asking
from tests.conftest import REPORT


def register(store, actor=SYSTEM, report_id=REPORT.name):
    with store.reading() as session:
        return load_workbook(io.BytesIO(service.register_workbook(session, actor, report_id=report_id)))


def rows(store, actor=SYSTEM, report_id=REPORT.name):
    book = register(store, actor, report_id)
    header, *found = book["Challenges"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_a_fresh_store_already_holds_the_challenges_of_the_report_with_their_sections(camden_to_read):
    found = rows(camden_to_read)
    assert len(found) == 61
    assert {one["From"] for one in found} == {"on record in the report"}
    assert all(one["Section"] for one in found)
    with camden_to_read.reading() as session:
        assert session.exec(select(func.count()).select_from(Challenge)).one() == 0


def test_what_was_raised_here_comes_first(place, rehearsed):
    found = rows(place("own", rehearsed, wall_clock))
    assert [one["From"] for one in found[:7]] == ["raised here"] * 6 + ["on record in the report"]


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY[Permission.EXPORT_REGISTER]], ids=str)
def test_nobody_else_takes_the_register_out(camden_to_read, role):
    with pytest.raises(NotAllowed):
        rows(camden_to_read, Actor(account_id=1, username="kim", name="Kim", role=role))


def test_no_cell_of_a_hostile_register_starts_a_formula(tmp_path, monkeypatch, fresh_process):
    from cscp_core import start
    from cscp_core.settings import settings
    from tests.hostile import IDS, write_hostile_folder

    monkeypatch.setenv("CSCP_REPORTS", str(write_hostile_folder(tmp_path / "hostile")))
    monkeypatch.setenv("CSCP_PARTNERSHIPS", "")
    settings.cache_clear()
    start.prepare(settings(), start.open_store(settings()))
    hostile_asking.write_everything(start.store())
    sheet = register(start.store(), report_id=IDS["report"])["Challenges"]
    start.store().engine.dispose()
    starters = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert starters
    assert {(cell.data_type, cell.quotePrefix) for cell in starters} == {("s", True)}
