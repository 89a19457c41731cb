"""What a person does with drafted rows: keep, change, discard, split, join, several at once, and undo."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from cscp_core.confirming import rules
from cscp_core.confirming.fields import SHARED, are_alike, fields_of
from cscp_core.confirming.holding import find_open
from cscp_core.confirming.rules import RowState
from cscp_core.confirming.sections import check_mine, go_on
from cscp_core.confirming.tables import DraftRow, ReadingAct, ReportReading
from cscp_core.errors import ChangedMeanwhile, ConfirmingRefused, NotFound
from cscp_core.free_text import tidy
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import DraftsAction

LONGEST_CELL = 2000  # characters, as the loader takes them
CHANGED = "Somebody decided this row while you were reading. Here is what it says now."
Seen = Sequence[tuple[int, int]]
"""Rows by number, each with the version that was drawn."""


@needs(Permission.LOAD_REPORT)
def keep_row(session: Session, actor: Actor, *, row_number: int, version: int) -> None:
    """Confirms a row as it stands.

    Raises:
        ChangedMeanwhile: it was decided since it was drawn.
        ConfirmingRefused: somebody else works on its section, or a row in its state cannot be kept.
    """
    reading, row = _find(session, actor, row_number, version)
    with_before = [_as_it_stands(row)]
    _decide(session, actor, row, RowState.KEPT)
    _finish(session, actor, reading, DraftsAction.ROW_KEPT, [row], with_before)


@needs(Permission.LOAD_REPORT)
def discard_row(session: Session, actor: Actor, *, row_number: int, version: int) -> None:
    """Says that a row is nothing that the evidence base needs. Raises as `keep_row`."""
    reading, row = _find(session, actor, row_number, version)
    with_before = [_as_it_stands(row)]
    _decide(session, actor, row, RowState.DISCARDED)
    _finish(session, actor, reading, DraftsAction.ROW_DISCARDED, [row], with_before)


@needs(Permission.LOAD_REPORT)
def change_row(
    session: Session, actor: Actor, *, row_number: int, version: int, cells: Mapping[str, str], alike: Seen = ()
) -> int:
    """Confirms a row with other cells. `alike`: rows that were drawn as alike, in which the same cells are changed to
    the same words; each of them waits for its own decision still. Returns in how many rows something was changed.

    Raises:
        ConfirmingRefused: nothing is changed, a word is none of its column's choices, or as for `keep_row`.
        ChangedMeanwhile: it, or one of those alike, was decided since it was drawn.
    """
    reading, row = _find(session, actor, row_number, version)
    before: dict[str, str] = json.loads(row.cells)
    changed = _checked(row.sheet, cells, before)
    others = [_find_version(session, reading, number, seen) for number, seen in alike]
    if any(not are_alike(row.sheet, json.loads(one.cells), before) or one.sheet != row.sheet for one in others):
        raise ConfirmingRefused("One of these rows changed and no longer matches the others.")
    shared = {name: words for name, words in changed.items() if name in SHARED}
    if others and not shared:
        raise ConfirmingRefused("Your change fits this row only. Make it without the rows that are alike.")
    with_before = [_as_it_stands(one) for one in (row, *others)]
    _change_cells(row, changed)
    for one in others:
        check_mine(session, actor, reading.reading_id or 0, one.section)
        _change_cells(one, shared)
        one.version += 1
        session.add(one)
    _decide(session, actor, row, RowState.CHANGED)
    _finish(session, actor, reading, DraftsAction.ROW_CHANGED, [row, *others], with_before, decided=1)
    return 1 + len(others)


@needs(Permission.LOAD_REPORT)
def split_row(session: Session, actor: Actor, *, row_number: int, version: int, first: str, second: str) -> None:
    """Makes two rows of one that says two things. The row keeps the first text; the second waits for its own decision.

    Raises:
        ConfirmingRefused: it has no text to split, or as for `keep_row`.
    """
    reading, row = _find(session, actor, row_number, version)
    cells: dict[str, str] = json.loads(row.cells)
    if "text" not in cells:
        raise ConfirmingRefused("Only a row with a text can be split.")
    one, other = (
        tidy(text, f"the {which} part", most=LONGEST_CELL) for text, which in ((first, "first"), (second, "second"))
    )
    with_before = [_as_it_stands(row)]
    added = DraftRow(
        **{
            name: getattr(row, name)
            for name in ("reading_id", "sheet", "section", "page", "because", "passage", "box", "sure")
        },
        row_id=_free_row_id(session, row),
        place=_place_after(session, row),
        cells=json.dumps(cells | {"text": other}, ensure_ascii=False),
        drafted=row.drafted,
    )
    _change_cells(row, {"text": one})
    _decide(session, actor, row, RowState.SPLIT)
    session.add(added)
    session.flush()
    _finish(session, actor, reading, DraftsAction.ROW_SPLIT, [row], with_before, added=added.row_number)


@needs(Permission.LOAD_REPORT)
def join_rows(session: Session, actor: Actor, *, row_number: int, version: int, other: int, other_version: int) -> None:
    """Makes one row of two that say one thing: the first keeps both texts and passages, in the report's order. The
    other, decided before or not, is done with.

    Raises:
        ConfirmingRefused: they are not of one kind, and of one section or page, with a text each; somebody else works
            on the section of the other; or as for `keep_row`.
    """
    reading, row = _find(session, actor, row_number, version)
    second = _find_version(session, reading, other, other_version, waits=False)
    check_mine(session, actor, reading.reading_id or 0, second.section)
    cells = json.loads(row.cells)
    of_one_place = row.section == second.section or (row.page is not None and row.page == second.page)
    if row.sheet != second.sheet or row is second or not of_one_place or "text" not in cells:
        raise ConfirmingRefused(
            "You can only join two rows of one kind that are in the same section or on the same page."
        )
    with_before = [_as_it_stands(row) | {"passage": row.passage}, _as_it_stands(second)]
    one, two = sorted((row, second), key=lambda each: each.place)
    text = rules.joined_text(json.loads(one.cells)["text"], json.loads(two.cells)["text"])
    _change_cells(row, _checked(row.sheet, {"text": text}, cells, may_be_same=True))
    row.passage = rules.joined_text(one.passage, two.passage)
    _decide(session, actor, row, RowState.CHANGED)
    _decide(session, actor, second, RowState.JOINED)
    _finish(session, actor, reading, DraftsAction.ROWS_JOINED, [row, second], with_before)


@needs(Permission.LOAD_REPORT)
def keep_sure(session: Session, actor: Actor, *, reading_id: int, section: str, version: Seen) -> int:
    """Keeps the other sure rows of a section, once every row of its sample was kept as it was drafted. `version`: the
    rows that were drawn, each with its version. Returns how many were kept.

    Raises:
        ConfirmingRefused: the sample was not looked at, or one of it was not right; or as for `keep_row`.
        ChangedMeanwhile: other rows wait now than were drawn.
    """
    reading = find_open(session, reading_id)
    check_mine(session, actor, reading_id, section)
    of_section = select(DraftRow).where(DraftRow.reading_id == reading_id, DraftRow.section == section)
    rows = list(session.exec(of_section.order_by(col(DraftRow.place))))
    rest = rules.rest_of_sure([_Waiting(one) for one in rows])
    if not rest:
        raise ConfirmingRefused(
            "Look at the sample of this section first. If all of it is right, you can keep the sure rows together."
        )
    wanted = {one.row_number for one in rest}
    chosen = [one for one in rows if one.row_number in wanted]
    if [(one.row_number, one.version) for one in chosen] != [tuple(one) for one in version]:
        raise ChangedMeanwhile(CHANGED)
    with_before = [_as_it_stands(one) for one in chosen]
    for one in chosen:
        _decide(session, actor, one, RowState.KEPT)
    _finish(session, actor, reading, DraftsAction.ROWS_KEPT, chosen, with_before)
    return len(chosen)


@needs(Permission.LOAD_REPORT)
def undo_act(session: Session, actor: Actor, *, reading_id: int, version: int) -> str:
    """Undoes one's own last act, whose number was drawn as `version`; after it the one before can be undone. Returns
    the section of the rows that it puts back.

    Raises:
        ChangedMeanwhile: it is not the last one any more, or its rows were changed since.
    """
    reading = find_open(session, reading_id)
    act = last_act(session, actor, reading_id)
    if act is None or act.act_id != version:
        raise ChangedMeanwhile("You have done something else since. Here is your last act now.")
    told = json.loads(act.before)
    section = ""
    for before in told["rows"]:
        row = session.get(DraftRow, before["row_number"])
        if row is None or row.version != before["version"] + 1:
            raise ChangedMeanwhile("Somebody changed this row after you. It stays as it is.")
        section = section or row.section
        check_mine(session, actor, reading_id, row.section)
        row.cells, row.state = before["cells"], RowState(before["state"])
        row.passage = before.get("passage", row.passage)
        row.account_id, row.at = None, None
        row.version += 1
        session.add(row)
    if told["added"]:
        added = session.get(DraftRow, told["added"])
        if added is None or added.version != 1:
            raise ChangedMeanwhile("Somebody has decided the other part since. Undo that first.")
        session.delete(added)
    act.undone, act.before = True, ""
    session.add(act)
    session.flush()
    go_on(session, actor, reading_id, section)
    trail.record(session, actor, DraftsAction.UNDONE, f"reading {reading.reading_id}", rows=len(told["rows"]))
    session.commit()
    return section


def last_act(session: Session, actor: Actor, reading_id: int) -> ReadingAct | None:
    """One's own last act that is not undone."""
    query = select(ReadingAct).where(
        ReadingAct.reading_id == reading_id,
        ReadingAct.account_id == actor.own_id,
        col(ReadingAct.undone).is_(False),
    )
    return session.exec(query.order_by(col(ReadingAct.act_id).desc()).limit(1)).first()


def count_acts(session: Session, reading_id: int) -> int:
    """How many acts were done on the rows of a reading by anybody; undoing one is another. It only ever grows."""
    mine = ReadingAct.reading_id == reading_id
    undone = func.coalesce(func.sum(case((col(ReadingAct.undone), 1), else_=0)), 0)
    return int(sum(session.exec(select(func.count(), undone).select_from(ReadingAct).where(mine)).one()))


class _Waiting:
    """A stored row as the rules ask for it."""

    def __init__(self, row: DraftRow) -> None:
        self.row_number, self.place, self.sheet = row.row_number or 0, row.place, row.sheet
        self.section, self.sure, self.state = row.section, row.sure, RowState(row.state)


def _find(session: Session, actor: Actor, row_number: int, version: int) -> tuple[ReportReading, DraftRow]:
    row = session.get(DraftRow, row_number)
    if row is None:
        raise NotFound("There is no such row.")
    reading = find_open(session, row.reading_id)
    check_mine(session, actor, row.reading_id, row.section)
    if row.version != version:
        raise ChangedMeanwhile(CHANGED)
    return reading, row


def _find_version(
    session: Session, reading: ReportReading, row_number: int, version: int, *, waits: bool = True
) -> DraftRow:
    """A row of this reading as it was drawn; with `waits`, one that nobody has decided."""
    row = session.get(DraftRow, row_number)
    if row is None or row.reading_id != reading.reading_id:
        raise NotFound("There is no such row.")
    if row.version != version or (waits and RowState(row.state) is not RowState.UNDECIDED):
        raise ChangedMeanwhile(CHANGED)
    return row


def _decide(session: Session, actor: Actor, row: DraftRow, wanted: RowState) -> None:
    state = RowState(row.state)
    if not rules.may_become(state, wanted):
        raise ConfirmingRefused(f"A row that is {state} cannot become: {wanted}.")
    row.state, row.account_id, row.at = wanted, actor.own_id, now(session)
    row.version += 1
    session.add(row)


def _change_cells(row: DraftRow, cells: Mapping[str, str]) -> None:
    row.cells = json.dumps(json.loads(row.cells) | dict(cells), ensure_ascii=False)


def _checked(
    sheet: str, cells: Mapping[str, str], before: Mapping[str, str], *, may_be_same: bool = False
) -> dict[str, str]:
    """The cells that differ, each tidy and one of its choices."""
    known = {one.name: one for one in fields_of(sheet)}
    changed: dict[str, str] = {}
    for name, words in cells.items():
        if name not in known:
            raise ConfirmingRefused(f"There is no {name} in such a row.")
        text = tidy(words, known[name].label.lower(), most=LONGEST_CELL, needed=False)
        choices = known[name].choices
        if choices and text and text not in choices:
            raise ConfirmingRefused(f"{known[name].label} is one of: {', '.join(choices)}.")
        if text != before.get(name, ""):
            changed[name] = text
    if not changed and not may_be_same:
        raise ConfirmingRefused("Nothing was changed. Keep the row, if it is right.")
    return changed


def _as_it_stands(row: DraftRow) -> dict[str, Any]:
    return {
        "row_number": row.row_number,
        "cells": row.cells,
        "state": RowState(row.state).value,
        "version": row.version,
    }


def _finish(
    session: Session, actor: Actor, reading: ReportReading, action: DraftsAction, rows: Sequence[DraftRow],
    before: Sequence[Mapping[str, Any]], *, decided: int | None = None, added: int | None = None,
) -> None:  # fmt: skip
    """Notes the act, so that it can be undone, goes on with the next section where this one is done, and commits."""
    count = len(rows) if decided is None else decided
    session.add(
        ReadingAct(
            reading_id=reading.reading_id or 0,
            account_id=actor.own_id,
            at=now(session),
            what=action.value,
            decided=count,
            before=json.dumps({"rows": list(before), "added": added}, ensure_ascii=False),
        )
    )
    session.flush()
    go_on(session, actor, reading.reading_id or 0, rows[0].section)
    subject = f"reading {reading.reading_id}" + (f", {rows[0].row_id}" if len(rows) == 1 else "")
    trail.record(session, actor, action, subject, rows=len(rows))
    session.commit()


def _free_row_id(session: Session, row: DraftRow) -> str:
    taken = set(
        session.exec(select(DraftRow.row_id).where(DraftRow.reading_id == row.reading_id, DraftRow.sheet == row.sheet))
    )
    return next(one for one in (f"{row.row_id}-{number}" for number in range(2, 1000)) if one not in taken)


def _place_after(session: Session, row: DraftRow) -> float:
    query = select(DraftRow.place).where(DraftRow.reading_id == row.reading_id, col(DraftRow.place) > row.place)
    following = session.exec(query.order_by(col(DraftRow.place)).limit(1)).first()
    return (row.place + following) / 2 if following is not None else row.place + 1
