"""A Word file or a workbook opened again, as its reader sees it."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from openpyxl import load_workbook


def opened(content: bytes) -> Opened:
    return Document(io.BytesIO(content))


def blocks(document: Opened) -> Iterator[str]:
    """Every paragraph and every cell of every table, from top to bottom."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from (cell.text for cell in row.cells)
        else:
            yield block.text


def words(document: Opened) -> str:
    return "\n".join(blocks(document))


def headings(document: Opened, level: int) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


def levels(document: Opened) -> list[int]:
    """The levels of the headings in their order."""
    names = [one.style.name for one in document.paragraphs]
    return [int(name.removeprefix("Heading ")) for name in names if name.startswith("Heading ")]


def points(document: Opened) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == "List Bullet"]


def rows_under(document: Opened, title: str) -> list[list[str]]:
    """The rows below the header of the first table after a heading; none if another heading comes first."""
    under = False
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            if under:
                return [[cell.text for cell in row.cells] for row in block.rows][1:]
        elif block.style.name.startswith("Heading"):
            under = block.text == title
    return []


def items(document: Opened) -> list[list[str]]:
    """The words before the first item of an agenda, and of each item from its heading on; empty paragraphs left out."""
    found: list[list[str]] = [[]]
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found[-1] += [cell.text for row in block.rows for cell in row.cells]
            continue
        if block.style.name == "Heading 2" and block.text[:1].isdigit():
            found.append([])
        if block.text.strip():
            found[-1].append(block.text.strip())
    return found


def alts(document: Opened) -> list[str]:
    """The sentence of each picture for a reader who cannot see it; the empty string where it has none."""
    return [one.get("descr") or "" for one in document.element.body.iter(qn("wp:docPr"))]


def pictures(document: Opened) -> int:
    return len(document.inline_shapes)


def reaches_out(document: Opened) -> list[str]:
    """Addresses outside the file that it would open or fetch."""
    return [str(one.target_ref) for one in document.part.rels.values() if one.is_external]


def sheet_rows(content: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names in its header."""
    header, *found = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]
