"""What developers read matches the code: changelog, decisions, the layers and rooms in CONTRIBUTING."""

import re
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DECISIONS = ROOT / "docs" / "decisions"
LONGEST_CHANGE = 160


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def project() -> dict[str, dict[str, str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def test_changelog_has_one_short_line_a_change_under_a_date():
    lines = [line for line in read("CHANGELOG.md").split("\n## ", 1)[1].splitlines()[1:] if line]
    changes = [line for line in lines if not line.startswith("#")]
    assert changes
    assert [line for line in changes if not re.match(r"- \S.*\.$", line) or len(line) > LONGEST_CHANGE] == []


def test_changelog_is_grouped_by_release_newest_first():
    headings = re.findall(r"^(##+) (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    dates = [text for mark, text in headings if mark == "###"]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for date in dates)
    assert dates == sorted(set(dates), reverse=True)
    unreleased, *releases = [text for mark, text in headings if mark == "##"]
    assert unreleased == "Unreleased"
    assert releases[0] == project()["project"]["version"]


def test_decisions_have_unique_numbers_and_the_three_parts():
    files = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [number for number, count in Counter(file.name[:4] for file in files).items() if count > 1] == []
    for file in files:
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[0].startswith(f"{file.name[:4]} "), file.name
        assert headings[1:] == ["Context", "Decision", "Consequences"], file.name


def test_index_of_decisions_lists_every_decision_once_by_its_title():
    listed = re.findall(
        r"^\| \[(\d{4})\]\((.+?)\) \| (.+?) \| \S.+ \|$", read("docs/decisions/README.md"), re.MULTILINE
    )
    titles = {
        (file.name[:4], file.name): file.read_text(encoding="utf-8").split("\n", 1)[0][len("# 0000 ") :]
        for file in DECISIONS.glob("[0-9]*.md")
    }
    assert [(number, name, title) for number, name, title in listed] == [
        (*key, title) for key, title in sorted(titles.items())
    ]
