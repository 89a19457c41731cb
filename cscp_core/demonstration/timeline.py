"""Which day and hour the demonstration's events fall on, counted from the day on which it is made. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from cscp_core.scrutiny.challenges.days import A_DAY, is_working_day, working_day_after
from cscp_core.storage.session import ENGLAND

MON, TUE, WED, THU, FRI = range(5)


@dataclass(frozen=True)
class Timeline:
    """The weeks around the moment `made` (aware). Week 0 is the one that it lies in; weeks before are negative."""

    made: datetime

    @cached_property
    def today(self) -> date:
        return self.made.astimezone(ENGLAND).date()

    def day(self, week: int, weekday: int) -> date:
        """A day of a week (0 is Monday). A bank holiday moves to the last working day before it."""
        found = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=week, days=weekday)
        return _on_or_before(found)

    def at(self, week: int, weekday: int, hour: int, minute: int = 0) -> datetime:
        """A time on the clock in England, on such a day."""
        return datetime.combine(self.day(week, weekday), time(hour, minute), ENGLAND)

    def ago(self, **by: float) -> datetime:
        """A moment before this one: hours and minutes for what has just come in."""
        return self.made - timedelta(**by)

    @cached_property
    def yesterday(self) -> date:
        """The last working day before today."""
        return _on_or_before(self.today - A_DAY)

    @cached_property
    def this_week(self) -> date:
        """The last working day of this week, or the next one where that is over: what is due then is due soon."""
        end = self.day(0, FRI)
        return end if end >= self.today else working_day_after(self.today, 1)

    @cached_property
    def opened(self) -> datetime:
        """When the demonstration's story begins."""
        return self.at(-34, MON, 9)


def _on_or_before(day: date) -> date:
    while not is_working_day(day):
        day -= A_DAY
    return day


def working_days_before(day: date, working_days: int) -> date:
    """The working day that many working days before a day."""
    while working_days > 0:
        day = _on_or_before(day - A_DAY)
        working_days -= 1
    return day
