"""Searching a whole report: every word must stand there, and nothing that was retired is found."""

import pytest
from sqlalchemy import delete, event, text

from cscp_core.evidence import finding, service
from cscp_core.evidence.tables import Findable
from cscp_core.people.permissions import SYSTEM
from tests.builders import load_into, small_row, write_folder, write_sheet
from tests.conftest import REPORT

pytestmark = pytest.mark.engine

TINY = "tiny-2020-21"
TERM = {"term_id": "lado", "abbreviation": "LADO", "plain": "A post.", "explained_in_report": "no", "section": "1.1"}
VOICE = {
    "voice_id": "voice-1",
    "theme_id": "neglect",
    "section": "1.1",
    "who": "Young carers",
    "text": "They want one worker.",
    "plain": "One worker, please.",
}


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "report", voices=[VOICE], glossary=[TERM])


@pytest.fixture
def report(store, folder):
    load_into(store, folder)
    return store


def search(store, text, **details):
    with store.reading() as session:
        return service.search(session, SYSTEM, report_id=TINY, text=text, **details)


def kinds(store, text):
    return set(search(store, text))


def test_a_word_is_found_wherever_it_stands(report):
    assert kinds(report, "neglect") == {"theme", "claim", "figure"}


def test_a_word_is_found_in_any_case(report):
    assert kinds(report, "NEGLECT") == {"theme", "claim", "figure"}


def test_part_of_a_word_is_found(report):
    assert kinds(report, "carer") == {"voice"}


def test_words_may_stand_in_different_columns(report):
    assert kinds(report, "carers please") == {"voice"}


def test_every_word_must_stand_there(report):
    assert search(report, "carers zebra") == {}


@pytest.mark.parametrize(
    ("row_id", "kind"), [("claim-1.1-01", "claim"), ("figure-1.1-01", "figure"), ("voice-1", "voice"), ("lado", "term")]
)
def test_an_id_is_found(report, row_id, kind):
    assert search(report, row_id)[kind].items[0].row_id == row_id


def test_a_hit_tells_its_kind_its_section_and_its_words(report):
    (hit,) = search(report, "worker")["voice"].items
    assert (hit.kind, hit.section, hit.text) == ("voice", "1.1", "They want one worker.")


def test_a_hit_tells_its_plain_words_and_its_theme(report):
    (voice,) = search(report, "worker")["voice"].items
    assert (voice.plain, voice.theme_id) == ("One worker, please.", "neglect")
    found = search(report, "neglect")
    assert [
        (one.items[0].plain, one.items[0].theme_id) for one in (found["theme"], found["claim"], found["figure"])
    ] == [
        ("Not being looked after", "neglect"),
        ("Fewer children were neglected.", "neglect"),
        ("How many, Camden, 2020-21: 19", "neglect"),
    ]


def test_a_term_is_told_plainly_by_its_meaning_and_has_no_theme(report):
    (term,) = search(report, "LADO")["term"].items
    assert (term.plain, term.theme_id) == ("LADO: A post.", "")


def test_a_review_has_its_title_for_plain_words(camden_to_read):
    with camden_to_read.reading() as session:
        (hit,) = service.search(session, SYSTEM, report_id=REPORT.name, text="scrs-2016-18")["review"].items
    assert (hit.plain, hit.text, hit.theme_id) == (
        "Two serious case reviews 2016-18", "Two serious case reviews 2016-18", "serious-incidents",
    )  # fmt: skip


def test_a_term_without_an_expansion_is_shown_with_what_it_means(report):
    (hit,) = search(report, "LADO")["term"].items
    assert hit.text == "LADO: A post."


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_search_for_nothing_finds_nothing(report, text):
    assert search(report, text) == {}


@pytest.mark.parametrize("wildcard", ["%", "_", "neg%ct", "n_glect", "/", "\\", "'", '"', "neglect;--"])
def test_signs_that_a_database_could_read_otherwise_are_taken_as_they_stand(report, wildcard):
    assert search(report, wildcard) == {}


def test_a_wildcard_sign_is_found_where_it_stands(store, folder):
    write_sheet(folder, "claims", [small_row("claims", text="It fell by 5% of a_b.")])
    load_into(store, folder)
    assert [kinds(store, sign) for sign in ("5%", "a_b")] == [{"claim"}, {"claim"}]


def test_what_was_retired_is_not_found(store, folder, report):
    write_sheet(folder, "voices", [])
    load_into(store, folder)
    assert search(store, "worker") == {}


def test_an_earlier_wording_is_not_found(store, folder, report):
    write_sheet(folder, "voices", [VOICE | {"text": "They want two.", "plain": "Two, please."}])
    load_into(store, folder)
    assert search(store, "worker") == {}


def test_another_reports_words_are_not_found(store, report, tmp_path):
    other = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(store, write_folder(tmp_path / "other", report=[other], claims=[small_row("claims", text="A zebra.")]))
    assert search(store, "zebra") == {}


def test_of_many_hits_the_first_come_with_the_total_of_all(store, tmp_path):
    claims = [small_row("claims", claim_id=f"claim-{n:03}") for n in range(60)]
    load_into(store, write_folder(tmp_path / "report", claims=claims))
    found = search(store, "fell")["claim"]
    assert (len(found.items), found.total) == (50, 60)


def test_an_accent_makes_no_difference(store, folder):
    write_sheet(folder, "claims", [small_row("claims", text="A café in Zürich.")])
    load_into(store, folder)
    assert [kinds(store, word) for word in ("cafe", "café", "ZÜRICH")] == [{"claim"}] * 3


def test_the_databases_own_full_text_answers(report):
    seen = []
    with report.reading() as session:
        event.listen(report.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
        service.search(session, SYSTEM, report_id=TINY, text="neglect")
    asked = [one for one in seen if "findable" in one]
    assert asked
    assert all({"sqlite": "MATCH", "postgresql": "@@"}[report.engine.dialect.name] in one for one in asked)


PLAN = "EXPLAIN SELECT 1 FROM findable WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:asked AS tsquery)"


@pytest.mark.postgresql
def test_postgresql_has_an_index_for_it(report):
    with report.engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))
        assert "ix_findable_words" in " ".join(connection.scalars(text(PLAN), {"asked": "x:*"}))


def test_a_report_loaded_before_there_was_a_search_is_found_after_the_next_start(report):
    with report.writing() as session:
        session.execute(delete(Findable))
        session.commit()
    assert search(report, "worker") == {}
    with report.writing() as session:
        finding.rebuild_missing(session)
    assert kinds(report, "worker") == {"voice"}


def test_a_search_can_ask_for_fewer(store, tmp_path):
    claims = [small_row("claims", claim_id=f"claim-{n:03}") for n in range(5)]
    load_into(store, write_folder(tmp_path / "report", claims=claims))
    assert [hit.row_id for hit in search(store, "fell", most=2)["claim"].items] == ["claim-000", "claim-001"]
