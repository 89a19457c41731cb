"""Makes the extract in data/official/ out of the published files: python -m scripts.make_official_extract FOLDER.

Every file of data/official/files.csv is read by the importer into a database of its own, and what is about the places
of data/official/extract.csv is written out. The same files give the same bytes.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cscp_core.official import extract, imports
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.files import named_files
from cscp_core.people.permissions import SYSTEM
from cscp_core.settings import Mode
from cscp_core.storage import migrate
from cscp_core.storage.session import Store, make_engine


def main(published: Path) -> int:
    paths = [published / row["file"] for row in read_rows(FOLDER / "files.csv")]
    missing = [path.name for path in paths if not path.exists()]
    if missing:
        print(f"Not in {published}: {', '.join(missing)}.", file=sys.stderr)
        return 1
    with TemporaryDirectory(prefix="cscp-official-") as made:
        store = Store(make_engine(f"sqlite:///{made}/official.sqlite3"), b"the extract has no trail that anybody keeps")
        migrate.upgrade(store, Mode.DEMO)
        with store.writing() as session:
            found = imports.load_files(session, SYSTEM, files=named_files(paths), seen_number=None)
        with store.reading() as session:
            written = extract.write_extract(session, SYSTEM)
        store.engine.dispose()
    print(f"{found.added:,} values read from {len(paths)} files, {written:,} written to {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
