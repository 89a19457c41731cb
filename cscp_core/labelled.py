"""An enum whose members are stored as short codes and shown as their labels."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A member is its code wherever it is compared, stored or put into JSON. In a sentence, `str()` or `.label`, it is
    what people read.

    Members are written as `MATCHES = "matches", "This matches what I know"`. When a label is reworded, the earlier
    words follow the new ones, so that `read` still knows what addresses, files and the trail hold from before.
    """

    label: str
    """The words that are shown."""
    before: tuple[str, ...]
    """Words that stood for it earlier."""

    def __new__(cls, code: str, label: str = "", *before: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.before = before
        return member

    def __str__(self) -> str:
        return self.label

    def __format__(self, how: str) -> str:
        return format(self.label, how)

    @property
    def written(self) -> tuple[str, ...]:
        """All that may stand for it in what is never rewritten, such as the trail: its code first."""
        return (self.value, self.label, *self.before)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The member that a code, a label or an earlier wording stands for; None where it stands for none."""
        return next((one for one in cls if text in one.written), None)
