"""The report in its normal form, as a file: what `report read --json` prints.

Takes:   a report.
Gives:   UTF-8 JSON, readable by people: Chinese as it is, two blanks a level.
"""

from __future__ import annotations

import json

from gongkai.annual.model import Report
from gongkai.annual.normal_form import dump


def write(report: Report) -> bytes:
    """The report as JSON."""
    return (json.dumps(dump(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
