"""The one family of errors. A message is a sentence that its reader can act on."""

from collections.abc import Sequence
from dataclasses import dataclass


class CscpError(Exception):
    """Something that a person can be told. Only pages and the command line turn it into text on a screen."""


class SettingsWrong(CscpError):
    """The environment asks for something that cannot be run safely."""


class StorageUnavailable(CscpError):
    """The database cannot be reached, is read-only, or belongs to another mode."""


class NotAllowed(CscpError):
    """The actor's role may not do this."""


class SignedOut(NotAllowed):
    """The person who acts was signed in when the page was drawn, and is not any more."""


class NotFound(CscpError):
    """There is nothing at this address."""


class ChangedMeanwhile(CscpError):
    """Somebody else changed the same thing after it was read. `theirs` is what stands there now, to set beside it."""

    def __init__(self, message: str, theirs: str = ""):
        self.theirs = theirs
        super().__init__(message)


class SignInRefused(CscpError):
    """Name and password do not open an account, or too many were tried."""


class TicketRefused(SignInRefused):
    """A ticket that is used up, out of date or another browser's."""


class PasswordRefused(CscpError):
    """A new password that is too short, too long or too easy to guess."""


class AccountRefused(CscpError):
    """An account that cannot be made or changed as asked."""


class LinkRefused(CscpError):
    """A one-time link that is used up, expired or unknown."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One cause, with every row where it stands. `rows` says them in words: "row 2", "rows 2 and 4"."""

    where: str = ""
    rows: str = ""
    column: str = ""
    what: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.where, self.rows, self.column)))
        return f"{place}: {self.what}" if place else self.what


class LoadRefused(CscpError):
    """A report folder with faults. `faults` holds every one of them, each a sentence with file, line and column, and
    `told` the same in parts."""

    def __init__(self, faults: Sequence["Fault | str"]):
        self.told = [one if isinstance(one, Fault) else Fault(what=one) for one in faults]
        self.faults = [str(one) for one in self.told]
        super().__init__(f"Nothing was loaded: {len(faults)} fault(s).\n" + "\n".join(self.faults))


class AnotherPartnership(CscpError):
    """A report of a partnership that the installation does not serve."""


class ClockDoubtful(CscpError):
    """Something that cannot be undone was asked for at a time of day that may be wrong."""


class BackupRefused(CscpError):
    """A backup that cannot be made or put back as asked."""


class UploadRefused(CscpError):
    """A file that is not opened at all: too large, damaged, locked, or holding what no report needs."""


class FileRefused(CscpError):
    """A report's file that cannot be read: locked, damaged, scanned, or beyond what reading one may cost."""


class ConfirmingRefused(CscpError):
    """A drafted row that cannot become what is asked, or that somebody else works on."""


class GradeRefused(CscpError):
    """A grade that cannot be recorded as asked."""


class TextRefused(CscpError):
    """A text that is missing where it is needed, or too long."""


class ChallengeRefused(CscpError):
    """A challenge that cannot do what is asked of it in the state that it is in."""


class UpdateRefused(CscpError):
    """A status of an action that cannot be recorded as asked."""


class JudgementRefused(CscpError):
    """A judgement that cannot be recorded as asked."""


class ExplanationRefused(CscpError):
    """An explanation of a check that cannot be recorded as asked."""


class MappingRefused(CscpError):
    """A comparison of a figure with an official series that cannot be recorded as asked."""


class MeetingRefused(CscpError):
    """A meeting, agenda or note that cannot be kept as asked."""


class WordingRefused(CscpError):
    """A wording of a question that would not read as one."""


class CommentRefused(CscpError):
    """A comment, a reply or a joint view that cannot be kept as asked in the state that it is in."""


class DetailsFound(CommentRefused):
    """A text that seems to say who somebody is, and whose writer has not said that it shall stay. `found` are the
    words, each with its kind."""

    def __init__(self, found: list[tuple[str, str]]):
        self.found = found
        super().__init__("This may show who somebody is. Change it, or choose to keep it.")


class CommentsClosed(CscpError):
    """The form is closed, because nobody could act on a worry. The message says whom to ring."""


class DemonstrationRefused(CscpError):
    """The demonstration cannot be made or emptied here."""


class WelfareRefused(CscpError):
    """A welfare record that cannot be changed as asked."""


class WorryListsWrong(CscpError):
    """The lists that say what sounds like a worry have faults, each with its file and line."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(["The lists of worries cannot be used. Correct these lines:", *faults]))
