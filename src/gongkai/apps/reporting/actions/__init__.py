"""What can be done with reports: acts of the procedure and paragraphs (`report`), what was frozen held against today
(`rerendering`), results of 年报体检 that are kept for a while (`kept`)."""

from gongkai.apps.reporting.actions.kept import delete, keep, purge

__all__ = ["delete", "keep", "purge"]
