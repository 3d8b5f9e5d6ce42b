"""What follows from the acts of a case, and may one more be done? The same for every sort of case.

Takes:   acts as entered, in order of `seq`; calendar, settings; for guards that look at the day, the new act's own day.
Gives:   the case, a `Reading` of it, or `Refusal`. Late facts are put where their day belongs and everything is replayed: if an act
         that was entered before would then be impossible, the late fact is refused and the sentence names that act.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Option
from gongkai.law.casework.entering import C, Kit, Read, listed, read, replayed, tried
from gongkai.law.casework.walk import S
from gongkai.law.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading(Generic[S, C]):
    """A case read once: what follows from its acts, and what any role may do."""

    case: C
    story: S
    kit: Kit[S]

    def options(self, role: str, person: str, today: date) -> tuple[Option, ...]:
        """As `Casework.options`, without walking the acts again."""
        return listed(self.kit, self.story, role, person, today)


@dataclass(frozen=True, slots=True)
class Casework(Generic[S, C]):
    """How cases of one sort are read. `start` gives an empty story for the entry under trial, judged by the present calendar throughout
    or not; `case` tells what follows from a story.
    """

    kit: Kit[S]
    start: Callable[[Calendar, Settings, int, bool], S]
    case: Callable[[Read[S]], C]

    def replay(self, acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> C:
        """The case after all acts. Refused (`Refusal`): acts that cannot follow one another.

        What was in time when it was done stands, also when a notice of holidays has moved the last day since.
        """
        return self.reading(acts, calendar, settings).case

    def reading(self, acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> Reading[S, C]:
        """As `replay`, with the story from which options follow: a page asks both of one walk."""
        return replayed(
            self.kit,
            self._begin(calendar, settings, 0, strict=False),
            acts,
            lambda found: Reading(self.case(found), found.story, self.kit),
        )

    def attempt(
        self,
        acts: Sequence[CaseAct],
        new: CaseAct,
        today: date,
        calendar: Calendar,
        settings: Settings = law.DEFAULT,
    ) -> C:
        """The case with one more act, which may be late or a correction. `today` is the day of entering.

        Refused (`Refusal`): whatever the procedure refuses, a day after `today`, a form that is not filled as the procedure's forms
        ask, a role or a person that the guards exclude.
        """
        return tried(
            self.kit,
            lambda trial, strict: self._begin(calendar, settings, trial, strict),
            acts,
            new,
            today,
            self.case,
        )

    def options(
        self,
        acts: Sequence[CaseAct],
        role: str,
        person: str,
        today: date,
        calendar: Calendar,
        settings: Settings = law.DEFAULT,
    ) -> tuple[Option, ...]:
        """Every event of the procedure for a role on a day: what may be done, and why the rest may not.

        Without acts, what begins a case. Refused: a role that the procedure does not have.
        """
        start = self._begin(calendar, settings, 0, strict=False)
        story = read(self.kit, start, acts).story if acts else start()
        return listed(self.kit, story, role, person, today)

    def _begin(self, calendar: Calendar, settings: Settings, trial: int, strict: bool) -> Callable[[], S]:
        return lambda: self.start(calendar, settings, trial, strict)
