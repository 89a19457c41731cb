"""The names of this field, which are nobody's: agencies, programmes, bodies and terms that the evidence base holds."""

from sqlmodel import Session


def known_names(session: Session) -> frozenset[str]:
    return frozenset()
