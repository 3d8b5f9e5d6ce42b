"""What each `gongkai report` command does. How it is called stands in `report`, how it looks in `report_print`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongkai.annual import batch, write
from gongkai.annual.batch import Result, table
from gongkai.annual.check import check as check_report
from gongkai.annual.check.explained import explanations
from gongkai.annual.findings import Finding
from gongkai.annual.model import Report
from gongkai.annual.normal_form import dump, dump_finding
from gongkai.annual.read import read_file
from gongkai.annual.read.refusal import Unreadable
from gongkai.annual.rollup import NotSummable, compare, roll_up
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.report_files import kind_of, report_in, save, say, unwritable, verdict, write_report
from gongkai.faces.cli.report_print import print_report, print_results, print_rules

SUFFIXES = (".html", ".htm", ".txt", ".docx", ".pdf", ".xlsx", ".json")
PARTIAL = ".partial.jsonl"


def read(args: argparse.Namespace) -> int:
    report = report_in(args.file)
    if args.json:
        _print_json(dump(report))
    else:
        print_report(report)
    return 0


def check(args: argparse.Namespace) -> int:
    kind = kind_of(args.out, table.KINDS) if args.out else ""
    single = len(args.files) == 1 and not args.files[0].is_dir()
    if args.previous and not single:
        raise Failure("--previous 只在核对一份年报时用；核对多份时，把上年的年报也放进来，会自动配对。")
    results = [_check_one(args.files[0], args.previous)] if single else _check_many(_expand(args.files), args.out)
    if args.out:
        save(args.out, table.write(results, kind), args.files)
    if args.json:
        _print_json(results[0].findings if single else [_plain(result) for result in results])
    else:
        print_results(results)
    for result in results:
        if result.problem:
            say(f"{result.path}：{result.problem}")
    return 2 if any(result.problem for result in results) else verdict(f for r in results for f in r.findings)


def rollup(args: argparse.Namespace) -> int:
    kind = kind_of(args.out, write.KINDS)
    parts = _reports(_expand(args.files))
    published = report_in(args.compare) if args.compare else None
    organ = args.organ or (published.organ if published else None) or ""
    try:
        whole, findings = roll_up(parts, organ)
        findings += compare(published, parts) if published else []
    except NotSummable as refusal:
        raise Failure(str(refusal)) from None
    unsure = write_report(whole, kind, args.out, [*args.files, *([args.compare] if args.compare else [])])
    dumped = [dump_finding(finding) for finding in findings]
    print_results([Result(str(args.out), whole.organ or "汇总", whole.year, whole.form, findings=dumped)])
    return 1 if unsure else verdict(dumped)


def convert(args: argparse.Namespace) -> int:
    kind = kind_of(args.out, write.KINDS)
    report = report_in(args.file)
    for remark in report.remarks:
        say(f"注意：{remark.message}")
    return 1 if write_report(report, kind, args.out, [args.file]) else 0


def rules(args: argparse.Namespace) -> int:
    texts = explanations()
    if unknown := [code for code in args.code if code not in texts]:
        raise Failure(f"没有“{'、'.join(unknown)}”这条规则；不带参数可看全部规则。")
    print_rules([texts[code] for code in args.code or texts])
    return 0


def _reports(paths: Sequence[Path]) -> list[Report]:
    """All of them or none: a total that leaves a file out would be wrong and look right."""
    reports, refusals = [], []
    for path in paths:
        try:
            reports.append(read_file(path))
        except Unreadable as refusal:
            refusals.append(f"{path}：{refusal}")
    if refusals:
        raise Failure(f"有 {len(refusals)} 个文件读不了，没有汇总。{' '.join(refusals)}")
    return reports


def _expand(given: Sequence[Path]) -> list[Path]:
    """Files as given, folders as the files in them, in order of name; each file once."""
    paths: dict[Path, None] = {}
    for path in given:
        if not path.is_dir():
            paths[path] = None
            continue
        inside = [p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith((".", "~$"))]
        readable = [p for p in inside if p.suffix.lower() in SUFFIXES]
        if not readable:
            raise Failure(f"文件夹“{path}”里没有可读的年报；可读的有 {' '.join(SUFFIXES)}。")
        if others := [p.name for p in inside if p not in readable]:
            say(
                f"注意：{path} 里有 {len(others)} 个别种文件没有读：{'、'.join(others[:3])}{'等' * (len(others) > 3)}。"
            )
        paths.update(dict.fromkeys(readable))
    return list(paths)


def _check_one(path: Path, previous: Path | None) -> Result:
    report = report_in(path)
    last = report_in(previous) if previous else None
    findings: list[Finding] = check_report(report, last)
    return Result(
        batch.shown(path),
        report.organ,
        report.year,
        report.form,
        previous=batch.shown(previous) if previous else "",
        remarks=[remark.message for remark in report.remarks],
        findings=[dump_finding(finding) for finding in findings],
    )


def _check_many(paths: Sequence[Path], out: Path | None) -> list[Result]:
    state = out.with_name(out.name + PARTIAL) if out else None
    try:
        with _bar() as progress:
            results = batch.run(paths, state=state, progress=progress)
    except batch.NoProcess as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(unwritable(error.filename or state)) from None
    if state:
        state.unlink(missing_ok=True)
    return results


@contextmanager
def _bar() -> Iterator[batch.Progress | None]:
    """A progress bar on stderr when a person is looking at it."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("读取和核对"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _plain(result: Result) -> dict[str, Any]:
    return {
        "file": result.path,
        "organ": result.organ,
        "year": result.year,
        "form": result.form,
        "previous": result.previous or None,
        "problem": result.problem or None,
        "remarks": result.remarks,
        "findings": result.findings,
    }


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
