"""What stands for a whole report in the journal, and for one finding in an explanation? SM3 digests.

Takes:   reports in their normal form, texts with tokens, settings; findings.
Gives:   `content_digest`, the same as long as nothing that is published changes; `intact`, whether a frozen version still
         is what was frozen; `finding_key`, another as soon as the
         figures change, so that an explanation never covers an error that came later.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from gongkai.annual.findings import Finding
from gongkai.apps.journal.canonical import canonical, sm3
from gongkai.apps.reporting.models import ReportVersion


def content_digest(
    normal_form: Mapping[str, object],
    texts: Mapping[str, str],
    explanations: Mapping[str, str],
    template_version: str,
    chosen: Mapping[str, object],
) -> str:
    """The digest of what is approved: figures and prose, texts with tokens, explanations, template, settings."""
    content = {
        "report": dict(normal_form),
        "texts": dict(texts),
        "explanations": dict(explanations),
        "template": template_version,
        "chosen": {name: str(value) for name, value in chosen.items()},
    }
    return sm3(canonical(content).encode())


def version_digest(content: str, html: str, as_of: str, chain_seq: int, chain_head: str) -> str:
    """The digest of a frozen version: its content, its page, and the end of the journal that its figures count up to."""
    return sm3("\n".join((content, sm3(html.encode()), as_of, str(chain_seq), chain_head)).encode())


def intact(version: ReportVersion) -> bool:
    """Whether a frozen version still is what its digest was made of."""
    explained = {each["key"]: each["explanation"] for each in json.loads(version.explanations)}
    content = content_digest(
        json.loads(version.normal_form),
        json.loads(version.texts),
        explained,
        version.template_version,
        json.loads(version.chosen),
    )
    as_of = version.as_of.isoformat()
    return version.digest == version_digest(content, version.html, as_of, version.chain_seq, version.chain_head)


def finding_key(finding: Finding) -> str:
    """What an explanation answers: the rule, the place and both sides."""
    return sm3("\n".join((finding.code, finding.where, str(finding.expected), str(finding.found))).encode())
