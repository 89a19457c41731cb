"""Writes small PDFs with words at places, rules, boxes and pictures: each trap of layout is a document of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595, 842
WIDE = 0.5  # of the type size: how wide a letter of Courier-like metrics is taken to be

LIGATURES = {"ﬁ": (129, "fi"), "ﬂ": (141, "fl"), "ﬀ": (143, "ff"), "ﬃ": (144, "ffi")}
"""Codes that are free in the usual encoding, each with the glyph that stands there."""


def _code(sign: str) -> int:
    return LIGATURES[sign][0] if sign in LIGATURES else sign.encode("cp1252")[0]


@dataclass
class Paper:
    """A page being written. Places are in points from the top left corner."""

    drawn: list[str] = field(default_factory=list)

    def write(self, text: str, left: float, top: float, size: float = 11, bold: bool = False) -> "Paper":
        """One line of text, its feet at `top` plus three quarters of its size."""
        safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        encoded = "".join(one if ord(one) < 128 else f"\\{_code(one):03o}" for one in safe)
        y = HEIGHT - top - 0.75 * size
        self.drawn.append(f"BT /F{2 if bold else 1} {size} Tf {left} {y:.1f} Td ({encoded}) Tj ET")
        return self

    def lines(self, texts: Sequence[str], left: float, top: float, size: float = 11, step: float = 14) -> "Paper":
        for at, text in enumerate(texts):
            self.write(text, left, top + at * step, size)
        return self

    def row(self, cells: Sequence[str], lefts: Sequence[float], top: float, size: float = 10) -> "Paper":
        for cell, left in zip(cells, lefts, strict=True):
            if cell:
                self.write(cell, left, top, size)
        return self

    def box(self, left: float, top: float, right: float, bottom: float) -> "Paper":
        self.drawn.append(f"{left} {HEIGHT - bottom} {right - left} {bottom - top} re S")
        return self

    def rule(self, left: float, right: float, top: float) -> "Paper":
        self.drawn.append(f"{left} {HEIGHT - top} {right - left} 0.5 re f")
        return self

    def picture(self, left: float, top: float, right: float, bottom: float) -> "Paper":
        self.drawn.append(f"q {right - left} 0 0 {bottom - top} {left} {HEIGHT - bottom} cm /Im Do Q")
        return self


def save(path: Path, pages: Sequence[Paper]) -> Path:
    """A PDF of some pages, in Helvetica."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    own = " ".join(f"{number} /{name}" for number, name in LIGATURES.values())
    coded = f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{own}] >>"
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{{}} /Encoding {coded} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8\n"
        b"/Length 1 >>\nstream\n\x80\nendstream",
    ]
    for at, page in enumerate(pages):
        content = "\n".join(page.drawn).encode("ascii")
        fonts = "/Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im 5 0 R >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << {fonts} >> "
            f"/Contents {7 + 2 * at} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % one for one in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(written)
    return path
