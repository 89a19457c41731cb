"""What every check of the annual report 2019-20 says, as a file that a person can read. `python -m
tests.reconciliation.golden` writes it again after the checks or the report's data were changed on purpose."""

from pathlib import Path

from cscp_core.evidence.folder import read_folder
from cscp_core.reconciliation.folders import of_folder
from tests.conftest import REPORT

GOLDEN = Path(__file__).with_name("annual-report-2019-20.txt")


def written() -> str:
    """One paragraph a check: its verdict, id, kind and sections, then the sentence."""
    told = [
        f"{one.verdict.label.upper()}  {one.id}  ({one.check}, section {', '.join(one.sections)})\n    {one.message}\n"
        for one in of_folder(read_folder(REPORT))
    ]
    return "\n".join(told)


if __name__ == "__main__":
    GOLDEN.write_text(written(), encoding="utf-8")
