"""What may be seen of kept filters and tables."""

from __future__ import annotations

from gongkai.apps.saved.filters import SHARE, Tab, tabs
from gongkai.apps.saved.tables import (
    AT_ONCE,
    COLUMNS,
    FORMS,
    IN_A_SHEET,
    PERSONAL,
    file_of,
    head,
    lines,
    table,
    tables,
    written,
)

__all__ = [
    "AT_ONCE", "COLUMNS", "FORMS", "IN_A_SHEET", "PERSONAL", "SHARE", "Tab", "file_of", "head", "lines", "table", "tables", "tabs", "written"
]  # fmt: skip
