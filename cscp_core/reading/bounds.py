"""What a file may cost: size, pages, memory, seconds; and why one is not read."""

LARGEST = 60 * 1024 * 1024  # bytes of a file
MOST_PAGES = 400
MOST_WORDS = 400_000
MOST_DRAWN = 5_000  # of the lines, boxes and pictures of a page that are looked at
MOST_MEMORY = 1024 * 1024 * 1024  # bytes of address space of the process that reads
MOST_SECONDS = 60
MOST_PARTS = 3_000  # of a Word file
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes of a Word file, unpacked
MOST_WRITTEN = 200 * 1024 * 1024  # bytes that the process hands back

SENTENCES = {
    "missing": "There is no file at {path}.",
    "empty": "The file is empty.",
    "large": "The file has {number} MB. At most {largest} MB are read: save it again with smaller pictures.",
    "kind": "This is neither a PDF, nor a Word file (.docx), nor text. Save it as one of the three.",
    "old_word": "This is a Word file of the old kind (.doc), or it is locked with a password. Save it as "
    ".docx without one.",
    "locked": "The file is locked with a password. Save a copy without one.",
    "damaged": "The file is damaged and cannot be opened. Ask for it again, or save it again from the "
    "program that made it.",
    "long": "The file has {number} pages. At most {pages} are read: save the report's own pages as a file.",
    "wordy": "The file holds more text than any report. Nothing was read.",
    "packed": "The file unpacks to far more than a report needs. Nothing was read.",
    "memory": "The file needs more memory than any report should. Nothing was read.",
    "slow": "The file took longer than {seconds} seconds to read. Nothing was read.",
    "crashed": "The file made the reader stop, as a damaged or hostile file does. Nothing was read.",
    "scanned": "All pages are scanned: pictures without text. Use the file that the report was printed "
    "from, or have its text "
    "recognised first.",
    "wordless": "There is no text in the file.",
    "no_page": "There is no such page.",
    "encoding": "The text is not in UTF-8. Save it again as UTF-8.",
}
"""Why a file is not read, each as a sentence that its reader can act on."""


class Refusal(Exception):
    """Why a file is not read, as a key of `SENTENCES`, with the number that its sentence tells."""

    def __init__(self, why: str, number: int = 0) -> None:
        self.why, self.number = why, number
        super().__init__(why)
