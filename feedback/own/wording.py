"""What somebody is told before words are taken back or a person is erased."""

GONE_AT_ONCE = "It goes from the app's files within a minute."
GONE_LATER = "Traces can stay on the server's disk until it writes over them. The app cannot show them."
IN_BACKUPS = "Backups from before hold it until they are deleted. If one is ever used, it is taken out again."


def after_withdrawal(*, leaves_files_at_once: bool) -> str:
    """When what is taken back is gone, as its writer reads it."""
    when = GONE_AT_ONCE if leaves_files_at_once else GONE_LATER
    return f"Nobody can bring it back in the app. {when} {IN_BACKUPS}"
