"""How does a line of `cases/*.txt` read, and which acts does it tell?

Takes:   the text of one file. Gives: `Situation`s: who asked for what, how and when, and the `Step`s that were taken.

    organ: changtu-office
    03 | natural who=甲子 | 2024-03-04 registered_mail | 事由 | consult_third_party 第三方甲 =03-11; answered +5 provided

A step is an event of the procedure (or a name of `steps.toml`, which stands for several), then any of

    +N  =MM-DD  due  due-N  due+N  T  T-N     the day: N working days after the step before, a date, by the running
                                              last day, by today; +1 where nothing is said
    -N                                        a late fact: N working days before the step before, entered after it
    ~N                                        entered N working days after it happened
    #N                                        the entry that a correction means, the registration being the first
    name=value                                a field of the event's form, or `by=role`, `seat=2` for the second clerk
    value                                     the event's main field, as `steps.toml` names it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

DAY = re.compile(r"\+\d+|-\d+|=\d{2}-\d{2}|=\d{4}-\d{2}-\d{2}|due([+-]\d+)?|T([+-]\d+)?")


class BadSituation(ValueError):
    """A line that cannot be read: file, line, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act: `day` and `delay` as written, `target` the number of the step that it corrects."""

    event: str
    day: str = "+1"
    delay: int = 0
    target: int = 0
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """One case. `key` is unique in its file; `about` are the words on the parties, `start` the first day as written."""

    file: str
    organ: str
    key: str
    about: Mapping[str, str]
    start: str
    subject: str
    steps: tuple[Step, ...]

    @property
    def reference(self) -> str:
        """How other lines call it: office-2024:07."""
        return f"{self.file}:{self.key}"


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a line mean: main fields by event, several steps under one name, bare words at the start."""

    main: Mapping[str, str]
    several: Mapping[str, str]
    about: tuple[str, ...]
    start: tuple[str, ...]


def situations(text: str, name: str, words: Words) -> tuple[Situation, ...]:
    """Every case of one file, in its order. Refused (`BadSituation`): what is none."""
    organ, found = "", []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if bare.startswith("organ:"):
            organ = bare.removeprefix("organ:").strip()
            continue
        try:
            found.append(_situation(name, organ, bare, words))
        except ValueError as error:
            raise BadSituation(f"{name} 第 {number} 行：{error}") from error
    keys = [each.key for each in found]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise BadSituation(f"{name}：编号“{'、'.join(sorted(twice))}”重复。")
    return tuple(found)


def _situation(file: str, organ: str, line: str, words: Words) -> Situation:
    columns = [column.strip() for column in line.split("|")]
    if len(columns) != 5:
        raise ValueError(f"应有 5 栏，有 {len(columns)} 栏")
    key, about, start, subject, acts = columns
    begun = start.split()
    parties = {**_named(about.split(), words.about), **_named(begun[1:], words.start)}
    steps = tuple(step for told in acts.split(";") if told.strip() for step in _steps(told.split(), words))
    return Situation(file, organ, key, parties, begun[0], subject, steps)


def _named(told: list[str], bare: tuple[str, ...]) -> dict[str, str]:
    named = dict(each.split("=", 1) for each in told if "=" in each)
    loose = [each for each in told if "=" not in each]
    if len(loose) > len(bare):
        raise ValueError(f"多出“{' '.join(loose[len(bare) :])}”")
    return {**dict(zip(bare, loose, strict=False)), **named}


def _steps(told: list[str], words: Words) -> Iterator[Step]:
    """The step, or those that its name stands for: its day goes to the first of them, its bare words fill the holes."""
    first, *rest = told
    if first not in words.several:
        yield _step(first, rest, words)
        return
    days = [word for word in rest if DAY.fullmatch(word)]
    holes = [word for word in rest if not DAY.fullmatch(word)]
    for place, each in enumerate(words.several[first].split(";")):
        inner = each.split()
        filled = [holes[int(word[1:])] if re.fullmatch(r"\$\d", word) else word for word in inner[1:]]
        step = _step(inner[0], filled, words)
        yield replace(step, day=days[0]) if days and place == 0 else step


def _step(event: str, told: list[str], words: Words) -> Step:
    step, values = Step(event), {}
    for word in told:
        if DAY.fullmatch(word):
            step = replace(step, day=word)
        elif re.fullmatch(r"~\d+", word):
            step = replace(step, delay=int(word[1:]))
        elif re.fullmatch(r"#\d+", word):
            step = replace(step, target=int(word[1:]))
        elif "=" in word:
            name, value = word.split("=", 1)
            values[name] = value
        elif event in words.main:
            for name, part in zip(words.main[event].split(), word.split(":"), strict=True):
                values[name] = part
        else:
            raise ValueError(f"“{event}”后面的“{word}”没有含义")
    return replace(step, values=values)
