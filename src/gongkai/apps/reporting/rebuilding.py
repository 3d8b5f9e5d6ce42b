"""Which cached columns of a report follow from its entries, and how are they made again?

Takes:   the entries of one report; the versions that were frozen, which nobody can change.
Gives:   `rebuild`, as `requests.rebuild`: compared with the journal and rewritten, what differed is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.apps.cached_rows import Columns, Progress, Restored, Table, restore
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.reporting import showing
from gongkai.apps.reporting.events import BEGIN
from gongkai.apps.reporting.models import AnnualReport, ReportVersion
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REPORT


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make every cached column again from the journal and name what differed. `check` compares only."""
    table = Table("年报", Subject.REPORT.value, AnnualReport, columns, shown=showing.changed)
    return restore(table, organ_ids, progress, check, (after or {}).get(table.name, 0))


def columns(written: Sequence[Entry]) -> Columns:
    """Every column of a report from its entries. Refused (`Refusal`): entries that cannot follow one another."""
    versions = dict(ReportVersion.objects.filter(report_id=written[0].subject_id).values_list("number", "pk"))
    found: dict[str, object] = {
        "year": written[0].data["year"],
        "state": REPORT.initial,
        "acts": sum(entry.event != BEGIN for entry in written),
        "approved": "",
        "frozen_id": None,
        "published_id": None,
        "published_on": None,
        "delivered_on": None,
    }
    for entry in written:
        found |= _after(entry, str(found["state"]), versions)
    return found


def _after(entry: Entry, state: str, versions: Mapping[int, int]) -> dict[str, object]:
    """What one entry sets."""
    if entry.event == BEGIN:
        return {}
    row = REPORT.row(state, entry.event)
    if row is None:
        raise Refusal(f"“{REPORT.states[state]}”时没有“{entry.event}”这种办理。")
    told = entry.data
    changed: dict[str, object] = {"state": row.target}
    if entry.event == "approve":
        changed["approved"] = told["digest"]
    elif entry.event in ("return", "reopen", "correct"):
        changed["approved"] = ""
    elif entry.event == "freeze":
        changed["frozen_id"] = versions.get(told["version"])
    elif entry.event == "publish":
        changed |= {"published_id": versions.get(told["version"]), "published_on": entry.day}
    elif entry.event == "deliver":
        changed["delivered_on"] = entry.day
    return changed
