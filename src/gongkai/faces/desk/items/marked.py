"""How do the runs of a redline look as HTML?

Takes:   runs of one paragraph (redlined). Gives: one safe text. A long text has thousands of runs, for which the loops of a template are
         five times as slow.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.faces.desk.items.redlined import Run

_TAGS = {"insert": "ins", "delete": "del"}
_ANSWERED = '<mark class="answered">'


def marked(runs: Iterable[Run], part: str = "") -> SafeString:
    """Runs with their changes and doubts. `part` begins the addresses of changes; without it they have none."""
    return mark_safe("".join(_run(each, part) for each in runs))  # noqa: S308 -- every text is escaped in `_run`


def _run(run: Run, part: str) -> str:
    found = str(escape(run.text))
    if tag := _TAGS.get(run.kind):
        at = f' id="change-{escape(part)}-{run.change}"' if part else ""
        change = f' data-change tabindex="-1"{at}' if run.change else ""
        found = f"<{tag}{change}>{found}</{tag}>"
    if run.doubts:
        found = f"{'<mark>' if run.open_ else _ANSWERED}{found}</mark>"
    return "".join(_number(each, open_=run.open_) for each in run.begins) + found


def _number(number: int, *, open_: bool) -> str:
    """The number of a doubt before the words that are doubted, which leads to what is said of it."""
    answered = "" if open_ else " answered-number"
    return f'<a class="mark-number{answered}" id="at-{number}" href="#doubt-{number}" aria-label="疑点 {number}">{number}</a>'
