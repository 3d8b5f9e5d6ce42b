"""How large are the files of a version?"""

from __future__ import annotations

from django.db.models.functions import Length

from gongkai.apps.reporting.models import ReportFile


def file_sizes(version_id: int) -> dict[str, int]:
    """The bytes of each file of a version, by its kind, without reading the files."""
    kept = ReportFile.objects.filter(version_id=version_id).annotate(size=Length("data"))
    return dict(kept.values_list("kind", "size"))
