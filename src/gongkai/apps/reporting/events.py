"""How do the journal's entries about a report call what happened? `EVENTS`: those of the procedure, and its beginning."""

from __future__ import annotations

from gongkai.law.procedures import REPORT

BEGIN = "begin"
EVENTS = {BEGIN: "开始编制", **REPORT.events}
