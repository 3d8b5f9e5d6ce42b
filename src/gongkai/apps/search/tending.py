"""What does an office do so that more is found: words that mean the same, and an eye on what was not found?

Takes:   actor and moment, as every act. Gives: rows and their entries; `missed` with what was done about each; `settled`, `synonyms` for lists.

Words are the site's, whichever organ records them: a reader searches everything at once. What was searched tells nobody who searched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet, Sum

from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.casebook import local_day
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import Misfit
from gongkai.apps.search import index, synonyms
from gongkai.apps.search.finding import Limits, hits
from gongkai.apps.search.models import Settled, Synonym, Wish
from gongkai.apps.search.registers import END, SETTLED, SYNONYMS, forms
from gongkai.apps.search.wishes import Missed
from gongkai.law.casework import Refusal
from gongkai.texts.grams import asked

OFTEN = 3
"""How often something was searched in vain before the first page of the desk speaks of it."""
LATELY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that was not found, what was done about it (None: nothing yet), and whether it can be found now. `again` tells that
    it was searched in vain after it was dealt with.
    """

    missed: Missed
    settled: Settled | None
    findable: bool

    @property
    def again(self) -> bool:
        return self.settled is not None and self.missed.last > self.settled.settled_on

    @property
    def open(self) -> bool:
        """Whether somebody should look at it: nobody has, or not since, and it cannot be found."""
        return not self.findable and (self.settled is None or self.again)


@transaction.atomic
def record_synonyms(actor: Actor, rows: Sequence[Mapping[str, object]], now: datetime) -> registered.Taken:
    """Groups of words, all or none of them. Those that are recorded already are left alone.

    Refused (`Misfit`): fewer than two words, too many, too long ones. Forbidden: who has no right to.
    """
    rights.demand(actor, SYNONYMS.right)
    registered.hold(actor)
    known = {forms(each.words) for each in current()}
    new: list[Mapping[str, object]] = []
    for row in rows:
        said = forms(str(row["words"]))
        if said not in known:
            new.append({"note": "", **row, "words": in_order(str(row["words"]))})
            known.add(said)
    registered.record(SYNONYMS, actor, new, now)
    return registered.Taken(new=len(new), unchanged=len(rows) - len(new))


def end_synonym(actor: Actor, pk: int, day: date, reason: str, now: datetime, based_on: int | None = None) -> Synonym:
    """From a day on these words no longer mean the same. Refused: as registers refuse; a day to come."""
    return registered.change(SYNONYMS, actor, pk, END, day, {"until": day}, now, reason, "until", based_on)


def correct_synonym(
    actor: Actor,
    pk: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Synonym:
    """Say what the entry should have been."""
    return registered.change(SYNONYMS, actor, pk, registered.CORRECT, day, columns, now, reason, based_on=based_on)


def annul_synonym(actor: Actor, pk: int, reason: str, day: date, now: datetime, based_on: int | None = None) -> Synonym:
    """Take back what was recorded by mistake."""
    return registered.annul(SYNONYMS, actor, pk, day, reason, now, based_on)


@transaction.atomic
def settle(actor: Actor, columns: Mapping[str, object], now: datetime) -> registered.Taken:
    """Say what was done about words that were not found.

    Refused (`Misfit`): words that were dealt with already and not searched in vain since. Forbidden: who has no right to.
    """
    rights.demand(actor, SETTLED.right)
    registered.hold(actor)
    text = as_counted(str(columns["text"]))
    before = Settled.objects.filter(text=text, annulled=False).order_by("-settled_on", "-pk").first()
    told = {"note": "", **columns, "text": text or str(columns["text"])}
    same = before is not None and (before.how, before.note) == (told["how"], told["note"])
    if before is not None and before.settled_on == local_day(now):
        if same:
            return registered.Taken(unchanged=1)
        raise Misfit(f"“{text}”今天已经登记为“{before.get_how_display()}”；登记有误的请办理更正。", "text")
    registered.record(SETTLED, actor, [told], now)
    return registered.Taken(new=1)


def correct_settled(
    actor: Actor,
    pk: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Settled:
    """Say what the entry should have been; which words it is about stays."""
    row = Settled.objects.filter(pk=pk).first()
    if row is not None and columns.get("text", row.text) != row.text:
        raise Refusal("登记的是这个词怎样处理，词不能改；弄错了词的请撤销，再登记。")
    return registered.change(SETTLED, actor, pk, registered.CORRECT, day, columns, now, reason, based_on=based_on)


def annul_settled(actor: Actor, pk: int, reason: str, day: date, now: datetime, based_on: int | None = None) -> Settled:
    """Take back what was recorded by mistake: the words are open again."""
    return registered.annul(SETTLED, actor, pk, day, reason, now, based_on)


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make both registers again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    return Restored.all(
        [
            restore(SYNONYMS.table, organs, progress, check, start.get(SYNONYMS.word, 0)),
            restore(SETTLED.table, organs, progress, check, start.get(SETTLED.word, 0)),
        ]
    )


def in_order(words: str) -> str:
    """A group of words as it is kept: one space between them."""
    return " ".join(words.split())


def as_counted(text: str) -> str:
    """Words as searches are counted by them."""
    return " ".join(asked(text).wanted)


def current() -> QuerySet[Synonym]:
    """The words that mean the same now."""
    return Synonym.objects.filter(annulled=False, until__isnull=True)


def recorded(actor: Actor, text: str = "") -> QuerySet[Synonym]:
    """Every group that was recorded where the reader may look, ended and annulled ones too, the newest first."""
    rows = registered.visible(SYNONYMS, actor)
    for word in text.split():
        rows = rows.filter(Q(words__icontains=word) | Q(note__icontains=word))
    return rows.order_by("annulled", "until", "-pk")


def missed(since: date, limit: int = 200) -> list[Wanted]:
    """What was searched in vain since a day, the most frequent first, each with what was done about it."""
    rows = Wish.objects.filter(found=False, day__gte=since).values("text")
    counted = rows.annotate(sum=Sum("times"), days=Count("day", distinct=True), last=Max("day"))
    found = [
        Missed(row["text"], row["sum"], row["days"], row["last"]) for row in counted.order_by("-sum", "text")[:limit]
    ]
    settled = _settled([each.text for each in found])
    return [Wanted(each, settled.get(each.text), finds(each.text)) for each in found]


def finds(text: str) -> bool:
    """Whether anything is found by these words now, and by those that mean the same."""
    words = asked(text)
    some, _ = (
        hits(index.WORDS, synonyms.widened(words.wanted), words.without, Limits(), 1) if words.wanted else ([], False)
    )
    return bool(some)


def often_missed(today: date) -> int:
    """How many words were lately searched in vain at least `OFTEN` times and not dealt with since: for the first page of the desk."""
    rows = Wish.objects.filter(found=False, day__gt=today - timedelta(LATELY_DAYS)).values("text")
    often = list(rows.annotate(sum=Sum("times"), last=Max("day")).filter(sum__gte=OFTEN)[:_MANY])
    settled = _settled([row["text"] for row in often])
    open_ones = [row for row in often if row["text"] not in settled or row["last"] > settled[row["text"]].settled_on]
    return sum(not finds(row["text"]) for row in open_ones)


_MANY = 50
"""More words than these are looked at on their own page only."""


def _settled(texts: Collection[str]) -> dict[str, Settled]:
    """What was done last about each of these words."""
    rows = Settled.objects.filter(text__in=texts, annulled=False).order_by("settled_on", "pk") if texts else ()
    return {row.text: row for row in rows}
