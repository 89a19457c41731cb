"""How many pages a Word file takes: rendered by LibreOffice where it is installed, or else measured from its text."""

import io
import math
import re
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document

from cscp_core.exports.word import AFTER, BEFORE, BELOW, GAP, IN_CELLS, SPACING

POINTS_A_CM = 72 / 2.54
EMU = 12700  # Word's units in a point
CHARACTER = 0.46
"""The width of a character of Arial in its size, on average, as LibreOffice lays English text out."""
LINE = 1.15
"""The height of a line of Arial in its size, for a line spacing of one."""
LONG_ENOUGH = 250  # characters of a paragraph that leaves two lines on either page
PADDING = 0.19 * POINTS_A_CM  # of a cell, left and right


def measured_pages(content: bytes) -> int:
    """Pages by the heights of paragraphs, tables and pictures in points."""
    document = Document(io.BytesIO(content))
    (section,) = document.sections
    height = (section.page_height - section.top_margin - section.bottom_margin) / EMU
    pages, used = 1, 0.0
    for _, part, splits in _parts(document):
        used += part
        if used > height:
            pages, used = pages + 1, used - height if splits else part
    return pages


def item_heights(content: bytes) -> list[float]:
    """The height in points of what stands before the first item, and of each item."""
    found = [0.0]
    for begins, part, _ in _parts(Document(io.BytesIO(content))):
        if begins:
            found.append(0.0)
        found[-1] += part
    return found


def _parts(document: Any) -> Iterator[tuple[bool, float, bool]]:
    """Each paragraph and row with its height, whether an item begins with it, and whether it may go on overleaf."""
    (section,) = document.sections
    width = (section.page_width - section.left_margin - section.right_margin) / EMU
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from ((False, _row(row, document), False) for row in block.rows)
        else:
            begins = block.style.name == "Heading 2" and block.text[:1].isdigit()
            yield begins, _paragraph(block, width), block.style.name == "Normal" and len(block.text) > LONG_ENOUGH


def rendered_pages(content: bytes) -> int | None:
    """Pages as LibreOffice lays them out; None where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return len(re.findall(rb"/Type\s*/Page[^s]", file.with_suffix(".pdf").read_bytes()))


def _paragraph(block: Any, width: float) -> float:
    pictures = [int(shape.get("cy")) / EMU for shape in block._p.xpath(".//wp:extent")]
    if block.style.name == BELOW:
        return GAP
    level = block.style.name.removeprefix("Heading ")
    before, after = (BEFORE[int(level)], 0) if level.isdigit() else (0, AFTER)
    size = block.style.font.size or block.part.document.styles["Normal"].font.size
    return before + sum(pictures) + _lines(block.text, width, size.pt) * size.pt * LINE * SPACING + after


def _row(row: Any, document: Any) -> float:
    size = document.styles["Normal"].font.size.pt
    lines = max(_lines(cell.text, cell.width.pt - 2 * PADDING, size) for cell in row.cells)
    return lines * size * LINE * SPACING + IN_CELLS + 1


def _lines(text: str, width: float, size: float) -> int:
    most = max(math.floor(width / (size * CHARACTER)), 1)
    return sum(max(len(textwrap.wrap(line, most)), 1) for line in text.split("\n"))
