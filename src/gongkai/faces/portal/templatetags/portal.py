"""Words and signs that templates need: `{% load portal %}`."""

from __future__ import annotations

from django import template

from gongkai.annual.findings import Severity

register = template.Library()

# Told apart by word and by shape, so that nobody depends on seeing the colour.
_SHAPES = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.NOTE: "●"}


@register.filter
def severity_word(severity: Severity) -> str:
    """错误, 存疑 or 提示."""
    return severity.label


@register.filter
def severity_shape(severity: Severity) -> str:
    """■, ▲ or ●: beside the word, hidden from screen readers."""
    return _SHAPES[severity]
