"""Instruments and provisions, each declared once, one module an instrument or a small family of them.

Nothing is imported with the package: a rule imports the one module that it cites, and only `registry` reads them all.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongkai.law.cite import Cite, Instrument


@dataclass(frozen=True, slots=True)
class Expiry:
    """An instrument that has ended, or ends soon, and how many Cites still rest on it."""

    instrument: Instrument
    until: date
    expired: bool
    cites: int


def constants() -> Iterator[tuple[str, Cite]]:
    """Every Cite constant with its name, `ogi.A33_3`, module by module in order of their names."""
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        for name, value in vars(module).items():
            if isinstance(value, Cite) and not name.startswith("_"):
                yield f"{found.name}.{name}", value


@cache
def registry() -> dict[str, Cite]:
    """Every Cite by its key.

    Refused: two constants with one key, because a journal entry or a letter could then mean either.
    """
    cites: dict[str, Cite] = {}
    names: dict[str, str] = {}
    for name, cite in constants():
        if cite.key in cites:
            raise ValueError(f"出处 {cite.key} 声明了两次：{names[cite.key]} 和 {name}；请只留一处。")
        cites[cite.key], names[cite.key] = cite, name
    return cites


def instruments() -> dict[str, Instrument]:
    """Every instrument that a Cite rests on, by its key."""
    return {cite.instrument.key: cite.instrument for cite in registry().values()}


def expiring(on: date, within_days: int = 90) -> list[Expiry]:
    """Instruments that have ended before `on`, or end within so many days from it, in the order of their ends.

    Refused: a negative number of days.
    """
    if within_days < 0:
        raise ValueError(f"提前天数应为不小于 0 的整数，收到 {within_days}。")
    horizon = on + timedelta(days=within_days)
    found = [
        Expiry(one, one.until, one.until < on, sum(cite.instrument == one for cite in registry().values()))
        for one in instruments().values()
        if one.until is not None and one.until <= horizon
    ]
    return sorted(found, key=lambda expiry: (expiry.until, expiry.instrument.key))
