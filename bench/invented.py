"""Reports of partnerships that do not exist, in house styles of their own, each with its truth: as PDF and as Word.

Their text lies in `bench/invented_reports/`, marked up so that the truth is written beside the words: `{printed|unit|
period|value|area}` is a figure, `<<outcome: words>>` a claim, `!action[owner; due] words` a recommendation, and a table
says what its columns hold. Rules of reading are not made on these reports: they tell how rules fare elsewhere.
"""

import html
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from bench.browser import FLAGS, chromium

HERE = Path(__file__).parent / "invented_reports"
FIGURE = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")
CLAIM = re.compile(r"<<(\w+): (.*?)>>")
MARKED = re.compile(r"^(?P<before>(?:[-•➢]|\d+\.|\(\w\))\s+)?!(?P<kind>\w+)\[(?P<who>[^\]]*)\]\s*(?P<text>.*)$")
STYLES = {
    "columns": """
        body { font: 10pt/1.35 Helvetica, Arial, sans-serif; text-align: left }
        .part { column-count: 2; column-gap: 9mm }
        h1 { font-size: 20pt; color: #05386b; margin: 14pt 0 6pt }
        h2 { font-size: 13pt; color: #05386b; margin: 10pt 0 4pt }
        table { border-collapse: collapse; width: 100%; font-size: 9pt; break-inside: avoid }
        th { background: #05386b; color: white; text-align: left } td, th { border: 0.5pt solid #888; padding: 2pt 4pt }
        blockquote { border: 1pt solid #05386b; padding: 6pt; margin: 8pt 0; font-style: italic; font-size: 11pt }
        ul { list-style: square; padding-left: 14pt } .new { break-before: page }
        """,
    "numbered": """
        body { font: 11pt/1.45 Georgia, "Times New Roman", serif; text-align: justify }
        h1 { font-size: 15pt; text-transform: none; border-bottom: 1pt solid black } h2 { font-size: 12.5pt }
        h3 { font-size: 11pt; font-style: italic }
        table { border-collapse: collapse; width: 100%; font-size: 10pt }
        th { text-align: left; border-bottom: 1.5pt solid black } td, th { padding: 3pt 6pt 3pt 0 }
        tr { break-inside: avoid } ul { list-style: '– ' } .new { break-before: page }
        """,
    "leaflet": """
        body { font: 10.5pt/1.4 "Trebuchet MS", Verdana, sans-serif } h1, h2 { color: #7a1f5c }
        h1 { font-size: 17pt; text-transform: uppercase } h2 { font-size: 12pt }
        table { border-collapse: separate; border-spacing: 12pt 2pt; font-size: 10pt } th { text-align: left }
        td:not(:first-child), th:not(:first-child) { text-align: right } .new { break-before: page }
        .callouts { display: flex; gap: 8mm; background: #f3e3ee; padding: 6mm }
        .callouts div { flex: 1; text-align: center }
        .callouts b { display: block; font-size: 26pt; color: #7a1f5c }
        """,
}
SMALL = "font:7pt sans-serif;width:100%;padding:0 15mm"
HEAD = f'<div style="{SMALL};text-align:right">{{title}}</div>'
FOOT = (
    '<div style="font:7pt sans-serif;width:100%;padding:0 15mm;text-align:center">'
    'Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>'
)


@dataclass
class Invented:
    """A report being read from its marked-up text: HTML, paragraphs for Word, and the truth without pages."""

    name: str
    meta: dict[str, str] = field(default_factory=dict)
    html: list[str] = field(default_factory=list)
    word: list[tuple[str, Any]] = field(default_factory=list)
    section: str = ""
    listing: bool = False
    truth: dict[str, list[Any]] = field(
        default_factory=lambda: {
            name: []
            for name in ("sections", "figures", "claims", "recommendations", "reviews", "bodies", "glossary", "voices")
        }
    )


def write_all(folder: Path) -> Path:
    """Every invented report as PDF and Word with its truth, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for source in sorted(HERE.glob("*.txt")):
            made = read(source)
            page = browser.new_page()
            style = STYLES[made.meta["style"]]
            page.set_content(f"<html lang=en-GB><style>{style}</style><body>{''.join(made.html)}</body></html>")
            path = folder / f"{made.name}.pdf"
            page.pdf(
                path=str(path), format="A4", display_header_footer=True, footer_template=FOOT, print_background=True,
                header_template=HEAD.format(title=html.escape(f"{made.meta['title']} | {made.meta['subtitle']}")),
                margin={"top": "22mm", "bottom": "20mm", "left": "18mm", "right": "18mm"},
            )  # fmt: skip
            page.close()
            write_word(made, folder / f"{made.name}.docx")
            set_pages(made, path)
            truth = {"meta": made.meta, **made.truth}
            (folder / f"{made.name}.truth.json").write_text(
                json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
            )
        browser.close()
    return folder


def read(source: Path) -> Invented:
    """A marked-up text."""
    made = Invented(source.stem)
    lines = source.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        listing = line.startswith("- ")
        if made.listing and not listing:
            made.html.append("</ul>")
        if listing and not made.listing:
            made.html.append("<ul>")
        made.listing = listing
        if line.startswith("Table"):
            at = table(made, lines, at)
            continue
        write = next((write for shape, write in KINDS if re.match(shape, line)), text)
        if line:
            write(made, line)
        at += 1
    return made


def front(made: Invented, line: str) -> None:
    key, _, value = line.partition(": ")
    made.meta[key] = value
    if key == "subtitle":
        made.html.append(f"<div><h1>{made.meta['title']}</h1><p>{value}</p>")
        made.word += [("title", made.meta["title"]), ("p", value)]


def bodies(made: Invented, line: str) -> None:
    made.truth["bodies"] = line.removeprefix("bodies: ").split("; ")


def new_page(made: Invented, line: str) -> None:
    made.html.append('</div><div class="new"></div><div class="part">')
    made.word.append(("break", ""))


def callouts(made: Invented, line: str) -> None:
    told = line.removeprefix("Callouts: ").split("; ")
    boxes = "".join(
        f"<div>{FIGURE.sub(r'<b>XX</b>', one)}</div>".replace("XX", FIGURE.findall(one)[0][0]) for one in told
    )
    made.html.append(f'<div class="callouts">{boxes}</div>')
    made.word += [("p", plain_figures(made, one)) for one in told]


def item(made: Invented, line: str) -> None:
    words = plain(made, line)[1:].strip()
    made.html.append(f"<li>{html.escape(words)}</li>")
    made.word.append(("item", words))


def text(made: Invented, line: str) -> None:
    words = plain(made, line)
    made.html.append(f"<p>{html.escape(words)}</p>")
    made.word.append(("p", words))


def heading(made: Invented, line: str) -> None:
    marks, text = line.split(" ", 1)
    level = len(marks)
    numbered = re.match(r"((?:Appendix )?\d+(?:\.\d+)*) (.*)", text)
    number, title = (numbered[1], numbered[2]) if numbered else ("", text)
    made.section = number or title
    made.truth["sections"].append({"number": number, "title": title, "page": 0})
    parts = ("</div>", '<div class="part">') if level == 1 else ("", "")
    made.html.append(f"{parts[0]}<h{level}>{html.escape(text)}</h{level}>{parts[1]}")
    made.word.append((f"h{level}", text))
    for kind, words in (
        ("inspection", r"inspection"), ("multi-agency audit", r"audit"), ("practice review", r"practice review"), (
            "section 11 audit",
            r"section 11"),
    ):  # fmt: skip
        if re.search(words, text, re.IGNORECASE):
            made.truth["reviews"].append({"title": title, "kind": kind, "outcome": "", "page": 0})
            break


def plain(made: Invented, line: str) -> str:
    """A line without its marks, which go into the truth."""
    marked = MARKED.match(line)
    if marked:
        who, _, when = marked["who"].partition(";")
        text = plain_figures(made, marked["text"])
        start = " ".join(text.split()[:8])
        if marked["kind"] == "voice":
            made.truth["voices"].append({"who": who, "text_start": start, "page": 0, "section": made.section})
        else:
            made.truth["recommendations"].append({
                "text_start": start, "kind": marked["kind"], "owner": who.strip() or None, "due": when.strip() or None,
                    "review": None,
                "page": 0, "section": made.section,
            })  # fmt: skip
        return f"{marked['before'] or ''}{text}"
    for far, words in CLAIM.findall(line):
        start = " ".join(FIGURE.sub(r"\1", words).split()[:8])
        made.truth["claims"].append(
            {"text_start": start, "page": 0, "section": made.section, "theme": "", "how_far": far, "agency": ""}
        )
    return plain_figures(made, CLAIM.sub(r"\2", line))


def plain_figures(made: Invented, line: str) -> str:
    text = FIGURE.sub(r"\1", line)
    for found in FIGURE.finditer(line):
        unit, period, value, area = (*found[2].split("|"), "", "", "")[:4]
        around = FIGURE.sub(r"\1", line[max(0, found.start() - 60) : found.end() + 60])
        made.truth["figures"].append({
            "value": float(value) if value else float(re.sub(r"[^\d.]", "", found[1].split(" per ")[0])) if re.search(
                r"\d", found[1]) else word(found[1]),
            "unit": unit, "period": period, "what": around, "page": 0, "section": made.section, "as_printed": found[1],
            "numerator": None, "denominator": None, "area": area or "home", "qualifier": None, "state": "printed",
                "line": text,
        })  # fmt: skip
    return text


NUMBER_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
"""
WORDS = NUMBER_WORDS.split()


def word(printed: str) -> float:
    return {"forty-one": 41.0}.get(printed.lower()) or float(WORDS.index(printed.lower()))


def quote(made: Invented, line: str) -> None:
    words, _, who = line.partition(" -- ")
    made.truth["voices"].append(
        {"who": who, "text_start": " ".join(words.split()[:8]), "page": 0, "section": made.section}
    )
    made.html.append(f"<blockquote>“{html.escape(words)}”<br><small>{html.escape(who)}</small></blockquote>")
    made.word += [("p", f"“{words}”"), ("p", who)]


def table(made: Invented, lines: list[str], at: int) -> int:
    """Reads a table with what its columns hold; returns the line after it."""
    head = re.match(r"Table(?:!(?P<kind>\w+))?:\s*(?P<caption>.*?)\s*\{(?P<columns>.*)\}$", lines[at].strip())
    assert head
    columns = [one.strip() for one in head["columns"].split(";")]
    rows = []
    at += 1
    while at < len(lines) and lines[at].startswith("|"):
        rows.append([cell.strip() for cell in lines[at].strip().strip("|").split("|")])
        at += 1
    caption = f"Table {sum(kind == 'table' for kind, _ in made.word) + 1}: {head['caption']}" if head["caption"] else ""
    cells = "".join(
        "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ["td" if "£" in rows[0][-1] else "th"] + ["td"] * (len(rows) - 1), strict=True)
    )
    made.html.append(f"{f'<p><b>{html.escape(caption)}</b></p>' if caption else ''}<table>{cells}</table>")
    if caption:
        made.word.append(("p", caption))
    made.word.append(("table", rows))
    for row in (
        rows[1:]
        if not re.search(r"\d", rows[0][-1]) or re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?|Q\d", rows[0][-1])
        else rows
    ):
        if columns == ["glossary"]:
            made.truth["glossary"].append({"term": row[0], "meaning": row[1]})
        elif head["kind"]:
            table_recommendations(made, columns, row, head["kind"])
        else:
            table_figures(made, columns, row)
    return at


def table_recommendations(made: Invented, columns: list[str], row: list[str], kind: str) -> None:
    told = dict(zip(columns, row, strict=True))
    for name in ("recommendation", "action"):
        if name in told:
            last = name == "action" or "action" not in told
            made.truth["recommendations"].append({
                "text_start": " ".join(told[name].split()[:8]), "kind": name if "action" in told else kind,
                "owner": told.get("owner") if last else None, "due": told.get("due") if last else None, "review": None,
                    "page": 0,
                "section": made.section,
            })  # fmt: skip


def table_figures(made: Invented, columns: list[str], row: list[str]) -> None:
    for held, cell in zip(columns[1:], row[1:], strict=True):
        unit, _, period = held.partition(", ")
        number = re.sub(r"[^\d.-]", "", cell)
        state = "suppressed" if cell.startswith("<") else "not_applicable" if cell == "n/a" else "printed"
        made.truth["figures"].append({
            "value": float(number) if state == "printed" else None, "unit": unit, "period": period, "what": row[0],
                "page": 0,
            "section": made.section, "as_printed": cell, "numerator": None, "denominator": None, "area": "home",
                "qualifier": None,
            "state": state, "line": " ".join(row),
        })  # fmt: skip


def set_pages(made: Invented, path: Path) -> None:
    """The page where each row of the truth is printed, by another library than the one that is measured."""
    texts = [squeezed(page.extract_text()) for page in PdfReader(path).pages]
    begins = 0
    for one in made.truth["sections"]:
        title = squeezed(f"{one['number']}{one['title']}")
        one["page"] = next((at for at, text in enumerate(texts, 1) if at >= begins and title in text), begins or 1)
        begins = one["page"]
    pages = {one["number"] or one["title"]: one["page"] for one in made.truth["sections"]}
    for name in ("figures", "claims", "recommendations", "voices"):
        for one in made.truth[name]:
            wanted = squeezed(one.get("text_start") or one["line"][:50])
            start = pages.get(one["section"], 1)
            one["page"] = next((at for at, text in enumerate(texts, 1) if at >= start and wanted in text), start)
            if name == "figures":
                place = one["line"].find(one["as_printed"])
                near = squeezed(one["line"][max(0, place - 12) : place + len(one["as_printed"]) + 8])
                one["page"] = next(
                    (at for at in range(one["page"], len(texts) + 1) if near in texts[at - 1]), one["page"]
                )
                del one["line"]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def write_word(made: Invented, path: Path) -> None:
    document = Document()
    for kind, what in made.word:
        if kind == "title":
            document.add_heading(what, 0)
        elif kind.startswith("h"):
            document.add_heading(what, int(kind[1]))
        elif kind == "item":
            document.add_paragraph(what, style="List Bullet")
        elif kind == "break":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif kind == "table":
            grid = document.add_table(rows=0, cols=len(what[0]))
            for row in what:
                for cell, text in zip(grid.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(what)
    document.save(str(path))


KINDS: tuple[tuple[str, Callable[[Invented, str], None]], ...] = (
    (r"(?:title|subtitle|style): ", front),
    (r"bodies: ", bodies),
    (r"===", new_page),
    (r"#", heading),
    (r"Callouts: ", callouts),
    (r"> ", lambda made, line: quote(made, line[2:])),
    (r"- ", item),
)
"""How a line begins, and what writes it; any other is a paragraph."""


if __name__ == "__main__":
    print(write_all(Path(sys.argv[1])))
