"""What can be done with reports: acts of the procedure and paragraphs, results of 年报体检 that are kept for a while."""

from gongkai.apps.reporting.actions.kept import delete, keep, purge
from gongkai.apps.reporting.actions.report import act, begin, write
from gongkai.apps.reporting.rebuilding import rebuild

__all__ = ["act", "begin", "delete", "keep", "purge", "rebuild", "write"]
