"""When is a job due again? Gives: `Every` so many minutes, `Daily` at an hour of the office, `DailyFrom` an hour on; all say it in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone

_ASKED_AGAIN = 10
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Every:
    """On the full minute, every so many of them: what is to be public at 9:30 is so at 9:30, not half a minute later."""

    minutes: int

    def after(self, moment: datetime) -> datetime:
        """The first time that is later than `moment`."""
        step = timedelta(minutes=self.minutes)
        return moment + step - (moment - _EPOCH) % step

    @property
    def patience(self) -> timedelta:
        """How long after its time a job may be before that is a fault."""
        return timedelta(minutes=max(5, self.minutes))

    def __str__(self) -> str:
        return "每分钟" if self.minutes == 1 else f"每 {self.minutes} 分钟"


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at an hour and minute of the office's clock."""

    hour: int
    minute: int

    def after(self, moment: datetime) -> datetime:
        """The first time that is later than `moment`."""
        here = timezone.localtime(moment)
        due = here.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return due if due > here else due + timedelta(days=1)

    @property
    def patience(self) -> timedelta:
        """How long after its time a job may be before that is a fault."""
        return timedelta(hours=2)

    def __str__(self) -> str:
        return f"每天 {self.hour:02}:{self.minute:02}"


@dataclass(frozen=True, slots=True)
class DailyFrom:
    """Every day from an hour and minute of the office's clock on, asked again every few minutes until midnight: for what must be done that day,
    whenever the machine is there to do it."""

    hour: int
    minute: int

    def after(self, moment: datetime) -> datetime:
        """The first time that is later than `moment`."""
        due = timezone.localtime(Every(_ASKED_AGAIN).after(moment))
        return max(due, due.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0))

    @property
    def patience(self) -> timedelta:
        """How long after its time a job may be before that is a fault."""
        return timedelta(hours=2)

    def __str__(self) -> str:
        return f"每天 {self.hour:02}:{self.minute:02} 起，做完为止"


Rhythm = Every | Daily | DailyFrom
