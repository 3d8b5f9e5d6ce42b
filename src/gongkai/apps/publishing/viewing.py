"""What does the page of one item show, and the screen of its reviewer?

Takes:   an actor, an item, the moment. Gives: `ItemView`, by a number of queries that does not grow with its acts and versions.

What is not yet public is read by the house alone (`draft.read`): who only watches from above finds what was published and its acts,
and none of the texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongkai.apps import rules
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import bundles, duties, findings
from gongkai.apps.publishing.facts import given
from gongkai.apps.publishing.findings import Found
from gongkai.apps.publishing.models import Duty, Item, Publication, Version, VersionFile, Way
from gongkai.apps.publishing.story import BESIDE, REFUSED, STRANGER, Told, told_of
from gongkai.apps.publishing.versions import Stored, with_files
from gongkai.law.calendar import Calendar
from gongkai.law.casework import Light, Option
from gongkai.law.clocks import Deadline
from gongkai.law.procedures.publication import LEVEL_NAMES, LEVELS, PUBLICATION, STAGES
from gongkai.law.publication import due
from gongkai.law.publication.case import Answer, Given, ItemCase, Signature
from gongkai.law.publication.item import options


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as the list of versions shows it. `signed` are the stages that stand on it, by name."""

    number: int
    title: str
    digest: str
    person: str
    written_at: datetime
    working: bool
    live: bool


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of signing: who signed, or who is to. `fallen` are signatures of this stage that a change or a return voided."""

    event: str
    name: str
    level: str
    level_name: str
    signature: Signature | None
    person: str
    instead_of: str
    fallen: tuple[Signature, ...]
    awaited: bool
    due: date | None
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with the answer that counts; `stale` an answer that does not count any more, since its author wrote the text."""

    found: Found
    answer: Answer | None
    stale: Answer | None
    by: str

    @property
    def open(self) -> bool:
        return self.found.demanded and self.answer is None


@dataclass(frozen=True, slots=True)
class ActLine:
    """One line of the timeline. `void` tells that the act is a signature which fell; `beside` that it is no act: a refused
    attempt, a stranger."""

    place: int
    seq: int
    event: str
    label: str
    day: date
    recorded_at: datetime
    person: str
    role: str
    data: Mapping[str, object]
    beside: bool
    void: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with everything that its pages show.

    `working` is the text at work, `live` the public one, `signed` the one against which reviewers compare: the last that was
    signed or published, None for the first. `bundle` is what is published with it, `policy` what it interprets, `explaining` the
    interpretations that name it. `writable`: whether the reader's own organ handles it. `given` are the facts behind `options`.
    """

    item: Item
    case: ItemCase
    light: Light
    deadline: Deadline | None
    working: Stored | None
    live: Stored | None
    signed: Stored | None
    versions: tuple[VersionLine, ...]
    stages: tuple[StageLine, ...]
    findings: tuple[FindingLine, ...]
    options: tuple[Option, ...]
    lines: tuple[ActLine, ...]
    publications: tuple[Publication, ...]
    bundle: tuple[Item, ...]
    policy: Item | None
    explaining: tuple[Item, ...]
    given: Given
    names: Mapping[str, str]
    writable: bool


def item(actor: Actor, item_id: int, now: datetime) -> ItemView:
    """One item. Not found (`Item.DoesNotExist`): another organ's, or one not yet public of whoever may not read drafts."""
    row = visible(actor).select_related("organ").get(pk=item_id)
    found = told_of(item_id) if row.way != Way.RECORDED else None
    case = found.case if found else ItemCase(row.state)
    inside = rights.may(actor, "draft.read", row.organ_id)
    if not inside and not _shown_outside(row):
        raise Item.DoesNotExist
    texts = _texts(row, case, inside)
    working, live = texts.get(case.version), texts.get(case.live_version)
    compared = _signed_number(case)
    facts = given(row, case, working, actor, now) if working and inside and found else Given()
    names = people.names(_persons(case, found, texts))
    may_act = inside and found is not None and actor.organ_id == row.organ_id
    today = localdate(now)
    stage = duties.duties(row.organ_id, today)
    policy = bundles.policy_of(row, row.interprets)
    explaining = bundles.explaining(row).order_by("pk") if row.number else ()
    return ItemView(
        item=row,
        case=case,
        light=light(row, today, rules.calendar()),
        deadline=due.last_day(case, rules.calendar()) if found else None,
        working=working if inside else None,
        live=live,
        signed=texts.get(compared) if inside else None,
        versions=_versions(row, case, names) if inside else (),
        stages=_stages(row, case, stage, names),
        findings=_findings(case, working, now, names) if working and inside else (),
        options=options(case, actor.role, actor.person, facts) if may_act else (),
        lines=_lines(found, names) if found and inside else (),
        publications=tuple(Publication.objects.filter(version__item=row).select_related("version").order_by("pk")),
        bundle=tuple(bundles.mates(row)) if inside else (),
        policy=policy if policy and (inside or _shown_outside(policy)) else None,
        explaining=tuple(each for each in explaining if inside or _shown_outside(each)),
        given=facts,
        names=names,
        writable=may_act,
    )


def version(actor: Actor, item_id: int, number: int) -> Stored:
    """One version of an item as it is stored. Not found (`Version.DoesNotExist`, `Item.DoesNotExist`): as `item`."""
    rights.demand(actor, "draft.read")
    row = Item.objects.only("pk").get(pk=item_id, organ_id=actor.organ_id)
    found = Version.objects.get(item=row, number=number)
    return with_files(found, VersionFile.objects.filter(version=found).select_related("blob").order_by("place"))


def _shown_outside(row: Item) -> bool:
    """Whether who may not read drafts sees an item: it was public, and was not taken off because it never should have been."""
    return row.published_on is not None and row.withdrawn_how != "mistaken"


def visible(actor: Actor) -> QuerySet[Item]:
    """The items of organs whose published information the reader may see."""
    organs = rights.open_organs(actor, "publishing.read")
    return Item.objects.all() if organs is None else Item.objects.filter(organ_id__in=organs)


def light(row: Item, today: date, calendar: Calendar) -> Light:
    """The light of one row of a list."""
    return due.light(row.state, row.due, row.stage_due, row.evaluate_on, today, calendar)


def _texts(row: Item, case: ItemCase, inside: bool) -> dict[int, Stored]:
    wanted = {case.version, case.live_version, _signed_number(case)} if inside else {case.live_version}
    found = {each.number: each for each in Version.objects.filter(item=row, number__in=wanted)}
    files: dict[int, list[VersionFile]] = {}
    for file in VersionFile.objects.filter(version__in=found.values()).select_related("blob").order_by("place"):
        files.setdefault(file.version_id, []).append(file)
    return {number: with_files(each, files.get(each.pk, ())) for number, each in found.items()}


def _signed_number(case: ItemCase) -> int:
    """The version that was last signed, other than the working one; the public one without any."""
    by_digest: dict[str, int] = {}
    for act in case.acts:
        number, digest = act.data.get("version"), act.data.get("digest")
        if isinstance(number, int) and isinstance(digest, str):
            by_digest.setdefault(digest, number)
    signed = [each for each in (*case.fallen, *case.signatures) if each.digest != case.digest]
    return by_digest.get(signed[-1].digest, 0) if signed else case.live_version


def _persons(case: ItemCase, found: Told | None, texts: Mapping[int, Stored]) -> set[str]:
    persons = {entry.person for entry in found.written} if found else set()
    return persons | {each.instead_of for each in case.signatures if each.instead_of} | case.touched


def _versions(row: Item, case: ItemCase, names: Mapping[str, str]) -> tuple[VersionLine, ...]:
    rows = Version.objects.filter(item=row).defer("body", "meta").order_by("-number")
    return tuple(
        VersionLine(
            each.number,
            each.title,
            each.digest,
            names.get(each.person, "他人"),
            each.written_at,
            each.number == case.version,
            bool(case.live) and each.number == case.live_version,
        )
        for each in rows
    )


def _stages(row: Item, case: ItemCase, on_duty: Sequence[Duty], names: Mapping[str, str]) -> tuple[StageLine, ...]:
    standing = {each.event: each for each in case.signatures}
    lines = []
    for event, name in STAGES:
        signature = standing.get(event)
        awaited = case.state == event
        lines.append(
            StageLine(
                event,
                name,
                LEVELS[event],
                LEVEL_NAMES[LEVELS[event]],
                signature,
                names.get(signature.person, "他人") if signature else "",
                names.get(signature.instead_of, "") if signature else "",
                tuple(each for each in case.fallen if each.event == event),
                awaited,
                row.stage_due if awaited else None,
                tuple(each for each in on_duty if each.stage == event),
            )
        )
    return tuple(lines)


def _findings(case: ItemCase, text: Stored, now: datetime, names: Mapping[str, str]) -> tuple[FindingLine, ...]:
    lines = []
    for each in findings.examined(text, now):
        answer, told = case.answered(each.key), case.answers.get(each.key)
        by = names.get(told.person, "他人") if told else ""
        lines.append(FindingLine(each, answer, told if answer is None else None, by))
    return tuple(lines)


def _lines(found: Told, names: Mapping[str, str]) -> tuple[ActLine, ...]:
    """The timeline, newest last. Signatures that fell are marked, not hidden."""
    standing = {each.seq for each in found.case.signatures}
    lines, place, voiding = [], 0, _fallen_seqs(found)
    for entry in found.written:
        beside = entry.event in BESIDE
        place += not beside
        lines.append(
            ActLine(
                0 if beside else place,
                entry.seq,
                entry.event,
                _label(entry),
                entry.day,
                entry.recorded_at,
                names.get(entry.person, "他人"),
                rights.ROLE_NAMES.get(entry.role, entry.role),
                entry.data["data"],
                beside,
                place in voiding and place not in standing and not beside,
            )
        )
    return tuple(lines)


def _fallen_seqs(found: Told) -> set[int]:
    return {each.seq for each in found.case.fallen}


def _label(entry: Entry) -> str:
    if entry.event == REFUSED:
        tried = str(entry.data["data"].get("event", ""))
        return f"{BESIDE[REFUSED]}：{PUBLICATION.events.get(tried, tried)}"
    if entry.event == STRANGER:
        return BESIDE[STRANGER]
    return PUBLICATION.events.get(entry.event, entry.event)
