"""What leaves the app as a file: figures, the register, a meeting's pack and record, the year."""

from collections.abc import Sequence

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.charts import Chart, charts
from cscp_core.evidence.stored import rows_of
from cscp_core.exports import actions, figures, held_charts, pack, register, template, year_document
from cscp_core.exports.cells import add_sheet, csv_file, new_book, save_workbook
from cscp_core.exports.columns import ExportColumn
from cscp_core.exports.word import Paper
from cscp_core.improvement.actions import list_actions
from cscp_core.official.charts import OfficialChart
from cscp_core.people import acts
from cscp_core.people.acts import Act
from cscp_core.people.permissions import Actor, Permission, may, needs
from cscp_core.reconciliation import official_record
from cscp_core.reconciliation import service as reconciliation
from cscp_core.reconciliation.conclusions import Conclusion
from cscp_core.reconciliation.grouping import grouped
from cscp_core.reconciliation.record_rows import told_in_year
from cscp_core.reconciliation.rules import RAISED
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.scrutiny.meetings.reads import OnScreen
from cscp_core.scrutiny.year import service as years
from cscp_core.scrutiny.year.rules import ScrutinyYear, checklist
from cscp_core.settings import INVENTED, Mode, settings
from cscp_core.storage.session import in_uk_time, now
from feedback import published

TRAIL: tuple[ExportColumn[Act], ...] = (
    ExportColumn("When", lambda row: row.when),
    ExportColumn("Who", lambda row: row.who),
    ExportColumn("What was done", lambda row: row.action),
    ExportColumn("To what", lambda row: row.subject),
    ExportColumn("Facts", lambda row: row.detail),
)


@needs(Permission.DOWNLOAD)
def figures_csv(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """Every figure of a report as CSV, UTF-8 with a mark that Excel understands."""
    return csv_file(figures.COLUMNS, figures.list_figures(session, actor, report_id=report_id))


@needs(Permission.DOWNLOAD)
def figures_workbook(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """Every figure of a report as an Excel workbook, with what it covers on a sheet of its own."""
    year = evidence.find_year(session, actor, report_id=report_id)
    book = new_book((year.partnership, year.title, year.covers, f"Not loaded: {year.not_loaded}"))
    add_sheet(book, "Figures", figures.COLUMNS, figures.list_figures(session, actor, report_id=report_id))
    return save_workbook(book)


@needs(Permission.DOWNLOAD)
def actions_csv(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """Every action of a report with its state for the day, as CSV."""
    return csv_file(actions.COLUMNS, list_actions(session, actor, report_id=report_id).page.items)


@needs(Permission.SEE_WELFARE)
def welfare_record(session: Session, actor: Actor, *, number: str) -> bytes:
    """One welfare record and nothing else as a Word document, for the council's own system. The trail keeps who took
    it. `number` is its random number.

    Raises:
        NotFound: no record has this number, or none that the actor may see.
    """
    paper = Paper(f"Welfare record {number}")
    paper.line(f"Taken out on {in_uk_time(now(session))}. The case itself is kept in the council's own system.")
    for heading, sentences in published.welfare_record(session, actor, number=number).items():
        paper.heading(heading)
        for sentence in sentences:
            paper.line(sentence)
    return paper.saved()


@needs(Permission.READ_TRAIL)
def trail_csv(session: Session, actor: Actor) -> bytes:
    """The whole trail as the page shows it, as CSV: rows of those in a post, then a line a month and kind of act for
    Young Advisors and lay members."""
    of_months = [
        Act(when=one.month, who=one.who, action=one.action, subject="", detail="")
        for one in acts.by_month(session, actor)
    ]
    return csv_file(TRAIL, [*acts.list_acts(session, actor, page=None).items, *of_months])


@needs(Permission.LOAD_REPORT)
def template_workbook(session: Session, actor: Actor, *, report_id: str = "") -> bytes:
    """An empty workbook for a report; with `report_id`, next year's, filled in with what stays and what is due.

    Raises:
        NotFound: there is no such report.
    """
    if not report_id:
        return empty_template()
    year = evidence.find_year(session, actor, report_id=report_id)
    return next_template(rows_of(session, year.report_id))


def empty_template() -> bytes:
    """A workbook with every sheet and no row."""
    return template.make_workbook({}, template.opening_lines("", ""))


def next_template(rows: template.Rows) -> bytes:
    """Next year's workbook from the rows of a report, wherever they come from."""
    report = rows["report"][0]
    made, before = template.next_year(rows)
    return template.make_workbook(
        made, template.opening_lines(report["partnership"], template.following(report["period"])), before
    )


@needs(Permission.LOAD_REPORT)
def report_workbook(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """A whole report as the workbook that it could be loaded from again.

    Raises:
        NotFound: there is no such report.
    """
    year = evidence.find_year(session, actor, report_id=report_id)
    return template.make_workbook(
        rows_of(session, year.report_id), template.opening_lines(year.partnership, year.period)
    )


@needs(Permission.EXPORT_REGISTER)
def register_workbook(session: Session, actor: Actor, *, report_id: str) -> bytes:
    """The register as an Excel workbook: challenges raised here, and those that the report itself has on record."""
    year = evidence.find_year(session, actor, report_id=report_id)
    book = new_book(
        (
            f"{year.partnership}: register of challenges",
            "Challenges raised in this tool, then those that the report itself records, joined by reading.",
            f"The report: {year.title}. Not loaded: {year.not_loaded}",
            *([INVENTED] if settings().mode is Mode.DEMO else []),
        )
    )
    add_sheet(book, "Challenges", register.COLUMNS, register.rows(session, actor, report_id=report_id))
    return save_workbook(book)


@needs(Permission.READ_MEETINGS)
def meeting_pack(session: Session, actor: Actor, *, meeting_id: int, large_print: bool = False) -> bytes:
    """A meeting's pack as a Word file: the agenda, then one page an item.

    Raises:
        NotFound: there is no such meeting.
    """
    meeting = meetings.find_meeting(session, actor, meeting_id=meeting_id)
    shown = [meetings.on_screen(session, actor, item=item) for item in meeting.items]
    heard = published.in_print(session, actor, shown=shown)
    views = published.joint_views(session, actor, report_id=meeting.report_id) if meeting.report_id else {}
    pages = [
        pack.ItemPage(
            one,
            chart,
            tuple(heard.get(one.item.item_id, ())),
            views.get(one.theme_id),
            _concluded(session, actor, one),
            _checked(session, actor, one),
        )
        for one, chart in zip(shown, _charts(session, actor, shown), strict=True)
    ]
    return pack.make_pack(meeting, pages, large_print=large_print)


@needs(Permission.READ_MEETINGS)
def unread_in_pack(session: Session, actor: Actor, *, meeting_id: int) -> list[str]:
    """Which comments the actor's role reads for the first time in a meeting's pack.

    Raises:
        NotFound: there is no such meeting.
    """
    meeting = meetings.find_meeting(session, actor, meeting_id=meeting_id)
    shown = [meetings.on_screen(session, actor, item=item) for item in meeting.items]
    return published.unread_in_pack(session, actor, shown=shown, report_id=meeting.report_id)


@needs(Permission.READ_MEETINGS)
def meeting_record(session: Session, actor: Actor, *, meeting_id: int) -> bytes:
    """A meeting's record as a Word file: decisions, challenges, owners, dates, and what was not reached."""
    return pack.make_record(meetings.find_meeting(session, actor, meeting_id=meeting_id))


@needs(Permission.READ_MEETINGS)
def unread_in_record(session: Session, actor: Actor, *, meeting_id: int) -> list[str]:
    """The same for its record, which holds the questions that were not reached."""
    found = meetings.find_meeting(session, actor, meeting_id=meeting_id)
    return published.unread_asked(session, actor, items=[one for one in found.items if not one.reached])


@needs(Permission.READ_YEAR)
def year_word(session: Session, actor: Actor, *, report_id: str, year: ScrutinyYear) -> bytes:
    """The year in scrutiny as a Word file that the yearly report can take in, with the checklist of guidance."""
    told = evidence.find_year(session, actor, report_id=report_id)
    young = published.joint_words(session, actor, report_id=report_id)
    found = years.the_year(session, actor, report_id=report_id, year=year, young=young)
    may_read = may(actor, Permission.READ_RECORD)
    record = official_record.against_report(session, actor, report_id=told.report_id) if may_read else []
    every = evidence.figures(session, actor, report_id=report_id).items
    official = held_charts.draw_held(session, actor, year=told, figures=every, most=year_document.MOST_CHARTS)
    return year_document.write(told, found, checklist(), told_in_year(record), official)


def _charts(session: Session, actor: Actor, shown: Sequence[OnScreen]) -> list[Chart | OfficialChart | None]:
    """A chart for each item: the official series of the first item whose figures have one, so that a pack keeps its
    length; of the others the first chart of the theme that draws a figure of the item."""
    found: list[Chart | OfficialChart | None] = []
    for one in shown:
        is_drawn = any(isinstance(chart, OfficialChart) for chart in found)
        found.append((None if is_drawn else _official(session, actor, one)) or _chart(session, actor, one))
    return found


def _official(session: Session, actor: Actor, shown: OnScreen) -> OfficialChart | None:
    if not shown.figures or shown.answer:
        return None
    year = evidence.find_year(session, actor, report_id=shown.report_id)
    found = held_charts.draw_held(session, actor, year=year, figures=shown.figures, most=1, in_short=True)
    return next(iter(found), None)


def _chart(session: Session, actor: Actor, shown: OnScreen) -> Chart | None:
    """The first chart of the theme that draws a figure of the item."""
    if not shown.figures or not shown.theme_id:
        return None
    report_id = shown.report_id
    home = evidence.find_year(session, actor, report_id=report_id).home_area
    of_theme = evidence.figures(session, actor, report_id=report_id, theme_id=shown.theme_id).items
    wanted = {one.figure_id for one in shown.figures}
    return next((one for one in charts(of_theme, home) if wanted & one.figure_ids), None)


def _concluded(session: Session, actor: Actor, shown: OnScreen) -> tuple[tuple[str, Conclusion], ...]:
    """What may be concluded from the measures of an item's figures, with what each measures."""
    if not shown.figures:
        return ()
    wanted = {one.figure_id for one in shown.figures}
    found = reconciliation.conclusions(session, actor, report_id=shown.report_id, theme_id=shown.theme_id)
    return tuple(
        (one.latest.what, said) for one, said in found if one.may_be_compared and one.latest.figure_id in wanted
    )


def _checked(session: Session, actor: Actor, shown: OnScreen) -> tuple[str, ...]:
    """What the report's figures of an item disagree with, or are worth asking about."""
    wanted = {one.figure_id for one in shown.figures}
    if not wanted:
        return ()
    found = reconciliation.results(session, actor, report_id=shown.report_id)
    named = [one for one in found if one.verdict in RAISED and wanted & set(one.figures)]
    return tuple(group.lead.message for group in grouped(named))
