"""The doors of kept filters and tables: what others may do with them."""

from __future__ import annotations

from gongkai.apps.saved.filters import forget, keep, put_first
from gongkai.apps.saved.tables import ask, go_on, make_waiting, stop, sweep

__all__ = ["ask", "forget", "go_on", "keep", "make_waiting", "put_first", "stop", "sweep"]
