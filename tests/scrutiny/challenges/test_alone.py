"""That the rooms of challenges and of what is missing work for a process that opens no other room first."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

EVERY_TABLE_IS_KNOWN = """
import importlib, sys
importlib.import_module(sys.argv[1])
from cscp_core.storage.base import Table
[key.column for table in Table.metadata.tables.values() for key in table.foreign_keys]
"""


@pytest.mark.parametrize(
    "module",
    [
        "cscp_core.scrutiny.challenges.service",
        "cscp_core.scrutiny.challenges.drafting",
        "cscp_core.scrutiny.challenges.answering",
        "cscp_core.scrutiny.challenges.reads",
        "cscp_core.scrutiny.challenges.handover",
        "cscp_core.scrutiny.missing.service",
    ],
)
def test_a_room_brings_every_table_that_its_own_refer_to(module):
    done = subprocess.run(
        [sys.executable, "-c", EVERY_TABLE_IS_KNOWN, module], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr[-300:]) == (0, "")
