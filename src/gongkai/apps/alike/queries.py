"""Who has asked for this before: the same person, or several? And how often does one ask in a month?

Law:     条例 36(六): what the same applicant was already answered may be told him as repeated; 条例 44: what several ask for can be brought into
         what is published unasked; 条例 35: unreasonable number and frequency; 信息处理费管理办法 4, 5
Takes:   a request or a message of the reader's own organ, or a text that is not saved yet. Gives: the others like it, how they differ; counts.
Unclear: nobody says when two texts ask for the same (texts/likeness), nor who is the same person: here the same whole name in one organ.
         Everything is a hint to whoever reads it, and decides nothing.

Another organ's are never shown. What is found is read from keyed sketches; no sealed text is opened for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps.alike import matching
from gongkai.apps.alike.keeping import Making, making
from gongkai.apps.alike.matching import Match
from gongkai.apps.alike.models import Signature, Sort
from gongkai.apps.alike.sketch import Sketch, sketch, years
from gongkai.apps.journal import vault
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.questions import briefs as questions
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.queries import Applicant, Brief, MonthPlace
from gongkai.law.decisions import decision
from gongkai.law.fees import Fee, Scale, fee_by_requests, fee_of_request, scale_on
from gongkai.texts.likeness import SAME, WORDS, YEAR, Likeness, features, said

__all__ = ["Making", "making"]
BACK = timedelta(days=730)
"""How long what others asked counts together; what the same person asked counts always."""
SHOWN, MOST_IN_GROUPS, MOST_APPLICANTS = 20, 5000, 100
CUT = "用语相同的太多，没有逐件比对，只看了其中最近的、最像的：可能还有没有列出的，件数和人数只会更多。"
"""What a screen says where `Several.cut`."""
_READ = {Sort.REQUEST.value: "request.read", Sort.QUESTION.value: "question.read"}


@dataclass(frozen=True, slots=True)
class Other:
    """One other that asks for the same or nearly so. `decision` is how a request ended in words; `closed_on` is the day on which
    it, or a message, was answered; `how` in what it differs.
    """

    sort: str
    pk: int
    number: str
    subject: str
    day: date
    likeness: Likeness
    how: str
    same_person: bool
    decision: str = ""
    closed_on: date | None = None
    letter_number: str = ""

    @property
    def same(self) -> bool:
        return self.likeness.level == SAME

    @property
    def word(self) -> str:
        """How alike it is, in words."""
        return WORDS[self.likeness.level]


@dataclass(frozen=True, slots=True)
class Several:
    """Others that ask for the same or nearly so: those shown, how many there are, and from how many people those come that ask for the same, with this one.

    `who` are those people, by keyed digests; who gave no name is one each. `cut`: tens of thousands say the same, and not all were looked at (`CUT`)."""

    others: tuple[Other, ...]
    count: int
    people: int
    who: frozenset[str] = frozenset()
    cut: bool = False

    @property
    def several(self) -> bool:
        """Whether several people ask for the same."""
        return self.people > 1


@dataclass(frozen=True, slots=True)
class Month:
    """What one applicant asked in a calendar month. `own` is what this request costs by requests, `together` what all of them do so far; `pages`
    the scale by pages, which goes by this request alone."""

    place: MonthPlace
    requests: tuple[Brief, ...]
    own: Fee
    together: Fee
    pages: Scale


@dataclass(frozen=True, slots=True)
class Group:
    """Requests and messages of one organ that ask for the same; `people` from how many they come."""

    others: tuple[Other, ...]
    people: int

    @property
    def subject(self) -> str:
        """What the newest is called."""
        return self.others[0].subject


@dataclass(frozen=True, slots=True)
class Busy:
    """An applicant of a month, and what his requests cost by the scale of requests if it is applied."""

    applicant: Applicant
    fee: Fee


@dataclass(frozen=True, slots=True)
class Repeats:
    """As `same_person`, `several` and `month` tell each by itself."""

    same: tuple[Other, ...]
    several: Several
    month: Month | None


@dataclass(frozen=True, slots=True)
class Below:
    """An organ below: how many applicants made that many requests in a month, and the most that one made. No names."""

    organ: str
    people: int
    most: int


def resembling(actor: Actor, text: str, name: str, today: date) -> tuple[Other, ...]:
    """What the reader's own organ was asked before that is like a text which is not saved yet: that of the same name whenever, that of others in the last
    two years. Nothing is kept of the text. Refused: `Forbidden`."""
    rights.demand(actor, "request.read")
    asked = sketch(actor.organ_id, features(text))
    if asked is None:
        return ()
    who = vault.lookup(name)
    found = matching.like(actor.organ_id, [asked], today - BACK).matches
    mine = {(each.sort, each.case): each for each in matching.by_person(actor.organ_id, [asked], who)}
    rows = [*mine.values(), *(each for each in found if (each.sort, each.case) not in mine)]
    return tuple(_others(actor, [asked], rows, who)[:SHOWN])


def same_person(actor: Actor, request_id: int, today: date) -> tuple[Other, ...]:
    """What the applicant of a request of the reader's own organ asked before it that is like it, in all years, the likeliest first.

    Refused: `Forbidden`. Of another organ's request: nothing.
    """
    rights.demand(actor, "request.read")
    return _same(actor, requests.own(actor.organ_id, request_id), *_of(actor, Sort.REQUEST, request_id))


def repeats(actor: Actor, request_id: int, today: date) -> Repeats:
    """All that a page tells of repeats of a request of the reader's own organ, what the three share asked once. Refused: `Forbidden`."""
    rights.demand(actor, "request.read")
    row, (asked, who) = requests.own(actor.organ_id, request_id), _of(actor, Sort.REQUEST, request_id)
    return Repeats(
        _same(actor, row, asked, who),
        _several(actor, Sort.REQUEST, request_id, asked, who, today, SHOWN),
        _month(actor, row),
    )


def several(actor: Actor, request_id: int, today: date, sort: str = Sort.REQUEST, most: int | None = SHOWN) -> Several:
    """Who else asked for the same as a request (or a message) of the reader's own organ in the last two years (条例 44); `most` of them, None for all.

    Refused: `Forbidden`. Of another organ's: nothing.
    """
    rights.demand(actor, _READ[sort])
    return _several(actor, sort, request_id, *_of(actor, sort, request_id), today, most)


def _same(actor: Actor, row: Request | None, asked: list[Sketch], who: str) -> tuple[Other, ...]:
    if row is None:
        return ()
    found = _others(actor, asked, matching.by_person(actor.organ_id, asked, who), who)
    return tuple(each for each in found if _before(each, row.arrived_on, row.pk))


def _several(
    actor: Actor, sort: str, request_id: int, asked: list[Sketch], who: str, today: date, most: int | None
) -> Several:
    if not asked:
        return Several((), 0, 1)
    near = matching.like(actor.organ_id, asked, today - BACK)
    found = [each for each in near.matches if not _is(each, sort, request_id)]
    others = _others(actor, asked, found, who)
    known = {(each.sort, each.case): each.lookup for each in found}
    people = {known[each.sort, each.pk] or f"{each.sort}{each.pk}" for each in others if each.same}
    people.add(who or f"{sort}{request_id}")
    return Several(tuple(others[:most]), len(others), len(people), frozenset(people), near.cut)


def month(actor: Actor, request_id: int) -> Month | None:
    """What the applicant of a request of the reader's own organ asked in its calendar month, and what that costs; None where no name is known.

    Refused: `Forbidden`.
    """
    rights.demand(actor, "request.read")
    return _month(actor, requests.own(actor.organ_id, request_id))


def _month(actor: Actor, row: Request | None) -> Month | None:
    place = requests.place_in_month(row) if row is not None else None
    if row is None or place is None or row.person is None:
        return None
    all_of_them = requests.of_month(actor.organ_id, row.person.lookup, place.month)
    day = place.month
    return Month(
        place, all_of_them, fee_of_request(place.place, day), fee_by_requests(place.total, day), scale_on("pages", day)
    )


def busy(actor: Actor, month: date, least: int) -> tuple[Busy, ...]:
    """Who made at least so many requests to the reader's own organ in a calendar month, names masked, the most first.

    Refused: `Forbidden`.
    """
    rights.demand(actor, "request.read")
    found = requests.by_applicant(actor.organ_id, month, least, MOST_APPLICANTS)
    return tuple(Busy(each, fee_by_requests(each.count, month.replace(day=1))) for each in found)


def busy_below(actor: Actor, month: date, least: int, today: date) -> tuple[Below, ...]:
    """The same of the organs below that the reader may read, by numbers only."""
    rights.demand(actor, "request.read")
    open_ = rights.open_organs(actor, "request.read")
    found = requests.busy_below(open_, month, least)
    found.pop(actor.organ_id, None)
    names = organs.short_names(found, today)
    rows = (Below(names.get(pk, ""), people, most) for pk, (people, most) in found.items())
    return tuple(sorted(rows, key=lambda each: (-each.people, -each.most, each.organ)))


def groups(actor: Actor, since: date) -> tuple[tuple[Group, ...], bool]:
    """What several people asked of the reader's own organ since a day, most people first (条例 44); whether only the newest were looked at.

    Refused: `Forbidden`.
    """
    rights.demand(actor, "request.read")
    sorts = [sort for sort, act in _READ.items() if rights.may(actor, act)]
    rows = Signature.objects.filter(organ_id=actor.organ_id, day__gte=since, sort__in=sorts, weight__gt=0)
    newest = list(rows.order_by("-day", "-pk")[: MOST_IN_GROUPS + 1])
    found = []
    for each in matching.clusters(newest[:MOST_IN_GROUPS]):
        asked = [each[0].sketch]
        others = _others(actor, asked, matching.best(asked, each), "")
        others.sort(key=lambda one: (one.day, one.pk), reverse=True)
        known = {(row.sort, row.case): row.lookup for row in each}
        people = {known[one.sort, one.pk] or f"{one.sort}{one.pk}" for one in others}
        if len(people) > 1:
            found.append(Group(tuple(others), len(people)))
    found.sort(key=lambda group: (-group.people, -len(group.others), group.subject))
    return tuple(found), len(newest) > MOST_IN_GROUPS


def _of(actor: Actor, sort: str, case: int) -> tuple[list[Sketch], str]:
    """The sketches of a case of the reader's own organ, and who asked."""
    rows = list(Signature.objects.filter(organ_id=actor.organ_id, sort=sort, case=case).order_by("pk"))
    who = next((row.lookup for row in rows if row.lookup), "")
    return [row.sketch for row in rows if row.weight], who


def _before(each: Other, day: date, request_id: int) -> bool:
    """Whether it was asked before a request of that day; of one day the request that was registered first."""
    if each.day != day:
        return each.day < day
    return each.sort != Sort.REQUEST or each.pk < request_id


def _is(found: Match, sort: str, case: int) -> bool:
    return (found.sort, found.case) == (sort, case)


def _others(actor: Actor, asked: Sequence[Sketch], found: Iterable[Match], who: str) -> list[Other]:
    """What was found, with what the reader may know of it; what was annulled, and messages that want to know nothing, are left out."""
    rows = list(found)
    of_requests = requests.briefs(actor.organ_id, [each.case for each in rows if each.sort == Sort.REQUEST])
    of_questions = {}
    if rights.may(actor, _READ[Sort.QUESTION]):
        of_questions = questions.briefs(actor.organ_id, [each.case for each in rows if each.sort == Sort.QUESTION])
    made = []
    for each in rows:
        how = _how(actor.organ_id, asked, each)
        mine = bool(who) and each.lookup == who
        if each.sort == Sort.REQUEST and (row := of_requests.get(each.case)) and not row.void:
            ended = decision(row.decision).name if row.decision else ""
            made.append(
                Other(
                    each.sort,
                    row.pk,
                    row.number,
                    row.subject,
                    row.day,
                    each.likeness,
                    how,
                    mine,
                    ended,
                    row.closed_on,
                    row.letter_number,
                )
            )
        elif each.sort == Sort.QUESTION and (told := of_questions.get(each.case)) and told.wants and not told.void:
            of = (each.sort, told.pk, told.number, told.subject, told.day, each.likeness, how, mine)
            made.append(Other(*of, closed_on=told.answered_on))
    return made


def _how(organ_id: int, asked: Sequence[Sketch], found: Match) -> str:
    """In what another differs, the years named."""
    told = said(found.likeness.differs)
    if YEAR not in found.likeness.differs:
        return told
    theirs = "、".join(map(str, years(organ_id, found.sketch)))
    mine = "、".join(map(str, sorted({year for each in asked for year in years(organ_id, each)})))
    return f"{told}（那件 {theirs} 年，这件 {mine} 年）" if theirs and mine else told
