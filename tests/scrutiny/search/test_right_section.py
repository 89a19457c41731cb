"""How often a search of the real report has the right section among its first three results."""

from dataclasses import replace

import pytest

from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.scrutiny.search import service
from tests.conftest import REPORT
from tests.scrutiny.search.queries import KEPT_BACK, TUNED_ON

SCRUTINEER = replace(SYSTEM, role=Role.SCRUTINEER)
TARGET = 0.9


def missed(store, asked):
    with store.reading() as session:
        found = [
            (one, service.search(session, SCRUTINEER, report_id=REPORT.name, text=one.query).hits[:3]) for one in asked
        ]
    return [
        f"{one.query}: {[hit.section for hit in hits]}, not {sorted(one.sections)}"
        for one, hits in found
        if not one.sections & {hit.section for hit in hits}
    ]


@pytest.mark.engine
@pytest.mark.parametrize("asked", [TUNED_ON, KEPT_BACK], ids=["tuned on", "kept back"])
def test_nine_in_ten_queries_find_the_right_section_among_the_first_three(camden_to_read, asked):
    wrong = missed(camden_to_read, asked)
    print(f"{len(asked) - len(wrong)} of {len(asked)} find the right section. Missed:", *wrong, sep="\n")
    assert len(wrong) <= (1 - TARGET) * len(asked)


def test_none_of_the_queries_kept_back_was_tuned_on():
    assert {one.query.casefold() for one in KEPT_BACK} & {one.query.casefold() for one in TUNED_ON} == set()
    assert len({one.query for one in KEPT_BACK}) == 60
