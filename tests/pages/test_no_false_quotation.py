"""Quotation marks stand round what the report prints and nothing else: on every screen, in every file."""

import csv
import io
import json
import re
from functools import cache

import pytest

from cscp_core import start
from cscp_core.errors import NotAllowed, NotFound
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.verify import cells_of, quoted_in, words_in
from cscp_core.exports import files
from cscp_core.people.permissions import SYSTEM
from pages.components.menu import SCREENS
from tests.conftest import REPORT
from tests.nightly import sampled
from tests.pages.conftest import actor_of, everything
from tests.pages.test_every_page import EVERYBODY, ITEMS, TABS
from tests.pages.test_leak_hunt import text_of

PRINTED = {("figures", "as_printed"), ("figures", "context"), ("checks", "words"), ("scales", "word")}
"""Columns that hold the report's own words. Quoted terms in other cells are looked up in its text by `make verify`."""
MARKUP = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
MORE_THEMES = ("vulnerable-adolescents", "governance")
OF_A_WRITER = {("safeguarding.lead", "home"), ("safeguarding.lead", "welfare")}
"""Where words of a worry that were noticed are quoted as its writer's own."""


@cache
def printed():
    """All that the report prints and that is loaded, word by word."""
    told = []
    for sheet, _, column, cell in cells_of(read_folder(REPORT)):
        told += cell.split(" / ") if (sheet, column) in PRINTED else quoted_in(cell)
    return " | ".join(f" {' '.join(words_in(one))} " for one in told)


def falsely_quoted(said):
    """What stands in quotation marks in a text and is not among what the report prints."""
    plain = MARKUP.sub(" ", said).replace("\\", "")
    return [one for one in quoted_in(plain) if f" {' '.join(words_in(one))} " not in printed()]


def test_a_paraphrase_in_quotation_marks_is_seen_and_what_is_printed_is_not():
    assert falsely_quoted("Section 1.1 says: “Meetings are said to go on.” It is 'Outstanding' and \"only 8.1%\".") == [
        "Meetings are said to go on."
    ]


@pytest.mark.parametrize("by", sampled(EVERYBODY, ["scrutineer", "young.advisor"]))
@pytest.mark.timeout(600)
def test_no_screen_quotes_what_is_not_printed(open_page, by):
    walks = [(file, ITEMS.get(file, {})) for file in SCREENS]
    walks += [("theme", {"theme": "neglect", "tab": tab}) for tab in TABS]
    walks += [("theme", {"theme": one, "tab": "Claims"}) for one in MORE_THEMES]
    walks += [("claim", {"id": "claim-2.1-04"}), ("claim", {"id": "claim-foreword-04"})]
    walks += [("challenge", {"about": kind, "of": ITEMS[kind]["id"]}) for kind in ("claim", "recommendation", "figure")]
    found = {}
    for file, query in walks:
        if (by, file) in OF_A_WRITER:
            continue
        if false := falsely_quoted(everything(open_page(file, by, **query))):
            found[file, *query.values()] = false
    assert found == {}


def strings_in(name, content):
    """The texts of a file, one by one, so that its own syntax quotes nothing."""
    if name.endswith(".json"):
        return list(_strings(json.loads(content)))
    if name.endswith(".csv"):
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row if cell[:1] != "{"]
    return text_of(name, content).split("\n")


def _strings(value):
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(one)


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_no_file_quotes_what_is_not_printed(installation):
    found, made = {}, set()
    for name in set(files.FILES) - set(files.TAKEN_OUT):
        for username in (*EVERYBODY, ""):
            actor = actor_of(username) if username else SYSTEM
            try:
                with start.store().reading() as session:
                    details = {"meeting": "1", "starts": "2026-04-01", "report": REPORT.name}
                    _, content, _ = files.make_file(session, actor, name, details, "04-01")
            except (NotAllowed, NotFound):
                continue
            made.add(name)
            if false := [one for text in strings_in(name, content) for one in falsely_quoted(text)]:
                found[name, username] = false
    assert found == {}
    assert made >= {"pack.docx", "register.xlsx", "report.xlsx", "template.xlsx", "year.docx"}
