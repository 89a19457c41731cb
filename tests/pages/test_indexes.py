"""The lists that grow for years are found by an index: no page reads a whole table of them to show a part.

The register of challenges is left out: overdue first depends on the day, so it is sorted each time, as `make bench`
measures.
"""

import pytest
from sqlalchemy import event

from cscp_core import start

GROWING = (
    "action_owner", "action_update", "agenda_item", "answer", "challenge", "challenge_event", "claim", "comment",
    "comment_reading", "comment_reply", "figure", "findable", "meeting_note", "notice", "recommendation",
    "sign_in_session", "trail",
)  # fmt: skip
READ_WHOLE = {"search": {"agenda_item", "answer", "challenge", "meeting_note"}}
"""A search ranks everything in them that its reader may see."""
LISTS = [
    ("my_desk", "scrutineer", {}),
    ("agency", "scrutineer", {"id": "police"}),
    ("theme", "scrutineer", {"theme": "front-door"}),
    ("actions", "scrutineer", {}),
    ("figures", "scrutineer", {"q": "plan"}),
    ("search", "scrutineer", {"q": "plan"}),
    ("meetings", "scrutineer", {}),
    ("in_meeting", "scrutineer", {"id": "1"}),
    ("heard", "scrutineer", {}),
    ("notebook", "scrutineer", {}),
    ("trail", "business.manager", {"act": "loaded a report"}),
    ("to_check", "business.manager", {}),
    ("to_do", "business.manager", {}),
    ("what_we_owe", "police.partner", {}),
    ("our_actions", "police.partner", {}),
    ("young_people_asked", "police.partner", {}),
    ("what_happened", "young.advisor", {}),
    ("findings", "young.advisor", {}),
    ("my_comments", "lay.member", {}),
    ("welfare", "safeguarding.lead", {}),
]


@pytest.mark.parametrize(("file", "by", "query"), LISTS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_list_is_found_by_an_index(open_page, file, by, query):
    asked = []
    engine = start.store().engine

    def note(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert not open_page(file, by, **query).exception
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert [one for one in asked if any(f"FROM {name}" in one[0] for name in GROWING)]
    whole = []
    with engine.connect() as connection:
        for statement, parameters in asked:
            if statement.lstrip().startswith("SELECT"):
                plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
                in_order = "ORDER BY" in statement and "LIMIT" in statement and not any("B-TREE" in row for row in plan)
                growing = set(GROWING) - READ_WHOLE.get(file, set())
                if not in_order and {f"SCAN {name}" for name in growing} & set(plan):
                    whole.append((statement, plan))
    assert whole == []
