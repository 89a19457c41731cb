"""Lists of statistical neighbours in the publisher's two layouts, each as CSV or workbook: ten numbers of authorities a
row, each with its closeness in words."""

import re
from collections.abc import Iterator, Sequence

from cscp_core.official.catalogue import column_key
from cscp_core.official.layouts import ListedNeighbour, Reading
from cscp_core.official.rules import closeness_of

NUMBER_OF_AUTHORITY = ("old_la_code", "la number", "la num")
NEIGHBOUR = re.compile(r"sn_?(\d+)")
CLOSENESS = re.compile(r"sn(?:_\d+)?p")
PLAIN = frozenset({*NUMBER_OF_AUTHORITY, "la_name", "la name", "region_ind", "region_name", "goind", "goreg", ""})
NONE_LISTED = ("-", "")
HEADER_WITHIN = 10  # rows
THREE_DIGITS = re.compile(r"\d{3}")


def is_neighbour_list(header: Sequence[str]) -> bool:
    """Whether a row is the header of such a list."""
    keys = [column_key(name) for name in header]
    return any(name in keys for name in NUMBER_OF_AUTHORITY) and any(NEIGHBOUR.fullmatch(key) for key in keys)


class NeighbourList:
    """One file."""

    name = "Statistical neighbours"

    def __init__(self, reading: Reading, header: Sequence[str]) -> None:
        self.reading = reading
        self.header = header
        keys = [column_key(name) for name in header]
        self.number_at = next(keys.index(name) for name in NUMBER_OF_AUTHORITY if name in keys)
        self.pairs: list[tuple[int, int]] = []
        for place, key in enumerate(keys):
            listed = NEIGHBOUR.fullmatch(key)
            if listed:
                self.pairs.append((int(listed[1]), place))
                if place + 1 >= len(keys) or not CLOSENESS.fullmatch(keys[place + 1]):
                    reading.fault("no column of closeness follows.", column=header[place])
            elif key not in PLAIN and not CLOSENESS.fullmatch(key):
                reading.fault("the column is not understood.", column=header[place])

    def listed(self) -> Iterator[ListedNeighbour]:
        """The neighbours of every row that has a number; notes between the rows have none."""
        rows = self.reading.file.rows()
        for _, row in rows:
            if is_neighbour_list(row):
                break
        for line, row in rows:
            cells = [*(cell.strip() for cell in row), *[""] * (len(self.header) - len(row))]
            own = cells[self.number_at]
            if not own:
                continue
            if not THREE_DIGITS.fullmatch(own):
                self.reading.fault(f"{own!r} is not the number of an authority.", line=line)
                continue
            for position, place in self.pairs:
                yield from self._one(line, own, position, cells[place], cells[place + 1])

    def _one(self, line: int, own: str, position: int, number: str, printed: str) -> Iterator[ListedNeighbour]:
        closeness = closeness_of(printed)
        if number in NONE_LISTED:
            self.reading.leave_out("neighbours that the list leaves open")
        elif not THREE_DIGITS.fullmatch(number):
            self.reading.fault(
                f"{number!r} is not the number of an authority.", line=line, column=f"neighbour {position}"
            )
        elif closeness is None:
            self.reading.fault(f"{printed!r} is not a known closeness.", line=line, column=f"neighbour {position}")
        else:
            yield ListedNeighbour(own, position, number, closeness, " ".join(printed.split()))
