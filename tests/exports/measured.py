"""How many pages a Word file takes: rendered by LibreOffice where it is installed, or else measured from its text."""

import io
import math
import re
import shutil
import subprocess
import tempfile
import textwrap
from pathlib import Path
from typing import Any

from docx import Document

from cscp_core.exports.word import AFTER, SPACING

POINTS_A_CM = 72 / 2.54
EMU = 12700  # Word's units in a point
CHARACTER = 0.46
"""The width of a character of Arial in its size, on average, as LibreOffice lays English text out."""
LINE = 1.15
"""The height of a line of Arial in its size, for a line spacing of one."""
HEADING = {"Heading 1": (24, 0), "Heading 2": (10, 0), "Heading 3": (10, 0)}  # points before and after
PADDING = 0.19 * POINTS_A_CM  # of a cell, left and right


def measured_pages(content: bytes) -> int:
    """Pages by the heights of paragraphs, tables and pictures in points."""
    document = Document(io.BytesIO(content))
    (section,) = document.sections
    width = (section.page_width - section.left_margin - section.right_margin) / EMU
    height = (section.page_height - section.top_margin - section.bottom_margin) / EMU
    pages, used = 1, 0.0
    for block in document.iter_inner_content():
        parts = [_row(row, document) for row in block.rows] if hasattr(block, "rows") else [_paragraph(block, width)]
        for part in parts:
            if used + part > height:
                pages, used = pages + 1, 0.0
            used += part
    return pages


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
    before, after = HEADING.get(block.style.name, (0, AFTER))
    size = block.style.font.size or block.part.document.styles["Normal"].font.size
    return before + sum(pictures) + _lines(block.text, width, size.pt) * size.pt * LINE * SPACING + after


def _row(row: Any, document: Any) -> float:
    size = document.styles["Normal"].font.size.pt
    return max(_lines(cell.text, cell.width.pt - 2 * PADDING, size) for cell in row.cells) * size * LINE + 1


def _lines(text: str, width: float, size: float) -> int:
    most = max(math.floor(width / (size * CHARACTER)), 1)
    return sum(max(len(textwrap.wrap(line, most)), 1) for line in text.split("\n"))
