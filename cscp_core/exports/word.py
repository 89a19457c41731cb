"""A Word document that a screen reader can walk: real headings, tables with header rows, pictures with alt text."""

import io
import re
from collections.abc import Iterable, Sequence

import vl_convert
from docx import Document
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from cscp_core.drawing.looks import Look, config
from cscp_core.drawing.shapes import on_paper
from cscp_core.evidence.charts import Chart
from cscp_core.exports.columns import Row, Words
from cscp_core.official.charts import OfficialChart
from cscp_core.settings import INVENTED, Mode, settings

LINES = 190  # pixels
NORMAL, LARGE = 11, 16  # points
TEXT_WIDTH = 17.0  # centimetres between the margins
ACCENT = RGBColor(0x0B, 0x5A, 0x62)
PIXELS = 41  # of a chart on a centimetre, so that its smallest text has 9 points where the text has 11
HEADING = {1: 6, 2: 3, 3: 1}  # points above the text
SPACING, AFTER = 1.05, 4  # lines; points after a paragraph
BEFORE, IN_CELLS, GAP = {1: 12, 2: 9, 3: 6}, 1, 4  # points before a heading, after a cell's text, and below a table
CELL, BELOW = "Cell", "Below a table"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

LONGEST_TITLE = 255  # characters that the properties of a Word file may hold


class Paper:
    """A document that is being written, from top to bottom."""

    def __init__(self, title: str, *, points: int = NORMAL):
        self.made: Opened = Document()
        self._set_font("Normal", points)
        together = self.made.styles["Normal"].paragraph_format
        together.line_spacing, together.space_after = SPACING, Pt(AFTER)
        self.points = points
        for name, after in ((CELL, IN_CELLS), (BELOW, 0)):
            style = self.made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.made.styles["Normal"]
            style.paragraph_format.space_after = Pt(after)
        self.made.styles[BELOW].paragraph_format.line_spacing = Pt(GAP)
        for level in (1, 2, 3):
            self._set_font(f"Heading {level}", points + HEADING[level])
            self.made.styles[f"Heading {level}"].font.color.rgb = ACCENT
            self.made.styles[f"Heading {level}"].paragraph_format.space_before = Pt(BEFORE[level])
        for language in self.made.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        for section in self.made.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2)
            section.top_margin = section.bottom_margin = Cm(1.6)
            if settings().mode is Mode.DEMO:
                section.header.paragraphs[0].text = INVENTED
        self.made.core_properties.title, self.made.core_properties.language = title[:LONGEST_TITLE], "en-GB"
        self.made.core_properties.author = "Independent scrutiny"
        self.heading(title, 1)

    def _set_font(self, style: str, points: int) -> None:
        """One typeface for everything: a style's own theme would otherwise win over the name."""
        font = self.made.styles[style].font
        font.name, font.size = "Arial", Pt(points)
        named = font.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            named.attrib.pop(qn(f"w:{theme}"), None)

    def heading(self, text: str, level: int = 2) -> None:
        self.made.add_heading(_fit(text), level)

    def line(self, text: str, *, bold: str = "") -> None:
        """A paragraph, which may begin with bold words."""
        for number, part in enumerate(text.split("\n")):
            if not part.strip() and not bold:
                continue
            paragraph = self.made.add_paragraph()
            if bold and number == 0:
                paragraph.add_run(_fit(bold) + " ").bold = True
            paragraph.add_run(_fit(part))

    def point(self, text: str) -> None:
        self.made.add_paragraph(_fit(text), style="List Bullet")

    def table(self, columns: Sequence[Words[Row]], rows: Iterable[Row]) -> None:
        """A table whose first row is a header that repeats on every page."""
        table = self.made.add_table(rows=1, cols=len(columns))
        table.style = "Table Grid"
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(column.name).bold = True
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        for row in rows:
            for cell, column in zip(table.add_row().cells, columns, strict=True):
                cell.text = _fit(column.value(row))
        table.autofit = False
        whole = sum(column.share for column in columns)
        for drawn, column in zip(table.columns, columns, strict=True):
            drawn.width = Cm(TEXT_WIDTH * column.share / whole)
            for cell in drawn.cells:
                cell.width = drawn.width
                for paragraph in cell.paragraphs:
                    paragraph.style = CELL
        self.made.add_paragraph(style=BELOW)

    def chart(self, chart: Chart | OfficialChart) -> None:
        """A chart under its finding, with the sentence for a reader who cannot see it."""
        self.heading(chart.title, 3)
        drawn = on_paper(chart.spec, width=TEXT_WIDTH * PIXELS * NORMAL / self.points)
        if isinstance(chart, OfficialChart):
            drawn |= {"height": LINES, "padding": 4}  # several places over many years, and no values at their ends
        picture = vl_convert.vegalite_to_png({**drawn, "config": config(Look.PAPER)}, scale=2)
        shape = self.made.add_picture(io.BytesIO(picture), width=Cm(TEXT_WIDTH))
        shape._inline.docPr.set("descr", chart.alt)
        shape._inline.docPr.set("title", chart.title)
        self.line(chart.beneath)

    def saved(self) -> bytes:
        made = io.BytesIO()
        self.made.save(made)
        return made.getvalue()


def _fit(text: str) -> str:
    """Without what XML cannot hold: files of a report are checked for it nowhere else."""
    return NOT_IN_XML.sub("", text)
