"""Information from the first draft to the archive, and the register of normative documents.

`Item` is a cache of its entries in the journal (`publishing.actions`, `gongkai rebuild`). Versions, their files, signatures and
publications are only ever added: triggers in the database refuse to change or delete them, and refuse a publication that is
not signed. `annulled` rows were recorded by mistake: they keep their number and are counted nowhere.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.law.procedures import PUBLICATION
from gongkai.law.procedures.publication import STAGES
from gongkai.law.procedures.publication_forms import ATTRIBUTES, GENRES, WITHDRAWALS


class Way(models.TextChoices):
    """How an item came to be public, or why it is not."""

    RECORDED = "recorded", "登记"
    DRAFTED = "drafted", "在办"
    REVIEWED = "reviewed", "三审三校"
    EMERGENCY = "emergency", "应急公开"
    IMPORTED = "imported", "迁入"


class Item(models.Model):
    """One piece of information, from the first draft for ever, by its index number. Narrow: what lists and figures need; texts are `Version`s.

    `recorded` items were published elsewhere and are only counted here (apps/registered); all others follow the procedure
    (law/procedures/publication). Title, column and the like are those of the text that the public sees, of the working text before.
    `interprets` is the number of the policy that it explains or accompanies, empty for everything else. `acts` counts the acts:
    what a form was based on. `published_on` is the day on which it first became public, for which it counts; `renewed_on` that on
    which the present text did. `due` is the last day of article 26 while nothing is public, `stage_due` the day by which the
    signature awaited is expected, `evaluate_on` the day by which a withheld item is looked at again, `explain_by` that on which
    a published policy is to have its interpretation, unless it was exempted. `writer` is who wrote the working text.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    column = models.CharField(max_length=60)
    interprets = models.CharField(max_length=40, blank=True)
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    annulled = models.BooleanField(default=False)
    way = models.CharField(max_length=16, choices=Way.choices, default=Way.RECORDED)
    state = models.CharField(max_length=20, choices=tuple(PUBLICATION.states.items()), default="live")
    genre = models.CharField(max_length=16, choices=tuple(GENRES.items()), default="information")
    attribute = models.CharField(max_length=12, choices=tuple(ATTRIBUTES.items()), default="proactive")
    document_number = models.CharField(max_length=60, blank=True)
    formed_on = models.DateField(null=True)
    acts = models.PositiveIntegerField(default=0)
    working = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    live = models.ForeignKey("Publication", models.PROTECT, null=True, related_name="+")
    renewed_on = models.DateField(null=True)
    withdrawn_how = models.CharField(max_length=12, blank=True, choices=tuple(WITHDRAWALS.items()))
    withdrawn_by = models.CharField(max_length=60, blank=True)
    successor = models.CharField(max_length=40, blank=True)
    publish_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    since = models.DateField(null=True)
    due = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    stage_due = models.DateField(null=True)
    evaluate_on = models.DateField(null=True)
    explain_by = models.DateField(null=True)
    writer = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="item_number_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("published_on")),
                name="item_withdrawn_after_publication",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(PUBLICATION.states)), name="item_state_of_the_procedure"
            ),
            # What is public has passed a publication, whose own trigger asks for the signatures (publishing/triggers).
            models.CheckConstraint(
                condition=models.Q(way="recorded")
                | ~models.Q(state__in=("live", "owing"))
                | models.Q(live__isnull=False),
                name="item_public_by_publication",
            ),
            models.CheckConstraint(
                condition=models.Q(way="recorded") | models.Q(published_on__isnull=True) | models.Q(live__isnull=False),
                name="item_counted_by_publication",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "published_on"), name="item_published"),
            models.Index(fields=("organ", "state", "-id"), name="item_in_state"),
            models.Index(fields=("organ", "column", "published_on"), name="item_in_column"),
            models.Index(fields=("organ", "interprets"), name="item_interprets", condition=~models.Q(interprets="")),
            # With all that the library asks when it counts policies by their states, so that no row is read for it.
            models.Index(
                fields=(
                    "genre",
                    "-published_on",
                    "-id",
                    "organ",
                    "withdrawn_on",
                    "withdrawn_how",
                    "way",
                    "annulled",
                    "number",
                ),
                name="item_of_genre",
            ),
            models.Index(
                fields=("organ", "document_number"), name="item_document", condition=~models.Q(document_number="")
            ),
            models.Index(fields=("organ", "-id"), name="item_newest"),
            models.Index(fields=("organ", "way", "published_on"), name="item_by_way"),
            models.Index(fields=("organ", "writer", "-id"), name="item_writer", condition=~models.Q(writer="")),
            models.Index(fields=("organ", "due"), name="item_due", condition=models.Q(due__isnull=False)),
            models.Index(
                fields=("organ", "stage_due"), name="item_stage_due", condition=models.Q(stage_due__isnull=False)
            ),
            models.Index(
                fields=("organ", "evaluate_on"), name="item_evaluate", condition=models.Q(evaluate_on__isnull=False)
            ),
            models.Index(
                fields=("organ", "explain_by"), name="item_explain", condition=models.Q(explain_by__isnull=False)
            ),
            models.Index(
                fields=("-published_on", "-id"), name="item_latest", condition=models.Q(published_on__isnull=False)
            ),
            models.Index(
                fields=("organ", "renewed_on"), name="item_renewed", condition=models.Q(renewed_on__isnull=False)
            ),
            models.Index(
                fields=("organ", "column", "renewed_on"),
                name="item_renewed_in_column",
                condition=models.Q(renewed_on__isnull=False),
            ),
            models.Index(
                fields=("organ", "withdrawn_on"), name="item_left", condition=models.Q(withdrawn_on__isnull=False)
            ),
            # The few whose present text is a later one than the first; what was taken off lately on the whole site.
            models.Index(
                fields=("organ", "-renewed_on", "-id"),
                name="item_corrected",
                condition=models.Q(renewed_on__gt=models.F("published_on")),
            ),
            models.Index(
                fields=("-withdrawn_on", "-id"), name="item_left_last", condition=models.Q(withdrawn_on__isnull=False)
            ),
            models.Index(fields=("publish_at",), name="item_scheduled", condition=models.Q(publish_at__isnull=False)),
            models.Index(fields=("expires_on",), name="item_expiring", condition=models.Q(expires_on__isnull=False)),
        )

    @property
    def has_page(self) -> bool:
        """Whether an address leads to it once it is public: no address holds a number with a stroke, which was given elsewhere."""
        return self.way != Way.RECORDED or "/" not in self.number

    def __str__(self) -> str:
        return self.title


class MonthCount(models.Model):
    """How many items stand under a name of a column that first became public in a month (`YYYY-MM`).

    `shown` are those that everybody sees, marked ones too; `valid` those of them that lost no validity, `policies` those that
    others interpret. The database keeps it
    (publishing/counting): a page of a hundred thousand items knows its number and its pages without counting them.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    column = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    shown = models.IntegerField()
    valid = models.IntegerField()
    policies = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "column", "month"), name="month_counted_once"),)

    def __str__(self) -> str:
        return f"{self.column} {self.month}: {self.shown}"


class Version(models.Model):
    """One text of an item as somebody saved it, whole; never changed (publishing/triggers). `meta` is JSON of the fields of a
    draft; `digest` covers them, the text and every file.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    meta = models.TextField()
    digest = models.CharField(max_length=64)
    person = models.CharField(max_length=40)
    written_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} 第{self.number}稿"


class FileUse(models.TextChoices):
    ATTACHMENT = "attachment", "附件"
    PICTURE = "picture", "正文图片"


class VersionFile(models.Model):
    """A file as one version has it: an attachment in its place, or a picture within the text. Never changed."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="files")
    place = models.PositiveSmallIntegerField()
    blob = models.ForeignKey("files.Blob", models.PROTECT, related_name="+")
    use = models.CharField(max_length=12, choices=FileUse.choices)
    name = models.CharField(max_length=200)
    alt = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "place"), name="version_file_once"),)

    def __str__(self) -> str:
        return self.name


class Signed(models.Model):
    """One signature on one version: the stage, who, and the digest that was signed. Never changed; that it fell is told by the
    version no more being the working one. `entry` is its number in the organ's journal.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    event = models.CharField(max_length=20)
    level = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    person = models.CharField(max_length=40)
    role = models.CharField(max_length=16)
    instead_of = models.CharField(max_length=40, blank=True)
    round = models.PositiveIntegerField()
    entry = models.PositiveBigIntegerField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "round", "event"), name="signed_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.event}"


class Publication(models.Model):
    """That a version was made public: by which way, when, by whom. Never changed.

    The database refuses a `reviewed` one unless all signatures of its round stand on the digest, by persons who signed one
    level each and wrote nothing; an `emergency` one without a reason; an `imported` one without its batch.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="publications")
    way = models.CharField(max_length=16, choices=Way.choices)
    digest = models.CharField(max_length=64)
    day = models.DateField()
    published_at = models.DateTimeField()
    person = models.CharField(max_length=40)
    round = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)
    batch = models.ForeignKey("Batch", models.PROTECT, null=True, related_name="publications")

    def __str__(self) -> str:
        return f"{self.version_id} {self.day:%Y-%m-%d}"


class BatchState(models.TextChoices):
    """How far a batch has come. Only of an accepted one may items be public (publishing/triggers)."""

    STAGING = "staging", "读取中"
    STAGED = "staged", "待核准"
    ACCEPTED = "accepted", "已核准"
    REJECTED = "rejected", "已退回"
    REFUSED = "refused", "有问题，没有迁入"


class Batch(models.Model):
    """Items of another system that were brought in together; public only once another person accepted the whole.

    `digest` covers what was read, `rows` how many; a run that was stopped goes on behind `done`. `account` is JSON of what was
    wrong or left out and what has to be said of it (moving_in/account).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="batches")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=16, choices=BatchState.choices, default=BatchState.STAGING)
    person = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    # Null, because SQLite would make the table anew for a column with a default, and lose the triggers that name it.
    account = models.TextField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "digest"), name="batch_once"),)

    def __str__(self) -> str:
        return self.name


class MovedItem(models.Model):
    """Which batch brought an item, and by which key: what was moved in once is not moved in again, from whichever file.

    `key` is the digest of the old address; of title, day and text where there is none. `path` is the digest of the old address
    without scheme and host, by which readers of it are led on (moving_in/old_addresses); None where there was none.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="moved")
    item = models.OneToOneField(Item, models.PROTECT, related_name="moved")
    key = models.CharField(max_length=64)
    path = models.CharField(max_length=64, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "key"), name="moved_once"),)
        indexes = (models.Index(fields=("path",), name="moved_from", condition=models.Q(path__isnull=False)),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.item_id}"


class Serial(models.Model):
    """The last index number that was given out in an organ and a year."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "year"), name="serial_once"),)

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year}: {self.last}"


class Scratch(models.Model):
    """What somebody is typing into an item and has not saved: kept every few seconds, seen by nobody else but as presence.

    `typed` is JSON of the form as it stands, `based_on` the number of the version that it started from (0 for a new item).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="scratches")
    person = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    typed = models.TextField()
    based_on = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="scratch_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.key}"


class Examination(models.Model):
    """What proofing found in one version by one edition of its rules, as JSON: computed once, shown often."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="examinations")
    rules = models.CharField(max_length=20)
    findings = models.TextField()
    examined_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "rules"), name="examined_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.rules}"


class Duty(models.Model):
    """Who signs a stage in an organ, who stands in, and within how many working days. Without a row whoever has the role may.

    Recorded like a register (apps/registered): `person` and `stand_in` are logins.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="duties")
    stage = models.CharField(max_length=20, choices=STAGES)
    person = models.CharField(max_length=40)
    stand_in = models.CharField(max_length=40, blank=True)
    working_days = models.PositiveIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True)
    annulled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.person}"
