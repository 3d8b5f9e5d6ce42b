"""Which words stand in a paragraph, once what a word processor padded them with is gone?

Takes:   runs as they were met in the tree: white space in all its forms, marks on nothing, breaks that were meant as paragraphs.
Gives:   the paragraphs, each a list of runs in one normal form; no word is added, lost or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.texts.blocks import Run

_BLANK = re.compile(r"[ \t\n\r\f\v\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+")
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
"""Controls, marks of direction that can show a text otherwise than it is, and other signs without a shape."""
_INDENT = re.compile(r"[ \u00a0]*\u3000[ \u00a0]*\u3000|[ \u00a0]{4}")
_PADDING = " \u00a0\u3000"
_BREAK = Run("br")


def paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of each paragraph. Two breaks, or one before an indent, begin another; empty ones are left out."""
    cut = [_tidy(each) for each in _cut(list(runs))]
    return [each for each in cut if each]


def one_line(runs: Iterable[Run]) -> list[Run]:
    """The same for a caption: breaks become spaces."""
    return _tidy([replace(run, kind="text", text=" ") if run.kind == "br" else run for run in runs])


def _cut(runs: Sequence[Run]) -> Iterator[list[Run]]:
    current: list[Run] = []
    for at, run in enumerate(runs):
        if run.kind == "br" and current and (_breaks_before(current) or _indented(runs, at + 1)):
            yield current
            current = []
            continue
        current.append(run)
    yield current


def _breaks_before(current: Sequence[Run]) -> bool:
    """Whether nothing but padding stands between this break and the one before it."""
    for run in reversed(current):
        if run.kind == "br":
            return True
        if run.kind == "img" or run.text.strip():
            return False
    return False


def _indented(runs: Sequence[Run], at: int) -> bool:
    ahead = ""
    while at < len(runs) and runs[at].kind == "text" and len(ahead) < 8 and not ahead.strip():
        ahead += _BLANK.sub(" ", _NO_TEXT.sub("", runs[at].text))
        at += 1
    return _INDENT.match(ahead) is not None


def _tidy(runs: Sequence[Run]) -> list[Run]:
    made: list[Run] = []
    for run in runs:
        if run.kind == "br":
            _trim_end(made)
            if made and made[-1].kind != "br":
                made.append(_BREAK)
        elif run.kind == "img":
            made.append(replace(run, text=_alternative(run.text), marks=frozenset()))
        else:
            _append(made, run)
    while made and (_trim_end(made) or made[-1].kind == "br"):
        if made and made[-1].kind == "br":
            made.pop()
    return made if any(run.kind == "img" or run.text.strip() for run in made) else []


def _alternative(text: str) -> str:
    return _BLANK.sub(" ", _NO_TEXT.sub("", text).replace("\u00a0", " ")).strip()


def _append(made: list[Run], run: Run) -> None:
    """The words of a run behind those before, white space once."""
    text = _NO_TEXT.sub("", run.text)
    marks = run.marks - {"u"} if run.href else run.marks
    # An underlined blank is a place to fill in; every other hard space is padding.
    text = _BLANK.sub(" ", text if "u" in marks else text.replace("\u00a0", " "))
    if not made or made[-1].kind == "br":
        text = text.lstrip(_PADDING if "u" not in marks else " \u3000")
    elif made[-1].kind == "text" and made[-1].text.endswith(" "):
        text = text.lstrip(" ")
    if not text:
        return
    last = made[-1] if made else None
    if last and last.kind == "text" and last.marks == marks and last.href == run.href:
        made[-1] = replace(last, text=last.text + text)
    elif text == run.text and marks == run.marks:
        made.append(run)
    else:
        made.append(replace(run, text=text, marks=marks))


def _trim_end(made: list[Run]) -> bool:
    """Takes the padding off the end; whether a run went with it."""
    if not made or made[-1].kind != "text":
        return False
    last = made[-1]
    text = last.text.rstrip(_PADDING if "u" not in last.marks else " \u3000")
    if text:
        if text != last.text:
            made[-1] = replace(last, text=text)
        return False
    made.pop()
    _trim_end(made)
    return True
