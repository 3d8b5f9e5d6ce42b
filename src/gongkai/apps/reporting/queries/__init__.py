"""What is known of reports: drafts and their figures, cells with the cases behind them, what is published, kept checks."""

from gongkai.apps.reporting.queries.kept import Kept, digest, kept_check

__all__ = ["Kept", "digest", "kept_check"]
