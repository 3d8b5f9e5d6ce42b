"""Which tests run in which pass of `make test`: what touches the database runs on SQLite and again on PostgreSQL.

Takes:   a test as pytest has collected it. Gives: its mark `database` or `browser`, by what it uses.

`@pytest.mark.same_on_both` keeps a test out of the second pass; docs/decisions/what-runs-twice.md says when it may be written.
"""

from __future__ import annotations

import pytest

NO_DATABASE = ("tests/annual", "tests/law", "tests/proofing", "tests/texts")
"""What compute without a database: the second pass does not even look for tests there."""
ALWAYS_TWICE = ("tests/apps/alike", "tests/apps/journal", "tests/apps/search", "tests/demo", "tests/journeys")
"""Where everything hangs on the database."""
LONGEST = ("tests/journeys", "tests/browser", "tests/demo")
"""What takes half a minute a test comes first: at the end one worker would wait for another."""

BETWEEN = "BETWEEN_PASSES"
"""Names the folder that both passes of one run see; not set where there is one pass alone."""

_DATABASE_FIXTURES = {
    "db",
    "demo_county",
    "transactional_db",
    "live_server",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
}
_BROWSER_FIXTURES = {"chromium", "page", "phone", "any_page", "each_page"}


def mark(item: pytest.Item) -> None:
    """Sort one test by what it uses."""
    if _fixtures(item) & _BROWSER_FIXTURES:
        item.add_marker(pytest.mark.browser)
    elif _touches_the_database(item) and not item.get_closest_marker("same_on_both"):
        item.add_marker(pytest.mark.database)


def place(item: pytest.Item) -> int:
    """Where in the run a test comes; among those of one place the order stays."""
    return 0 if item.nodeid.startswith(LONGEST) else 1


def refuse(item: pytest.Item) -> None:
    """Fail a test that the folder it lies in does not allow; said as it runs, since a worker cannot say it while collecting."""
    if item.get_closest_marker("same_on_both") and item.nodeid.startswith(ALWAYS_TWICE):
        pytest.fail("same_on_both, where everything hangs on the database (tests/rigs/passes.py)", pytrace=False)
    if item.nodeid.startswith(NO_DATABASE) and _touches_the_database(item):
        pytest.fail("a database, where the second pass does not look (tests/rigs/passes.py)", pytrace=False)


def _touches_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or _fixtures(item) & _DATABASE_FIXTURES)


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
