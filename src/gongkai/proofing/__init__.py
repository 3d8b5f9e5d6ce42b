"""What in a text should be looked at before it goes out, or has to go?

Law:     keeping secrets and persons out of what is published (条例 14, 15, 17; 保密法 35); dates and document numbers as
         GB/T 9704 writes them; good Chinese for the rest
Takes:   plain text, and what is known of it (`Background`); no file, no clock.
Gives:   `proof`: findings in the order of the text. Right text gives none. `EDITION` names the rules and lists it was made by.
Unclear: whether a word is wrong where it could be right; such findings are `WEAK`, and a person decides.

Rules are registered as in `registry`; words that are never right stand in `confusions.txt`. `files` looks into attachments.
"""

from __future__ import annotations

from gongkai.proofing import (
    confusions,
    dates,
    doubled,
    names,
    numbers,
    personal,
    punctuation,
    registry,
    secrecy,
    wording,
)
from gongkai.proofing.finding import Finding, Tier, Trace
from gongkai.proofing.registry import Rule
from gongkai.proofing.text import Background, Text

__all__ = ["EDITION", "RULES", "Background", "Finding", "Rule", "Tier", "Trace", "proof"]

_ORDER = (personal, secrecy, confusions, wording, doubled, punctuation, dates, names, numbers)
RULES: dict[str, Rule] = {
    code: each for module in _ORDER for code, each in registry.RULES.items() if each.run.__module__ == module.__name__
}
"""Every rule by its code: what must not get out comes first."""

_RULES_EDITION = "5"
"""Raised by whoever changes what a rule finds; the lists are counted in by their content."""
EDITION = f"{_RULES_EDITION}-{confusions.EDITION}"


def proof(text: str, background: Background | None = None) -> tuple[Finding, ...]:
    """Every finding in the order of the text. Of two findings of one family on the very same place the surer one is kept."""
    seen = Text(text, background or Background())
    found: dict[tuple[int, int, str], Finding] = {}
    for each in RULES.values():
        for finding in each.findings(seen):
            place = (finding.start, finding.end, finding.code.partition(".")[0])
            if place not in found or _SURENESS[finding.tier] < _SURENESS[found[place].tier]:
                found[place] = finding
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.code)))


_SURENESS = {Tier.CONFIRMED: 0, Tier.STRONG: 1, Tier.WEAK: 2}
