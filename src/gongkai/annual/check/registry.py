"""How a rule of the check is declared: one clause, one small function, one code, one provision.

A rule is a generator named `rule_…` that takes the `Context` and yields `Fault`s. `rule` registers it under its code;
`Rule.findings` turns faults into findings. Codes are stable: they are stored, filtered and documented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.annual.check.context import Context
from gongkai.annual.findings import Finding, Passage, Severity
from gongkai.annual.model import Number, Place
from gongkai.law.cite import Cite
from gongkai.law.returns import FORMS


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule has to say; code and provision are the rule's. The fields are those of `Finding`."""

    severity: Severity
    where: str
    message: str
    expected: Number | str | None = None
    found: Number | str | None = None
    places: tuple[Place, ...] = ()
    passages: tuple[Passage, ...] = ()
    quote: str = ""


Run = Callable[[Context], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause: its code, its provision, the forms that it serves, and the function that applies it."""

    code: str
    cite: Cite
    forms: tuple[str, ...]
    run: Run

    def findings(self, context: Context) -> Iterator[Finding]:
        if context.layout.key not in self.forms:
            return
        for fault in self.run(context):
            yield Finding(
                code=self.code,
                severity=fault.severity,
                where=fault.where,
                message=fault.message,
                cite=self.cite,
                expected=fault.expected,
                found=fault.found,
                places=fault.places,
                passages=fault.passages,
                quote=fault.quote,
            )


RULES: dict[str, Rule] = {}
"""Every rule by its code, in the order in which findings are given."""


def rule(code: str, cite: Cite, forms: tuple[str, ...] = tuple(FORMS)) -> Callable[[Run], Run]:
    """Registers a rule. Refused with ValueError: a code that is taken, a function not named `rule_…`."""

    def register(run: Run) -> Run:
        name = getattr(run, "__name__", "")
        if code in RULES or not name.startswith("rule_"):
            raise ValueError(f"规则“{code}”重复登记，或函数名“{name}”不以 rule_ 开头。")
        RULES[code] = Rule(code, cite, forms, run)
        return run

    return register
