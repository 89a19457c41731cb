"""Words of a PDF with their places, by PDFium. Runs in the bounded process only: see child.py."""

import ctypes
import io
import math
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cscp_core.reading.bounds import MOST_DRAWN, MOST_PAGES, MOST_WORDS, Refusal

GAP = 0.22  # of the type size: a wider gap within a line begins a new word
ANOTHER_SIZE = 0.12  # a larger step in size ends a word: a footnote's mark is small
ABOVE, BELOW = 0.75, 0.25  # of the type size, above and below the line that letters stand on
HYPHEN = "\x02"  # what PDFium gives for a hyphen at the end of a line
BOLD = 600
IMAGE, PATH = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH


def opened(path: Path) -> pypdfium2.PdfDocument:
    """The document.

    Raises:
        Refusal: where it is locked, damaged or longer than any report.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise Refusal("locked" if locked else "damaged") from error
    if len(document) > MOST_PAGES:
        raise Refusal("long", len(document))
    return document


def read_pages(path: Path) -> list[dict[str, Any]]:
    """Every page: size, words, what is drawn, pictures."""
    document = opened(path)
    pages, words = [], 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            pages.append({"width": 595.0, "height": 842.0, "words": [], "drawn": [], "pictures": [], "broken": True})
            continue
        read = _page(page)
        words += len(read["words"])
        if words > MOST_WORDS:
            raise Refusal("wordy")
        pages.append(read)
        page.close()
    if not pages or all(one.get("broken") for one in pages):
        raise Refusal("damaged")
    return pages


def picture_of(path: Path, number: int, scale: float) -> bytes:
    """One page as a PNG."""
    document = opened(path)
    if not 1 <= number <= len(document):
        raise Refusal("no_page")
    made = io.BytesIO()
    document[number - 1].render(scale=scale).to_pil().save(made, "PNG")
    return made.getvalue()


def _page(page: pypdfium2.PdfPage) -> dict[str, Any]:
    left, bottom, right, top = page.get_bbox()
    drawn: list[list[float]] = []
    pictures: list[list[float]] = []
    for count, one in enumerate(page.get_objects(filter=[IMAGE, PATH], max_depth=4)):
        if count >= MOST_DRAWN:
            break
        try:
            x, y, x_end, y_end = one.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        box = [round(value, 1) for value in (x - left, top - y_end, x_end - left, top - y)]
        (pictures if one.type == IMAGE else drawn).append(box)
    text = page.get_textpage()
    words = _Words(text, left, top).read()
    text.close()
    return {"width": right - left, "height": top - bottom, "words": words, "drawn": drawn, "pictures": pictures}


class _Words:
    """Gathers the signs of a page into words: an upright run of one size without a gap."""

    def __init__(self, text: pypdfium2.PdfTextPage, left: float, top: float) -> None:
        self.text, self.left, self.top = text, left, top
        self.words: list[list[Any]] = []
        self.run: list[str] = []
        self.box = [0.0, 0.0, 0.0, 0.0]
        self.size = 0.0
        self.bold = False

    def read(self) -> list[list[Any]]:
        count = pdfium.FPDFText_CountChars(self.text)
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(self.text, index)
            sign = "-" if chr(code) == HYPHEN else chr(code)
            if sign.isspace() or not code or pdfium.FPDFText_IsGenerated(self.text, index) == 1:
                self._end()
                continue
            if unicodedata.category(sign) in ("Cc", "Cs", "Cn") or 0xD800 <= code <= 0xDFFF:
                continue
            self._add(index, sign)
        self._end()
        return self.words

    def _add(self, index: int, sign: str) -> None:
        box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        across, up = ctypes.c_double(), ctypes.c_double()
        if not pdfium.FPDFText_GetLooseCharBox(self.text, index, box):
            return
        pdfium.FPDFText_GetCharOrigin(self.text, index, across, up)
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        if abs(matrix.b) > abs(matrix.a):
            return  # turned text, such as a label along an axis
        size = pdfium.FPDFText_GetFontSize(self.text, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        base = self.top - up.value
        x, x_end = box.left - self.left, box.right - self.left
        y, y_end = base - ABOVE * size, base + BELOW * size
        if self.run and not self._goes_on(x, y, size):
            self._end()
        if not self.run:
            self.box, self.size, self.bold = [x, y, x_end, y_end], size, self._is_bold(index)
        self.run.append(sign)
        self.box = [min(self.box[0], x), min(self.box[1], y), max(self.box[2], x_end), max(self.box[3], y_end)]

    def _goes_on(self, x: float, y: float, size: float) -> bool:
        near = -self.size < x - self.box[2] < max(GAP * self.size, 0.5)
        level = abs(y - self.box[1]) < 0.5 * self.size
        return near and level and abs(size - self.size) <= ANOTHER_SIZE * max(self.size, size)

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self.text, index) >= BOLD:
            return True
        name = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self.text, index, name, 128, flags)
        return b"bold" in name.value.lower() or b"black" in name.value.lower()

    def _end(self) -> None:
        if self.run:
            text = unicodedata.normalize("NFKC", "".join(self.run)) if self._has_ligatures() else "".join(self.run)
            self.words.append([text, *(round(one, 1) for one in self.box), round(self.size, 1), self.bold])
        self.run = []

    def _has_ligatures(self) -> bool:
        return any("\ufb00" <= sign <= "\ufb06" for sign in self.run)
