"""What is read before the first visitor comes never keeps the server shut."""

import logging

import app


def test_a_read_that_fails_is_logged_without_its_words_and_the_server_starts(monkeypatch, caplog):
    def fails():
        raise RuntimeError("what a row of the record says")

    monkeypatch.setattr(app, "read_what_screens_need", fails)
    with caplog.at_level(logging.WARNING, logger="cscp"):
        app._read_ahead()
    assert [one.getMessage() for one in caplog.records] == ["nothing was read ahead: RuntimeError"]


def test_a_read_that_succeeds_is_not_spoken_of(monkeypatch, caplog):
    read = []
    monkeypatch.setattr(app, "read_what_screens_need", lambda: read.append(True))
    with caplog.at_level(logging.WARNING, logger="cscp"):
        app._read_ahead()
    assert (read, caplog.records) == ([True], [])
