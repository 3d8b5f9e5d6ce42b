"""Taking in an Excel ledger of ten thousand requests, beside what two libraries need only to read its cells.

In a process and a data folder of its own. Most of the time goes into asking the law about every act in its turn.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.measure import Figure

ROWS, LIMIT_SECONDS, LIMIT_MB = 10_000, 60.0, 1000.0
ORGAN = "某县人民政府办公室"


def figures() -> list[Figure]:
    """Processor seconds of the whole import, its peak of memory; the libraries' times stand beside it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "SECRET_KEY": "bench" * 20, "GONGKAI_LOG_LEVEL": "ERROR"}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.ledger"]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 -- ourselves
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    beside = f"只读单元格：calamine {found['calamine']:.1f} s，openpyxl {found['openpyxl']:.1f} s"
    what = f"导入 {ROWS} 件的台账（{found['acts']:.0f} 项办理，{found['mb']:.1f} MB，SQLite）"
    return [
        Figure(what, f"{found['take']:.1f} s", beside, found["take"], "s", LIMIT_SECONDS),
        Figure("同一台账再导入一次（没有新的内容）", f"{found['again']:.1f} s", "", found["again"], "s", LIMIT_SECONDS),
        Figure("同上：进程的内存峰值", f"{found['peak']:.0f} MB", "", found["peak"], "MB", LIMIT_MB),
    ]


def measure() -> dict[str, float]:
    """Everything that `figures` shows."""
    data = _workbook()
    found = {"mb": len(data) / 1e6, **_libraries(data)}
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from gongkai.apps.ledgers import actions  # noqa: PLC0415 -- the same
    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import program  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    organ = Organ.objects.create(code="bench", kind="office", level="county", since=date(2000, 1, 1))
    OrganName.objects.create(organ=organ, name=ORGAN, since=date(2000, 1, 1))
    now = datetime(2025, 6, 2, tzinfo=UTC)
    for name in ("take", "again"):
        start = time.process_time()
        counts: Mapping[str, int] = actions.import_ledger(program(organ.pk), data, now).counts
        found[name] = time.process_time() - start
        found.setdefault("acts", counts["acts"])
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _libraries(data: bytes) -> dict[str, float]:
    import openpyxl  # noqa: PLC0415 -- only the process that measures loads it
    import python_calamine  # noqa: PLC0415 -- the same

    start = time.process_time()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    middle = time.process_time()
    for sheet in openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass
    return {"calamine": middle - start, "openpyxl": time.process_time() - middle}


def _workbook() -> bytes:
    """A third of the requests were corrected, a third asked a third party, half are archived."""
    from gongkai.annual.ledger.model import Ledger, LedgerCase  # noqa: PLC0415 -- only the process that measures
    from gongkai.annual.ledger.write import write  # noqa: PLC0415 -- the same
    from gongkai.law.calendar import official  # noqa: PLC0415 -- the same
    from gongkai.law.casework import CaseAct  # noqa: PLC0415 -- the same

    calendar, clerk, head = official(), ("clerk", "甲经办"), ("head", "乙负责")

    def case(number: int) -> LedgerCase:
        day = date(2024, 1, 2) + timedelta(days=number * 300 // ROWS)
        told: list[tuple[str, date, tuple[str, str], dict[str, Any]]] = [
            ("register", day, clerk, {"channel": "counter", "applicant": "natural", "subject": f"某项规划{number}", "items": 1, "wanted_form": "paper", "wanted_way": "by_hand"})
        ]  # fmt: skip
        private = {1: {"applicant_name": f"申请人{number}", "contact": "某路一号", "content": "规划文本及附图"}}
        end = calendar.advance(day, 10)
        if number % 3 == 0:
            until = calendar.advance(day, 15).isoformat()
            told.append(
                ("ask_correction", calendar.advance(day, 3), clerk, {"what": "名称", "until": until, "manner": "mail"})
            )
            told.append(("receive_correction", calendar.advance(day, 8), clerk, {}))
            private[3], end = {"corrected": "补正了名称"}, calendar.advance(day, 20)
        elif number % 3 == 1:
            told.append(
                ("consult_third_party", calendar.advance(day, 3), clerk, {"label": "第三方甲", "number": "征1号"})
            )
            told.append(
                ("third_party_replied", calendar.advance(day, 9), clerk, {"label": "第三方甲", "opinion": "agrees"})
            )
            private[2] = {"body_name": "某公司"}
        answer = {
            "decision": "provided",
            "reason": "可以公开。",
            "number": f"公开〔2024〕{number}号",
            "manner": "by_hand",
        }
        told.append(("record_reply", end, head, answer))
        if number % 2:
            told.append(("archive", end + timedelta(days=3), clerk, {}))
        acts = [CaseAct(at, event, on, role, who, data) for at, (event, on, (role, who), data) in enumerate(told, 1)]
        return LedgerCase(f"2024-{number:05}", tuple(acts), private)

    return write(Ledger(ORGAN, "office", tuple(case(number) for number in range(ROWS))))


if __name__ == "__main__":
    print(json.dumps(measure()))
