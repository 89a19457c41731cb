"""The scripts of `make check`: what they make of what they are told."""

import json

import pytest

from scripts import audit, licences


def report(*dependencies):
    return json.dumps({"dependencies": dependencies, "fixes": []})


FINE = {"name": "typer", "version": "1", "vulns": []}
WEAK = {"name": "pillow", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
UNSEEN = {"name": "segno", "skip_reason": "Dependency not found on PyPI and could not be audited: segno (1)"}


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (report(FINE), 0, "1 packages, no known weakness"),
        (report(FINE, WEAK), 1, "pillow 2: PYSEC-1"),
        (report(WEAK, UNSEEN), 1, "pillow 2: PYSEC-1"),
        (report(FINE, UNSEEN), 2, "cannot tell of 1 of 2"),
        (report(), 2, "cannot tell"),
        ("", 2, "cannot tell"),
        ("[]", 2, "cannot tell"),
    ],
)
def test_an_audit_tells_weak_from_fine_and_from_cannot_tell(told, code, words):
    found = audit.sentence(told)
    assert found[0] == code
    assert words in found[1]


def test_every_package_names_its_licence():
    assert [name for name, _ in licences.packages() if not licences.KNOWN.search(licences.licence_of(name))] == []


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0", "Other/Proprietary License", "", "SSPL-1.0"])
def test_a_licence_that_nobody_looked_at_is_not_known(licence):
    assert not licences.KNOWN.search(licence)


def test_the_list_of_licences_is_that_of_the_packages():
    assert licences.WRITTEN.read_text(encoding="utf-8") == licences.written()
