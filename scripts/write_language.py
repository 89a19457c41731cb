"""Writes the file that a person translates: the words of the Young Advisors' screens, and the report in plain words.

    python -m scripts.write_language CODE

`CODE` stands in pages/text/languages.csv. What is translated already stays; what is new has an empty cell; what the
screens and the report do not say any more is left out. No machine translates.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlmodel import Session

from cscp_core import start
from cscp_core.evidence import service as evidence
from cscp_core.evidence.topics import topics_of, why_it_matters
from cscp_core.official import plain
from cscp_core.people.permissions import SYSTEM
from feedback.comments.rules import CommentKind
from feedback.comments.starters import list_starters
from feedback.space.rules import reply_criteria
from pages.components import translation
from pages.components.translation import SCREENS, TEXT

HEAD = ("screen", "english", "words")
REPORT, CHOICES = "What the report says", "Choices"


def sentences_of_report(session: Session, report_id: str) -> list[str]:
    """What Young Advisors read of a report: its plain sentences, names, notes and numbers, each once."""
    of = {"report_id": report_id}
    themes = evidence.themes(session, SYSTEM, **of)
    topics = topics_of(themes)
    claims = evidence.claims(session, SYSTEM, **of)
    figures = evidence.figures(session, SYSTEM, **of).items
    found: list[str] = [
        *(one.name for one in topics),
        *(name for one in topics for name in one.themes.values()),
        *(words for one in themes for words in (one.plain_name, one.note_first, why_it_matters(one.theme_id))),
        *(one.plain for one in claims),
        *evidence.agencies(session, SYSTEM).values(),
        *(one.plain for one in evidence.recommendations(session, SYSTEM, **of).items),
        *(one.plain for one in evidence.recorded_challenges(session, SYSTEM, **of)),
        *(one.asked_by for one in evidence.recorded_challenges(session, SYSTEM, **of)),
        *(one.plain for one in evidence.voices(session, SYSTEM, **of)),
        *(one.title for one in evidence.reviews(session, SYSTEM, **of)),
        *(one.plain for one in evidence.glossary(session, SYSTEM, **of)),
    ]
    for one in figures:
        name = one.plain_indicator or one.indicator
        whole = f"{name}{f': {one.category}' if one.category else ''}, {{area}}, {{period}}: {{value}}"
        found += [name, one.category, one.area, one.when, one.as_printed, one.unit, whole]
    return list(dict.fromkeys(words for words in found if any(letter.isalpha() for letter in words)))


def list_choices() -> list[str]:
    """What can be chosen from lists that are data."""
    series = [words for one in plain.list_plain() for words in (one.title, one.why)]
    return [*(words for kind in CommentKind for words in list_starters(kind)), *reply_criteria().values(), *series]


def write_file(file: Path, of_report: Iterable[str], text: Path = TEXT) -> int:
    """Writes the file of a language. Returns how many of its sentences wait for their translation."""
    known = translation.read_rows(file)
    wanted: dict[str, str] = {}
    for screen, told in {**translation.list_screens(text), CHOICES: list_choices(), REPORT: of_report}.items():
        for words in told:
            wanted.setdefault(words, screen)
    rows = [(screen, words, known.get(words, "")) for words, screen in wanted.items()]
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerows([HEAD, *rows])
    return sum(not words for *_, words in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("code", choices=sorted(set(translation.list_languages(TEXT)) - {translation.ENGLISH}))
    code = parser.parse_args(arguments).code
    with start.store().reading() as session:
        reports = [one.report_id for one in evidence.years(session, SYSTEM)]
        of_report = [words for report_id in reports for words in sentences_of_report(session, report_id)]
    file = TEXT / code / SCREENS
    waiting = write_file(file, dict.fromkeys(of_report))
    print(f"{file}: {waiting} sentences wait for their translation.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
