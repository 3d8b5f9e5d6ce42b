"""What is known of reports: drafts and their figures, cells with the cases behind them, what is published, kept checks."""

from gongkai.apps.reporting.queries.drafts import Answered, Draft, draft, draft_of, report_row, reports, texts_of
from gongkai.apps.reporting.queries.drilling import Drilled, Row, cell
from gongkai.apps.reporting.queries.figures import material
from gongkai.apps.reporting.queries.frozen import (
    MEDIA_TYPES,
    Published,
    latest_published,
    published,
    published_file,
    published_report,
)
from gongkai.apps.reporting.queries.kept import Kept, digest, kept_check
from gongkai.apps.reporting.queries.rerendering import Difference, rerender, rerender_published

__all__ = [
    "MEDIA_TYPES",
    "Answered",
    "Difference",
    "Draft",
    "Drilled",
    "Kept",
    "Published",
    "Row",
    "cell",
    "digest",
    "draft",
    "draft_of",
    "kept_check",
    "latest_published",
    "material",
    "published",
    "published_file",
    "published_report",
    "report_row",
    "reports",
    "rerender",
    "rerender_published",
    "texts_of",
]
