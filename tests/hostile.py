"""A report whose every free field tries to be a picture, a link, a script, a formula or an icon."""

from pathlib import Path

from cscp_core.evidence.sheets import SHEETS, Column, Kind, Sheet
from tests.builders import write_sheet

HOST = "evil.example"
TEXT = (
    f"=1+1 ![pic](http://{HOST}/p.png) [link](http://{HOST}) <img src=http://{HOST}/i.png onerror=alert(1)> "
    f"<script>fetch('http://{HOST}')</script> **bold** `code` $x^2$ :material/home: :smile: :red[red] "
    f"https://{HOST}/bare www.{HOST} a@{HOST} -> -- >= \u2248 end"
)
SHORT = " ".join(TEXT.split()[:9])  # a context holds nine words at most
IDS = {
    "report": "report",
    "sections": "1.1",
    "agencies": "council",
    "themes": "neglect",
    "objectives": "objective-1",
    "strands": "strand-1",
    "scales": "scale-1",
    "indicators": "rate",
    "figures": "figure-1.1-01",
    "claims": "claim-1.1-01",
    "reviews": "audit",
    "recommendations": "rec-1.1-01",
    "challenges": "challenge-1.1-01",
    "voices": "voice-1.1-01",
    "gaps": "gap-1.1-01",
    "bodies": "board",
    "glossary": "term",
    "checks": "check",
}
CHECK = {"kind": "wording", "against_ids": "", "refs": "claim-1.1-01", "words": SHORT, "option": ""}


def write_hostile_folder(path: Path) -> Path:
    """A valid folder with one row in every file."""
    path.mkdir(parents=True)
    for sheet in SHEETS:
        write_sheet(path, sheet.name, [{column.name: _cell(sheet, column) for column in sheet.columns}])
    return path


def _cell(sheet: Sheet, column: Column) -> str:
    if column.name == sheet.id_column:
        return IDS[sheet.name]
    if sheet.name == "checks" and column.name in CHECK:
        return CHECK[column.name]
    if column.name in ("successor_id", "part_of", "commissioned_by", "outcome") or (
        sheet.name == "reviews" and column.name == "scale_id"
    ):
        return ""
    if column.refers:
        return IDS[column.refers]
    if column.choices:
        return "printed" if column.name == "state" else column.choices[0]
    if column.kind is Kind.YES_NO:
        return "yes"
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        return "1"
    return SHORT if column.name == "context" else TEXT
