"""Paragraphs and tables of a Word file, in order. Runs in the bounded process only: see child.py."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from cscp_core.reading.bounds import LARGEST_UNPACKED, MOST_PARTS, MOST_WORDS, Refusal

MAIN = "word/document.xml"
BOLD_ENOUGH = 0.9  # of the signs of a paragraph that is taken for a heading
NORMAL_SIZE = 11.0
HEADING = re.compile(r"(?:Heading|Überschrift) ?(\d)$|^(Title)$")


def read_parts(path: Path) -> list[dict[str, Any]]:
    """Each paragraph and table: style, text, size, whether it is bold, and the page where that is marked.

    Raises:
        Refusal: where it is no Word file, is damaged, or unpacks to too much.
    """
    _check_archive(path)
    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Refusal("damaged") from error
    except Exception as error:  # lxml's own errors have no common public base here
        if type(error).__module__.startswith("lxml"):
            raise Refusal("damaged") from error
        raise
    parts, words = [], 0
    for one in _Parts(document).read():
        words += sum(len(str(cell).split()) for cell in one.get("text", "").split("\n"))
        words += sum(len(cell.split()) for row in one.get("rows", []) for cell in row)
        if words > MOST_WORDS:
            raise Refusal("wordy")
        parts.append(one)
    if not any(one.get("text") or one.get("rows") for one in parts):
        raise Refusal("wordless")
    return parts


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refusal("damaged") from error
    if MAIN not in {one.filename for one in infos}:
        raise Refusal("kind")
    if any(one.flag_bits & 1 for one in infos):
        raise Refusal("locked")
    if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > LARGEST_UNPACKED:
        raise Refusal("packed")


class _Parts:
    """Walks the body in order. Pages are counted by page breaks, as Word last laid them out."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.page = 1
        self.has_pages = bool(document.element.body.findall(f".//{qn('w:lastRenderedPageBreak')}"))

    def read(self) -> Iterator[dict[str, Any]]:
        for element in self.document.element.body.iterchildren():
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield self._table(element)
            elif element.tag == qn("w:sdt"):
                for inner in element.iter(qn("w:p")):
                    yield from self._paragraph(inner)
        yield from self._notes()

    def _paragraph(self, element: Any) -> Iterator[dict[str, Any]]:
        paragraph = Paragraph(element, self.document._body)
        breaks = self._breaks(element)
        style = paragraph.style.name if paragraph.style is not None else ""
        text = _text_of(element)
        heading = HEADING.search(style or "")
        runs = [run for run in paragraph.runs if run.text.strip()]
        bold = sum(len(run.text) for run in runs if run.bold) >= BOLD_ENOUGH * max(1, len(text)) and bool(text.strip())
        sizes = [run.font.size.pt for run in runs if run.font.size is not None]
        has_number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        yield {
            "kind": "picture" if element.findall(f".//{qn('w:drawing')}") and not text.strip() else "paragraph",
            "style": style,
            "level": 0 if not heading else int(heading[1] or 1),
            "text": text,
            "bold": bold,
            "size": max(sizes, default=NORMAL_SIZE),
            "listed": has_number or (style or "").startswith("List"),
            "page": self.page if self.has_pages else None,
        }
        for box in element.iter(qn("w:txbxContent")):
            if box.getparent().tag.endswith("}textbox"):
                continue  # the older twin of the same box
            for inner in box.iterchildren(qn("w:p")):
                yield from self._paragraph(inner)
        self.page += breaks

    def _breaks(self, element: Any) -> int:
        rendered = len(element.findall(f".//{qn('w:lastRenderedPageBreak')}"))
        forced = sum(one.get(qn("w:type")) == "page" for one in element.iter(qn("w:br")))
        return rendered or (forced if not self.has_pages else 0)

    def _table(self, element: Any) -> dict[str, Any]:
        page = self.page
        rows = []
        for row in Table(element, self.document._body).rows:
            cells: list[str] = []
            before = None
            for cell in row.cells:
                cells.append("" if cell._tc is before else " ".join(cell.text.split()))
                before = cell._tc
            rows.append(cells)
        self.page += self._breaks(element)
        return {"kind": "table", "rows": rows, "page": page if self.has_pages else None}

    def _notes(self) -> Iterator[dict[str, Any]]:
        """Footnotes, after all the rest."""
        for part in self.document.part.package.iter_parts():
            if str(part.partname) != "/word/footnotes.xml":
                continue
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(part.blob, parser).iter(qn("w:footnote")):
                text = " ".join("".join(one.text or "" for one in note.iter(qn("w:t"))).split())
                if text:
                    yield {"kind": "footnote", "text": text, "page": None}


def _text_of(element: Any) -> str:
    """Text of a paragraph, with tabs and line breaks, without that of boxes anchored in it and what was deleted."""
    pieces = []
    for one in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        if any(up.tag in (qn("w:txbxContent"), qn("w:del"), qn("w:tabs")) for up in _above(one, element)):
            continue
        pieces.append({qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}.get(one.tag, one.text or ""))
    return "".join(pieces)


def _above(one: Any, top: Any) -> Iterator[Any]:
    up = one.getparent()
    while up is not None and up is not top:
        yield up
        up = up.getparent()
