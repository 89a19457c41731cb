"""Makes a report's rows of what was confirmed of a draft: what a draft has and a report has not is left out, what a
report needs and a draft has not is filled in and says so. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cscp_core.confirming.fields import KINDS
from cscp_core.evidence.rules import counted
from cscp_core.evidence.sheets import BY_NAME

TextRow = dict[str, str]
NOT_WRITTEN = "Not written yet."
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'/-]*")


@dataclass(frozen=True, kw_only=True)
class Whose:
    """What a reading says of its report."""

    report_id: str
    partnership: str
    home_area: str
    period: str


@dataclass(frozen=True, kw_only=True)
class ConfirmedRow:
    """A drafted row that a person confirmed."""

    sheet: str
    row_id: str
    section: str
    cells: Mapping[str, str]


@dataclass(kw_only=True)
class _Made:
    """The sheets so far, with what of last year's they may take up."""

    before: Mapping[str, Sequence[TextRow]]
    sheets: dict[str, list[TextRow]] = field(default_factory=dict)

    def known(self, sheet: str, row_id: str) -> TextRow | None:
        column = BY_NAME[sheet].id_column
        return next((dict(one) for one in self.before.get(sheet, ()) if one[column] == row_id), None)

    def has(self, sheet: str, row_id: str) -> bool:
        column = BY_NAME[sheet].id_column
        return any(one[column] == row_id for one in self.sheets.get(sheet, ()))


def assemble(
    whose: Whose, rows: Sequence[ConfirmedRow], waiting: int, before: Mapping[str, Sequence[TextRow]]
) -> dict[str, list[TextRow]]:
    """A report's sheets of the rows that were confirmed, and of nothing else.

    Args:
        rows: in the report's order.
        waiting: how many drafted rows nobody has decided.
        before: the sheets of the report of the year before, whose themes, measures and agencies are taken up.
    """
    made = _Made(before=before)
    made.sheets["report"] = [_report(whose, len(rows), waiting)]
    made.sheets["sections"] = _sections(rows)
    made.sheets["agencies"] = [dict(one) for one in before.get("agencies", ())]
    made.sheets["scales"] = [dict(one) for one in before.get("scales", ())]
    _add_agencies(made, rows)
    for sheet in KINDS:
        if sheet != "sections":
            made.sheets.setdefault(sheet, [])
    for one in rows:
        if one.sheet != "sections":
            made.sheets[one.sheet].append(_row(made, one))
    _drop_what_leads_nowhere(made)
    made.sheets["themes"] = _themes(made)
    return made.sheets


def _report(whose: Whose, confirmed: int, waiting: int) -> TextRow:
    waits = f"{counted(waiting, 'drafted row')} that nobody has decided yet."
    return {
        "report_id": whose.report_id,
        "title": f"Yearly report {whose.period}",
        "partnership": whose.partnership,
        "period": whose.period,
        "home_area": whose.home_area,
        "covers": f"{counted(confirmed, 'row')} that were read from the report and confirmed one by one.",
        "not_loaded": waits if waiting else "What was not drafted of it.",
    }


def _sections(rows: Sequence[ConfirmedRow]) -> list[TextRow]:
    """The sections that rows stand in. Where nobody has confirmed a heading, the number alone is shown."""
    titles = {one.section: one for one in rows if one.sheet == "sections"}
    made = []
    for section in dict.fromkeys(one.section for one in rows):
        heading = titles.get(section)
        made.append(
            {
                "section": section_id(section),
                "title": (heading.cells["title"] if heading else "") or f"Section {section}",
                "starts_with": (heading.cells.get("starts_with", "") if heading else "") or section,
            }
        )
    return made


def section_id(section: str) -> str:
    """A section as ids are written: "Appendix C" is Appendix-C."""
    return section.replace(" ", "-")


def _add_agencies(made: _Made, rows: Sequence[ConfirmedRow]) -> None:
    """A body that somebody confirmed becomes an agency, unless one of that name is known."""
    names = {one["name"].casefold() for one in made.sheets["agencies"]}
    for one in rows:
        name = one.cells.get("name", "")
        if one.sheet != "bodies" or not name or name.casefold() in names or made.has("agencies", one.row_id):
            continue
        kind = one.cells.get("kind", "") or "body"
        made.sheets["agencies"].append(
            {"agency_id": one.row_id, "name": name, "short_name": name, "kind": kind, "statutory_partner": "no"}
        )


def _row(made: _Made, one: ConfirmedRow) -> TextRow:
    """The cells that a report's sheet has; `page`, `sure`, `because`, `what` and `box` are a draft's own."""
    sheet = BY_NAME[one.sheet]
    row = {column.name: one.cells.get(column.name, "") for column in sheet.columns}
    row[sheet.id_column] = one.row_id
    if "section" in row:
        row["section"] = section_id(one.section)
    if one.sheet == "figures":
        row["indicator_id"] = _indicator(made, one)
        row["period"] = row["period"] or "not stated"
        row["unit"] = row["unit"] or "not stated"
    if row.get("outcome") and not _is_word_of(made, row):
        row |= {"summary": f"{row['summary']} Outcome: {row['outcome']}.".strip(), "outcome": "", "scale_id": ""}
    return row


def _is_word_of(made: _Made, row: TextRow) -> bool:
    words = [one for one in made.sheets["scales"] if one["word"].casefold() == row["outcome"].casefold()]
    fits = [one for one in words if row["scale_id"] in ("", one["scale_id"])]
    if len({one["scale_id"] for one in fits}) != 1:
        return False
    row["scale_id"], row["outcome"] = fits[0]["scale_id"], fits[0]["word"]
    return True


def _indicator(made: _Made, one: ConfirmedRow) -> str:
    """The id of what a figure measures: last year's measure, or a new one of what it counts."""
    chosen = one.cells.get("indicator_id", "")
    indicators = made.sheets.setdefault("indicators", [])
    if chosen and (row := made.known("indicators", chosen)):
        if not made.has("indicators", chosen):
            indicators.append(row | {"section": section_id(one.section), "base_figure_id": ""})
        return chosen
    what = one.cells.get("what", "") or one.cells.get("unit", "") or "not stated"
    unit = one.cells.get("unit", "") or "not stated"
    indicator_id = (
        "-".join(re.findall(r"[a-z0-9]+", f"{what} {unit if unit not in what else ''}".lower()))[:80] or "measure"
    )
    if not made.has("indicators", indicator_id):
        indicators.append(
            {
                "indicator_id": indicator_id,
                "theme_id": one.cells.get("theme_id", "") or "other",
                "name": what,
                "plain_name": what,
                "unit": unit,
                "polarity": "no judgement",
                "polarity_reason": NOT_WRITTEN,
                "false_assurance": "no",
                "section": section_id(one.section),
            }
        )
    return indicator_id


def _drop_what_leads_nowhere(made: _Made) -> None:
    """References to rows that are not confirmed: they come back when those are."""
    for name, rows in made.sheets.items():
        for column in BY_NAME[name].columns:
            if not column.refers or column.refers in ("themes", "sections"):
                continue
            for row in rows:
                ids = [one for one in row.get(column.name, "").split() if made.has(column.refers, one)]
                row[column.name] = " ".join(ids)


def _themes(made: _Made) -> list[TextRow]:
    """The themes that rows name: as last year's report has them, or new ones with nothing written yet."""
    wanted: dict[str, str] = {}
    for name, rows in made.sheets.items():
        if any(column.name == "theme_id" for column in BY_NAME[name].columns):
            for row in rows:
                if not row.get("theme_id") and name != "reviews":
                    row["theme_id"] = "other"
                if row.get("theme_id"):
                    wanted.setdefault(row["theme_id"], row.get("section", ""))
    first = made.sheets["sections"][0]["section"] if made.sheets["sections"] else ""
    rows = []
    for theme_id, section in wanted.items():
        name = theme_id.replace("-", " ").capitalize()
        words = dict.fromkeys(("said", "behind", "ask"), NOT_WRITTEN)
        last = made.known("themes", theme_id)
        kept = {one: last[one] for one in ("name", "plain_name", "is_priority", "note_first")} if last else {}
        row = {"theme_id": theme_id, "name": name, "plain_name": name, "is_priority": "no", "note_first": ""}
        rows.append(row | kept | words | {"section": section or first})
    return rows
