"""How does a report become a version that never changes, and how does that become public? Called by `report.act` only."""

from __future__ import annotations

import json
from datetime import date, datetime

from gongkai.annual import write
from gongkai.annual.normal_form import dump
from gongkai.apps.journal import queries as journal
from gongkai.apps.people.actor import Actor
from gongkai.apps.reporting.digests import version_digest
from gongkai.apps.reporting.models import AnnualReport, ReportFile, ReportPublication, ReportVersion
from gongkai.apps.reporting.queries.drafts import Draft
from gongkai.apps.reporting.queries.frozen import frozen_report


def freeze(row: AnnualReport, actor: Actor, draft: Draft, now: datetime) -> ReportVersion:
    """Figures, texts, page, template and settings as one row, with the end of the journal that they count up to."""
    compiled = draft.compiled
    html = write.write(compiled.report, "html").decode()
    seq, head = journal.head(row.organ_id)
    explained = [
        {"key": each.key, "finding": each.finding.message, "explanation": each.explanation.text}
        for each in draft.findings
        if each.explanation
    ]
    return ReportVersion.objects.create(
        report=row,
        number=row.versions.count() + 1,
        normal_form=_json(dump(compiled.report)),
        texts=_json(dict(draft.texts)),
        explanations=_json(explained),
        caveats=_json(list(compiled.caveats)),
        html=html,
        template_version=compiled.template_version,
        chosen=_json({name: str(value) for name, value in draft.chosen.items()}),
        as_of=draft.as_of,
        chain_seq=seq,
        chain_head=head,
        digest=version_digest(draft.digest, html, draft.as_of.isoformat(), seq, head),
        frozen_at=now,
        frozen_by=actor.person,
    )


def publish(row: AnnualReport, day: date, now: datetime) -> list[str]:
    """Make the frozen version public and write its files once. Gives a sentence for each kind that could not be written."""
    version = row.frozen
    assert version is not None
    row.published, row.published_on = version, day
    ReportPublication.objects.create(version=version, day=day, published_at=now)
    report = frozen_report(version)
    report.published = f"{day:%Y-%m-%d}"
    unwritten = []
    for kind in write.KINDS:
        try:
            data = write.write(report, kind)
        except write.Unwritable as refusal:
            unwritten.append(str(refusal))
            continue
        ReportFile.objects.create(version=version, kind=kind, data=data)
    return unwritten


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
