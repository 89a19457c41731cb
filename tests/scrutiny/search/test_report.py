"""Searching a report: words, numbers and ids, however they are written; the same on both engines."""

import pytest
from sqlalchemy import delete, event, select, text

from cscp_core.evidence import finding, thesaurus
from cscp_core.evidence import service as evidence
from cscp_core.evidence.query import parse_query
from cscp_core.evidence.tables import Findable, SearchIndex
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.search import service
from tests.builders import load_into, small_row, write_folder, write_sheet
from tests.conftest import REPORT
from tests.scrutiny.search.queries import KEPT_BACK, TUNED_ON

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
    return {one.kind for one in search(store, text).hits}


def first(store, text, kind):
    return next(one for one in search(store, text).hits if one.kind == kind)


def test_a_word_is_found_wherever_it_stands(report):
    assert kinds(report, "neglect") == {"theme", "claim", "figure"}


def test_a_word_is_found_in_any_case(report):
    assert kinds(report, "NEGLECT") == {"theme", "claim", "figure"}


@pytest.mark.parametrize("word", ["carer", "carers", "carers'"])
def test_another_form_of_a_word_is_found(report, word):
    assert "voice" in kinds(report, word)


def test_the_beginning_of_a_word_is_found(report):
    assert kinds(report, "negl") == kinds(report, "neglect")


def test_words_may_be_in_different_columns(report):
    assert search(report, "carers please").with_all == 1


def test_when_nothing_has_every_word_those_with_most_are_found_and_it_is_said(report):
    found = search(report, "worker please zebra")
    assert [(one.kind, one.missing) for one in found.hits] == [("voice", ("zebra",))]
    assert found.sentences == (
        "“zebra” is nowhere here.", "Nothing has all of these words; these have most of them:",
    )  # fmt: skip


def test_a_misspelling_is_mended_and_it_is_said(report):
    found = search(report, "neglcet")
    assert {one.kind for one in found.hits} == kinds(report, "neglect")
    assert found.sentences == ("“neglcet” is nowhere here: searched for “neglect”.",)


def test_where_nothing_is_found_something_like_it_is_offered(report):
    found = search(report, "neglectometer")
    assert (found.hits, "neglect" in found.like) == ((), True)


@pytest.mark.parametrize(
    ("row_id", "kind"), [("claim-1.1-01", "claim"), ("figure-1.1-01", "figure"), ("voice-1", "voice"), ("lado", "term")]
)
def test_an_id_is_found_first(report, row_id, kind):
    found = search(report, row_id).hits[0]
    assert (found.kind, found.row_id) == (kind, row_id)


def test_a_hit_tells_its_kind_its_section_and_its_words(report):
    hit = first(report, "worker", "voice")
    assert (hit.section, hit.text) == ("1.1", "They want one worker.")


def test_what_was_found_is_marked(report):
    assert first(report, "workers", "voice").marked == (("They want one ", False), ("worker", True), (".", False))


def test_where_the_words_of_a_hit_have_nothing_of_it_the_words_around_it_are_told(report):
    hit = first(report, "please", "voice")
    assert ("please", True) in hit.beside
    assert hit.marked == (("They want one worker.", False),)


def test_plain_words_are_marked_for_readers_of_plain_words(report):
    hit = next(one for one in search(report, "worker", plainly=True).hits if one.kind == "voice")
    assert (hit.marked, hit.beside) == ((("One ", False), ("worker", True), (", please.", False)), ())


def test_a_hit_tells_its_plain_words_and_its_theme(report):
    told = {one.kind: (one.plain, one.theme_id) for one in search(report, "neglect").hits}
    assert told == {
        "theme": ("Not being looked after", "neglect"),
        "claim": ("Fewer children were neglected.", "neglect"),
        "figure": ("How many, Camden, 2020-21: 19", "neglect"),
    }


def test_a_term_is_told_plainly_by_its_meaning_and_has_no_theme(report):
    term = first(report, "LADO", "term")
    assert (term.text, term.plain, term.theme_id) == ("LADO: A post.", "LADO: A post.", "")


def test_one_kind_can_be_asked_for_and_all_are_counted(report):
    found = search(report, "neglect", kind="claim")
    assert {one.kind for one in found.hits} == {"claim"}
    assert dict(found.totals) == {"theme": 1, "claim": 1, "figure": 1}


@pytest.mark.parametrize("text", ["", "   ", "\n", "what is the", "%", "_", "/", "\\", "'", '"', ";--", "(", "*", ":"])
def test_a_search_for_nothing_finds_nothing(report, text):
    assert search(report, text).hits == ()


@pytest.mark.parametrize(
    "asked", ['neg"lect', "neglect;--", "neglect*", "NEAR(neglect", "neglect:*", "'neglect'", "-neglect"]
)
def test_signs_that_a_database_could_read_otherwise_are_not_read_at_all(report, asked):
    assert search(report, asked).total <= search(report, "neglect").total


WRITTEN = [
    ("It fell by 5% of 1,234 children.", ("5%", "5 per cent", "1234", "1,234", "1\u202f234")),
    ("A café in Zürich.", ("cafe", "café", "ZÜRICH")),
    ("The children’s re-referral.", ("childrens", "children's", "rereferral", "re-referrals", "repeat referral")),
    ("It fell in 2019-20.", ("2019/20", "19/20", "2019–2020", "2019-20", "2019")),
    ("Enquiries under section 47.", ("s47", "s.47", "S 47", "Section 47", "section-47 enquiry")),
    ("Radicalised by e-mail.", ("radicalization", "email", "e-mails")),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "asked"), WRITTEN)
def test_it_makes_no_difference_how_it_is_written(store, folder, claim, asked):
    write_sheet(folder, "claims", [small_row("claims", text=claim)])
    load_into(store, folder)
    assert [one for one in asked if search(store, one).with_all != 1] == []


def test_words_that_mean_the_same_find_each_other(store, folder):
    write_sheet(folder, "claims", [small_row("claims", text="Looked after children are safe.", plain="They are safe.")])
    load_into(store, folder)
    for asked in ("LAC", "children in care", "kids in care", "looked-after child"):
        assert first(store, asked, "claim").marked[0] == ("Looked after children", True)


def test_the_reports_own_glossary_says_what_an_abbreviation_is_short_for(store, folder):
    write_sheet(
        folder, "glossary", [TERM, TERM | {"term_id": "zap", "abbreviation": "ZAP", "expansion": "Zebra action plan"}]
    )
    write_sheet(folder, "claims", [small_row("claims", text="A zebra action plan was made.")])
    load_into(store, folder)
    assert "claim" in kinds(store, "zap")


def test_the_section_of_a_number_is_found_first(camden_to_read):
    with camden_to_read.reading() as session:
        found = service.search(session, SYSTEM, report_id=REPORT.name, text="3.1.8")
    assert found.hits[0].section == "3.1.8"
    assert [one.section for one in found.hits[:10]].count("3.1.8") >= 8


def test_figures_are_narrowed_as_a_search_understands_words(camden_to_read):
    with camden_to_read.reading() as session:
        asked = ("5435", "5,435", "figure-3.2-01", "misssing kids", "zebra")
        found = [evidence.figures(session, SYSTEM, report_id=REPORT.name, text=one).total for one in asked]
    assert (found[0], found[1], found[4]) == (1, 1, 0)
    assert found[2] >= 1
    assert found[3] > 5


def test_what_was_retired_is_not_found(store, folder, report):
    write_sheet(folder, "voices", [])
    load_into(store, folder)
    assert search(store, "worker").hits == ()


def test_an_earlier_wording_is_not_found(store, folder, report):
    write_sheet(folder, "voices", [VOICE | {"text": "They want two.", "plain": "Two, please."}])
    load_into(store, folder)
    assert search(store, "worker").hits == ()


def test_another_reports_words_are_not_found(store, report, tmp_path):
    other = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(store, write_folder(tmp_path / "other", report=[other], claims=[small_row("claims", text="A zebra.")]))
    assert search(store, "zebra").hits == ()


def test_of_many_hits_the_first_come_with_the_total_of_all(store, tmp_path):
    claims = [small_row("claims", claim_id=f"claim-{n:03}") for n in range(60)]
    load_into(store, write_folder(tmp_path / "report", claims=claims))
    found = search(store, "fewer", kind="claim")
    assert (len(found.hits), dict(found.totals)["claim"]) == (50, 60)
    assert [one.row_id for one in search(store, "fewer", most=2, kind="claim").hits] == ["claim-000", "claim-001"]


def test_the_databases_own_full_text_answers(report):
    seen = []
    with report.reading() as session:
        event.listen(report.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
        service.search(session, SYSTEM, report_id=TINY, text="neglect")
    asked = [one for one in seen if "findable" in one]
    assert asked
    assert any({"sqlite": "MATCH", "postgresql": "@@"}[report.engine.dialect.name] in one for one in asked)


PLAN = "EXPLAIN SELECT 1 FROM findable WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:asked AS tsquery)"


@pytest.mark.postgresql
def test_postgresql_has_an_index_for_it(report):
    with report.engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))
        assert "ix_findable_words" in " ".join(connection.scalars(text(PLAN), {"asked": "x:*"}))


def found_after_a_start(store):
    before = kinds(store, "worker")
    with store.writing() as session:
        finding.rebuild_missing(session)
    return before, kinds(store, "worker")


def test_a_report_loaded_before_there_was_a_search_is_found_after_the_next_start(report):
    with report.writing() as session:
        for table in (Findable, SearchIndex):
            session.execute(delete(table))
        session.commit()
    assert found_after_a_start(report) == (set(), {"voice"})


def test_after_the_thesaurus_was_edited_the_next_start_reads_it(report, monkeypatch):
    monkeypatch.setattr(thesaurus, "fingerprint", lambda: "another")
    monkeypatch.setattr(thesaurus, "read_rows", lambda: (("worker", "helping hand"),))
    found_after_a_start(report)
    assert "voice" in kinds(report, "helping hand")


def test_the_database_finds_just_the_rows_that_python_would(camden_to_read):
    """Which rows have a word is asked of the engine, and all else is worked out in Python: so both engines agree."""
    with camden_to_read.reading() as session:
        lexicon = finding.find_lexicon(session, REPORT.name)
        rows = {
            number: set(words.split()) for number, words in session.execute(select(Findable.number, Findable.words))
        }
        wrong = []
        for one in (*TUNED_ON, *KEPT_BACK):
            query = parse_query(one.query, lexicon.vocabulary)
            by_engine = {found.number for found in finding.find_candidates(session, REPORT.name, query)}
            by_python = {
                number for number, words in rows.items()
                if any(words.issuperset(way) for unit in query.units for way, _ in unit.ways)
            }  # fmt: skip
            wrong += [one.query] if by_engine != by_python else []
    assert wrong == []
