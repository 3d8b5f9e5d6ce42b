"""How is a rule of proofreading declared? One small function a code; a provision where there is one.

A rule is a generator named `rule_…` that takes a `Text` and yields `Fault`s. `rule` registers it under its code, which is stable:
it is stored, filtered, answered for. The provision is empty where good Chinese, and no instrument, asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.proofing.finding import Finding, Tier
from gongkai.proofing.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule has to say of one place; code and provision are the rule's. The fields are those of `Finding`."""

    tier: Tier
    start: int
    end: int
    message: str
    suggestion: str = ""


Run = Callable[[Text], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, its provision if any, and the function that applies it."""

    code: str
    provision: Cite | None
    run: Run

    def findings(self, text: Text) -> Iterator[Finding]:
        for fault in self.run(text):
            stands = text.original[fault.start : fault.end]
            yield Finding(
                self.code,
                fault.tier,
                fault.start,
                fault.end,
                stands,
                fault.suggestion,
                fault.message,
                self.provision,
            )


FAMILIES = ("word", "date", "name", "number", "personal", "secrecy")
RULES: dict[str, Rule] = {}
"""Every rule by its code."""


def rule(code: str, provision: Cite | None = None) -> Callable[[Run], Run]:
    """Registers a rule. Refused with ValueError: a code that is taken or of no family, a function not named `rule_…`."""

    def register(run: Run) -> Run:
        name = getattr(run, "__name__", "")
        if code in RULES or code.partition(".")[0] not in FAMILIES or not name.startswith("rule_"):
            raise ValueError(f"规则“{code}”重复登记或没有归类，或函数名“{name}”不以 rule_ 开头。")
        RULES[code] = Rule(code, provision, run)
        return run

    return register
