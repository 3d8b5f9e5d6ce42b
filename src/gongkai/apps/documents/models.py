"""The register of rules and normative documents, what was done to them, and what their comparison with the province found.

`Document`, `Amendment`, `Conclusion`, `Comparison` and `Difference` are caches of their entries in the journal
(`documents.actions`, `documents.same_source`, `gongkai rebuild`). `annulled` rows were recorded by mistake: they keep their
number and are counted nowhere. What belongs to a document names it without a constraint of the database, so that rebuilding
may make rows again in any order.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from gongkai.apps.organs.models import Organ
from gongkai.apps.people.models import Person
from gongkai.law.documents import changes, clean_up, validity


class DocumentKind(models.TextChoices):
    """Rows of table 2, item (1) of article 20."""

    RULE = "rule", "规章"
    NORMATIVE = "normative", "行政规范性文件"


class Ending(models.TextChoices):
    """How a document ceased to be in force."""

    REPEALED = validity.REPEALED, "废止"
    LAPSED = validity.LAPSED, "失效"


class Document(models.Model):
    """A rule or normative document: issued on a day, in force until it is repealed, is declared lapsed, or its term is over.

    `issued_on` is the day for which it counts as issued; `formed_on` stands at its foot, `published_on` is when it was made
    public. `valid_until` is the last day of its term,
    `extended_on` the day of the decision that last made it longer. `ended_on` is the first day on which it is in force no more, `ended_by` the
    number of the document that repealed it, `ended_articles` the provision there. A term that is over has no `ended_on`: lapse
    needs no hand (law/documents/validity). `item` is the index number of the page that carries it, `left_on` the day on
    which that page was taken off as sent out by mistake, while nobody said what becomes of the row; `changes` what it says that
    it does to others (law/documents/changes). The form of registration numbers is not known: free text.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    registration_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    formed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    in_force_on = models.DateField()
    valid_until = models.DateField(null=True)
    extended_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)
    item = models.CharField(max_length=40, blank=True)
    changes = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=16, blank=True, choices=Ending.choices)
    ended_by = models.CharField(max_length=60, blank=True)
    ended_articles = models.CharField(max_length=60, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    left_on = models.DateField(null=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="document_number_once"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, ended_how="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_how="")),
                name="document_end_has_a_way",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "issued_on"), name="document_issued"),
            # As the policy library lists them.
            models.Index(Coalesce("published_on", "issued_on").desc(), F("id").desc(), name="document_newest"),
            models.Index(fields=("organ", "item"), name="document_of_item", condition=~models.Q(item="")),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def span(self) -> validity.Span:
        """When it is in force."""
        return validity.Span(self.in_force_on, self.valid_until, self.ended_on, self.ended_how)


class Amendment(models.Model):
    """That another document amended this one, or repealed parts of it: which articles, from which day.

    `by` is the number of that document, of this organ or of another; `issued_on` the day on which it was published.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="amendments", db_constraint=False)
    by = models.CharField(max_length=60)
    kind = models.CharField(
        max_length=16, choices=tuple((each, changes.KINDS[each]) for each in (changes.AMEND, changes.PARTIAL))
    )
    articles = models.CharField(max_length=200)
    issued_on = models.DateField()
    effective_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("organ", "effective_on"), name="amendment_effective"),)

    def __str__(self) -> str:
        return f"{self.by} {self.get_kind_display()}"


class Conclusion(models.Model):
    """What a clean-up concluded of a document: `round` is the clean-up that it belongs to, by its name. Where it ends the document,
    `ended_on` is the day from which, `by` the number of the decision.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.DO_NOTHING, related_name="conclusions", db_constraint=False)
    round = models.CharField(max_length=60)
    conclusion = models.CharField(max_length=16, choices=tuple(clean_up.CONCLUSIONS.items()))
    concluded_on = models.DateField()
    reason = models.CharField(max_length=300)
    ended_on = models.DateField(null=True)
    by = models.CharField(max_length=60, blank=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("document", "round"), condition=models.Q(annulled=False), name="conclusion_once_a_round"
            ),
        )
        indexes = (models.Index(fields=("organ", "concluded_on"), name="conclusion_day"),)

    def __str__(self) -> str:
        return f"{self.round} {self.get_conclusion_display()}"


class Way(models.TextChoices):
    """Whence the provincial list came."""

    FILE = "file", "上传的文件"
    COMMAND = "command", "命令行"
    SCHEDULE = "schedule", "按设定的网址定期比对"


class Comparison(models.Model):
    """One run against the provincial list, with its figures; with a `failure` instead, if the list could not be had or read.

    `notes` say what could not be compared, and why. `left_out` are rows of other organs, `faults` rows that could not be read.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    compared_on = models.DateField()
    ran_at = models.DateTimeField()
    way = models.CharField(max_length=12, choices=Way.choices)
    source = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    identical = models.PositiveIntegerField(default=0)
    differs = models.PositiveIntegerField(default=0)
    missing_here = models.PositiveIntegerField(default=0)
    missing_there = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    explained = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    notes = models.TextField(blank=True)
    failure = models.CharField(max_length=500, blank=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("organ", "-id"), name="comparison_newest"),)

    def __str__(self) -> str:
        return f"{self.compared_on:%Y-%m-%d} {self.source}"

    @property
    def unlike(self) -> int:
        """How many documents are not the same here and there, in whatever way."""
        return self.differs + self.missing_here + self.missing_there + self.duplicates


class What(models.TextChoices):
    """How a document here and the provincial list are not the same."""

    DIFFERS = "differs", "内容不一致"
    MISSING_HERE = "missing_here", "本机关没有"
    MISSING_THERE = "missing_there", "省级数据库没有"
    DUPLICATE = "duplicate", "重复"


class TaskState(models.TextChoices):
    OPEN = "open", "待处理"
    SETTLED = "settled", "已处理"
    GONE = "gone", "已不再出现"


class Settlement(models.TextChoices):
    """How a difference was dealt with; the next comparison tells whether it is gone."""

    CORRECTED = "corrected", "本机关已改正"
    REPORTED = "reported", "已报请省级数据库改正"
    EXPLAINED = "explained", "经核实属实，说明原因"


class Difference(models.Model):
    """A task: one document that is not the same here and there. `key` is what it is known by from run to run.

    `fields` is JSON of [name, here, there]; the texts that were compared stand apart, by their digests (`ComparedText`).
    `seen_on` is the day of the run that opened it, `openings` how often it was opened.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    key = models.CharField(max_length=340)
    what = models.CharField(max_length=16, choices=What.choices)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    register_row = models.PositiveBigIntegerField(default=0)
    fields = models.TextField(blank=True)
    places = models.CharField(max_length=300, blank=True)
    text_here = models.CharField(max_length=64, blank=True)
    text_there = models.CharField(max_length=64, blank=True)
    seen_on = models.DateField()
    openings = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=TaskState.choices, default=TaskState.OPEN)
    how = models.CharField(max_length=12, blank=True, choices=Settlement.choices)
    note = models.CharField(max_length=300, blank=True)
    settled_on = models.DateField(null=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "key"), name="difference_once"),)
        indexes = (models.Index(fields=("organ", "state"), name="difference_state"),)

    def __str__(self) -> str:
        return f"{self.title} {self.get_what_display()}"


class ComparedText(models.Model):
    """A text as it was when it was compared, by its digest. Only ever added."""

    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    def __str__(self) -> str:
        return self.digest


class ListErrand(models.Model):
    """A list that an officer asked to have fetched and compared at once; the worker does it. Operating data: what is compared is recorded.

    `size` is how many bytes have come. `attempts` counts the runs that were begun: one that kills its process is not begun for ever.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等着取"
        FETCHING = "fetching", "正在取"
        COMPARING = "comparing", "正在比对"
        STOPPED = "stopped", "已停下"
        REFUSED = "refused", "没有去取"
        DONE = "done", "已比对"

    UNDER_WAY = (State.WAITING.value, State.FETCHING.value, State.COMPARING.value)

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    address = models.CharField(max_length=2000)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    size = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (models.Index(fields=("organ", "-id"), name="list_errand_newest"),)

    def __str__(self) -> str:
        return f"{self.address} {self.state}"
