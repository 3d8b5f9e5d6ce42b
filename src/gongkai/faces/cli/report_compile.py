"""`gongkai report compile` and `rerender`: from a ledger file or from the database to the report, and back to compare.

With `--ledger` nothing of the database is loaded: the calendar comes from `config.notices`, the readings of the law from
GONGKAI_LAW_SETTINGS and `--set`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gongkai.annual import write
from gongkai.annual.batch import Result
from gongkai.annual.compile import BadText, Compiled, compile_report
from gongkai.annual.compile.counting import Inconsistent
from gongkai.annual.compile.material import Material, period_end
from gongkai.annual.compile.template import KEYS
from gongkai.annual.ledger.material import material
from gongkai.annual.ledger.model import BadLedger, RowFault
from gongkai.annual.ledger.read import read
from gongkai.annual.model import Report
from gongkai.annual.normal_form import dump_finding
from gongkai.config import law_choices, notices
from gongkai.config.environment import BadSetting, current
from gongkai.config.law_choices import LawChoices
from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.report_files import kind_of, report_in, say, verdict, write_report
from gongkai.faces.cli.report_print import print_results
from gongkai.law.calendar import BadNotice, OutsideCalendar
from gongkai.law.casework import Refusal
from gongkai.law.returns import form_for_year

_FIRST_FAULTS = 20
Source = tuple[Material, Mapping[str, str], Report | None]
"""What is compiled, the paragraphs that the office wrote, and last year's report as far as the source has it."""


def compile_(args: argparse.Namespace) -> int:
    """Write the report; print its findings."""
    kind = kind_of(args.out, write.KINDS)
    try:
        form_for_year(args.year)
        choices = _choices(args.choices)
        as_of = _as_of(args.year, args.as_of)
        texts = _texts(args.texts) if args.texts else {}
        found, kept, last = _from_ledger(args, as_of, choices) if args.ledger else _from_database(args, as_of, choices)
        previous = report_in(args.previous) if args.previous else last
        compiled = compile_report(found, {**kept, **texts}, None, choices.chosen, previous)
    except (BadSetting, BadNotice, OutsideCalendar, Inconsistent, BadText, Refusal, ValueError) as refusal:
        raise Failure(str(refusal)) from None
    sources = [path for path in (args.ledger, args.previous, args.texts) if path]
    unsure = write_report(compiled.report, kind, args.out, sources)
    held_against = str(args.previous) if args.previous else "库中已公布的上年年报" if last else ""
    return max(int(unsure), _tell(compiled, args, held_against))


def _tell(compiled: Compiled, args: argparse.Namespace, previous: str) -> int:
    for caveat in compiled.caveats:
        say(f"注意：{caveat}")
    report = compiled.report
    dumped = [dump_finding(finding) for finding in compiled.findings]
    print_results([Result(str(args.out), report.organ, report.year, report.form, previous=previous, findings=dumped)])
    return verdict(dumped)


def _choices(words: list[str]) -> LawChoices:
    """What the installation chose, and over it what this command chooses."""
    named = {word.partition("=")[0].strip() for word in words}
    usual = [word for word in current().words("GONGKAI_LAW_SETTINGS") if word.partition("=")[0].strip() not in named]
    try:
        law_choices.parse(words)
    except BadSetting as refusal:
        raise Failure(str(refusal).replace("GONGKAI_LAW_SETTINGS", "--set")) from None
    return law_choices.parse([*usual, *words])


def _as_of(year: int, given: str | None) -> date:
    """The day that was given, else the year's end, else today with a word about it."""
    today = wall.today()
    if given is not None:
        try:
            day = date.fromisoformat(given)
        except ValueError:
            raise Failure(f"--as-of 的日期“{given}”不对，请写成 2024-06-30 这样的形式。") from None
        if day < date(year, 1, 1):
            raise Failure(f"--as-of {day} 早于{year}年，那时还没有这一年度的事项；请核对年度和日期。")
        return period_end(year, day)
    if date(year, 1, 1) > today:
        raise Failure(f"{year}年还没有开始，没有可编的年报；请核对 --year。")
    if date(year, 12, 31) > today:
        say(f"注意：{year}年还没有过完，按截至今天（{today}）的数据编制；年度终了后请重新编制。")
    return period_end(year, today)


def _texts(path: Path) -> dict[str, str]:
    """The paragraphs of a file by key. Refused: another format, unknown keys."""
    try:
        raw = path.read_text(encoding="utf-8-sig")
        told = json.loads(raw) if path.suffix.lower() == ".json" else tomllib.loads(raw)
    except OSError:
        raise Failure(f"读不了“{path}”；请检查文件是否存在、能否读取。") from None
    except (ValueError, UnicodeDecodeError) as error:
        raise Failure(f'“{path}”不是 UTF-8 编码的 TOML 或 JSON（{error}）；请写成 platform = "文字" 的形式。') from None
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise Failure(f'“{path}”应为段落名称和文字，如 platform = "按季度巡检网站。"')
    if unknown := sorted(set(told) - set(KEYS)):
        raise Failure(f"“{path}”里没有“{'、'.join(unknown)}”这样的段落，可用：{'、'.join(KEYS)}。")
    return told


def _from_ledger(args: argparse.Namespace, as_of: date, choices: LawChoices) -> Source:
    calendar = notices.calendar(current())
    try:
        data = args.ledger.read_bytes()
    except OSError:
        raise Failure(f"读不了台账“{args.ledger}”；请检查文件是否存在、能否读取。") from None
    try:
        ledger = read(data, args.ledger.name, calendar=calendar, settings=choices.settings)
    except BadLedger as bad:
        lines = [_fault(each) for each in bad.faults[:_FIRST_FAULTS]]
        more = f"\n…… 另有 {len(bad.faults) - len(lines)} 处" if len(bad.faults) > len(lines) else ""
        raise Failure(
            f"台账“{args.ledger}”有 {len(bad.faults)} 处问题，没有编制。\n" + "\n".join(lines) + more
        ) from None
    for remark in ledger.remarks:
        say(f"注意：{remark}")
    return material(ledger, args.year, as_of, calendar, choices.settings, choices.chosen), {}, None


def _fault(fault: RowFault) -> str:
    where = " ".join(part for part in (fault.sheet, fault.cell) if part)
    return f"{where}{'：' if where else ''}{fault.reason}；{fault.remedy}"


def _from_database(args: argparse.Namespace, as_of: date, choices: LawChoices) -> Source:
    # Django and everything on it is loaded only where the database is asked for.
    database = importlib.import_module("gongkai.faces.cli.report_database")
    found: Source = database.source(args.organ, args.year, as_of, choices.chosen)
    return found


def rerender(args: argparse.Namespace) -> int:
    """Print what would differ today from what was published."""
    return int(importlib.import_module("gongkai.faces.cli.report_database").rerender(args))
