"""What happened to an item, told in sentences, refused attempts among it?

Takes:   the lines of its timeline (publishing/viewing). Gives: `Told`s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from gongkai.apps import casebook
from gongkai.apps.casebook import person_named
from gongkai.apps.publishing.viewing import ActLine
from gongkai.faces.desk.items.words import short
from gongkai.law.casework import CaseAct
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.law.publication.after import PUBLISHING, WRITING

_UNTOLD = frozenset({"checked", "finding", "objects", "instead_of"})
"""What the page of signatures and doubts shows by itself, or that is told otherwise."""
_SENT_BACK = frozenset({"return", "recall"})


@dataclass(frozen=True, slots=True)
class Told:
    """One line with what was told at it, label and words."""

    line: ActLine
    facts: tuple[tuple[str, str], ...]
    void: bool = False
    """A signature that fell before anything was published on it."""

    @property
    def sentence(self) -> str:
        return "；".join([self.line.label, *(f"{name}：{words}" for name, words in self.facts)])


def told(lines: Iterable[ActLine], names: Mapping[str, str], spent: Collection[int] = ()) -> list[Told]:
    """The lines in their order. `spent` are the acts on which something was published: they fell with the next text, and stay true."""
    return [Told(line, tuple(_facts(line, names)), line.void and line.place not in spent) for line in lines]


def spent(acts: Iterable[CaseAct]) -> frozenset[int]:
    """The signatures on which a text was published, by the number of their act."""
    standing: set[int] = set()
    used: set[int] = set()
    for act in acts:
        if act.event in LEVELS:
            standing.add(act.seq)
        elif act.event in PUBLISHING:
            used |= standing
        elif act.event in WRITING | _SENT_BACK:
            standing = set()
    return frozenset(used)


def _facts(line: ActLine, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was told at an act, and the text that it concerned."""
    data, event = line.data, line.event
    if line.beside:
        return [("没有办理", str(data["reason"]))] if data.get("reason") else []
    found: list[tuple[str, str]] = []
    if event in PUBLICATION_FORMS and event not in WRITING:
        kept = {name: value for name, value in data.items() if name not in _UNTOLD}
        found += casebook.worded(PUBLICATION_FORMS[event], kept)
    if instead_of := str(data.get("instead_of", "")):
        found.append(("代", person_named(instead_of, names)))
    if (version := data.get("version")) and (event in WRITING or event in LEVELS):
        found.append(("稿", f"第 {version} 稿，摘要 {short(str(data.get('digest', '')))}"))
    return found
