"""Kept pages are never older than the last act: what was changed goes at once, and nobody puts back what was read before."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from gongkai.apps.pages import actions, generation, queries, scopes, shelf
from gongkai.apps.pages.actions import Rendered
from gongkai.apps.pages.models import Stale
from gongkai.config import kept_pages
from tests.apps.office import at

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 3, 2)
NOW = at(DAY)
ITEM = scopes.item("changtu", "changtu-2026-00001")
PATH = "/xxgk/changtu/items/changtu-2026-00001/"


def page(path: str = PATH, text: str = "一页", since: int | None = None, **changed: object) -> Rendered:
    told: dict[str, object] = {
        "path": path,
        "content": text.encode(),
        "scopes": frozenset({ITEM, scopes.organ("changtu")}),
        "since": queries.newest() if since is None else since,
        "day": DAY,
        "until": DAY,
        **changed,
    }
    return Rendered(**told)  # type: ignore[arg-type]


def file(path: str = PATH) -> Path:
    return kept_pages.site() / kept_pages.relative(path)


def taken_back() -> None:
    with transaction.atomic():
        actions.changed(ITEM)
        transaction.set_rollback(True)


def later(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a commit the clock is asked; here it says always the same."""
    monkeypatch.setattr("gongkai.apps.pages.actions.timezone.now", lambda: later(1))


def test_a_page_is_kept_whole_and_packed_with_the_same_words() -> None:
    assert actions.keep([page()], NOW) == [PATH]
    assert file().read_text() == "一页"
    assert gzip.decompress(Path(f"{file()}.gz").read_bytes()).decode() == "一页"
    assert list((kept_pages.home() / "new").iterdir()) == []


def test_an_act_removes_what_it_concerns_with_its_commit_and_nothing_else() -> None:
    other = "/xxgk/changtu/items/changtu-2026-00002/"
    actions.keep([page(), page(other, scopes=frozenset({scopes.item("changtu", "changtu-2026-00002")}))], NOW)
    with transaction.atomic():
        actions.changed(ITEM)
        assert file().is_file()
    assert not file().exists()
    assert not Path(f"{file()}.gz").exists()
    assert file(other).is_file()


def test_an_act_that_is_taken_back_leaves_the_page() -> None:
    actions.keep([page()], NOW)
    taken_back()
    with transaction.atomic():
        taken_back()
        actions.changed(scopes.SITE)
    assert file().is_file()


def test_what_was_read_before_an_act_is_not_put_back() -> None:
    before = page()
    actions.changed(ITEM)
    assert actions.keep([before], later(2)) == []
    assert not file().exists()
    assert actions.keep([page()], later(2)) == [PATH]


def test_what_was_read_before_an_act_on_something_else_is_kept() -> None:
    before = page()
    actions.changed(scopes.item("changtu", "changtu-2026-00009"))
    assert actions.keep([before], later(2)) == [PATH]


def test_everything_falls_with_the_scope_of_everything() -> None:
    before = page("/help/", scopes=frozenset())
    actions.keep([page()], NOW)
    actions.changed(scopes.EVERYTHING)
    assert not file().exists()
    assert actions.keep([before], later(2)) == []


def test_an_act_whose_process_died_after_the_commit_is_swept_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    actions.keep([page()], NOW)
    monkeypatch.setattr("gongkai.apps.pages.actions.swept_after_commit", lambda: None)
    actions.changed(ITEM)
    assert file().is_file()
    assert actions.sweep(later(1)) == 1
    assert not file().exists()
    assert actions.sweep(later(2)) == 0


def test_a_failing_sweep_does_not_undo_an_act_that_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: datetime) -> int:
        raise OSError("no disk")

    monkeypatch.setattr("gongkai.apps.pages.actions.sweep", broken)
    actions.changed(ITEM)
    assert Stale.objects.filter(scope=ITEM).exists()


def test_nothing_is_kept_from_within_a_transaction() -> None:
    with transaction.atomic():
        assert actions.keep([page()], NOW) == []


def test_midnight_removes_what_was_true_until_then() -> None:
    stays = page("/help/", until=DAY + timedelta(days=30))
    actions.keep([page(), stays], NOW)
    assert kept_pages.told_day() == DAY
    assert actions.sweep(NOW + timedelta(days=1)) == 1
    assert not file().exists()
    assert file("/help/").is_file()
    assert kept_pages.told_day() == DAY + timedelta(days=1)
    # Made of yesterday, offered today.
    assert actions.keep([page()], NOW + timedelta(days=1)) == []


def test_a_clock_that_is_put_back_makes_all_pages_anew() -> None:
    actions.keep([page(until=DAY + timedelta(days=30))], NOW)
    actions.sweep(NOW - timedelta(days=1))
    assert not file().exists()


def test_no_page_is_made_twice_within_one_second() -> None:
    """Readers ask by time and size: two pages of one second and one size would be one to them."""
    actions.keep([page()], NOW)
    actions.changed(ITEM)
    assert actions.keep([page(text="二页")], NOW) == []
    assert actions.keep([page(text="二页")], later(1)) == [PATH]
    assert int(file().stat().st_mtime) == int(later(1).timestamp())


def test_another_generation_starts_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert actions.begin(NOW)
    actions.keep([page()], later(1))
    assert not actions.begin(later(2))
    assert file().is_file()
    monkeypatch.setattr(generation, "current", lambda: "another release")
    assert actions.begin(later(3))
    assert not file().exists()
    monkeypatch.undo()
    # The old release is still running somewhere, and renders.
    assert actions.keep([page()], later(5)) == []


def test_a_database_that_was_put_back_is_noticed() -> None:
    actions.changed(scopes.SITE)
    actions.changed(scopes.SITE)
    actions.keep([page()], NOW)
    Stale.objects.filter(seq=queries.newest()).delete()
    actions.sweep(later(1))
    assert not file().exists()


def test_old_changes_are_forgotten_but_for_the_newest() -> None:
    actions.changed(scopes.SITE)
    actions.changed(ITEM)
    actions.sweep(later(1))
    actions.keep([page()], later(2))
    assert actions.forget(at(date(2099, 1, 1))) == 1
    actions.sweep(later(3))
    assert file().is_file()


def test_many_pages_fall_at_one_stroke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FEW", 3)
    actions.keep([page(f"/xxgk/changtu/items/changtu-2026-{n:05}/") for n in range(5)], NOW)
    actions.changed(scopes.organ("changtu"))
    assert list(kept_pages.site().iterdir()) == []
    assert shelf.swept_aside(5)
    assert list((kept_pages.home() / "aside").iterdir()) == []


def test_a_full_disk_is_said_and_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert actions.keep([page()], NOW) == []
    assert "No space left" in queries.fault()
    monkeypatch.undo()
    actions.keep([page()], NOW)
    assert queries.fault() == ""
    assert queries.standing().pages == 1


@pytest.mark.parametrize("acts_first", [True, False])
def test_a_renderer_and_an_act_at_the_same_time_leave_no_old_page(acts_first: bool) -> None:
    """The act commits between the reading and the keeping, or waits for the lock with the page just made."""
    text = {"now": "旧"}
    read, acted = threading.Event(), threading.Event()

    def rendering() -> None:
        made = page(text=text["now"])
        read.set()
        if acts_first:
            acted.wait(5)
        actions.keep([made], later(2), patience=5)
        connection.close()

    def acting() -> None:
        read.wait(5)
        with transaction.atomic():
            text["now"] = "新"
            actions.changed(ITEM)
        acted.set()
        connection.close()

    together(rendering, acting)
    assert not file().exists()
    assert actions.keep([page(text=text["now"])], later(5)) == [PATH]
    assert file().read_text() == "新"


def test_an_act_that_took_its_number_early_and_ends_late_is_not_overlooked() -> None:
    """Two overlapping transactions: whoever has seen the later number must not pass over the earlier."""
    actions.keep([page()], NOW)
    begun, other_done = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            actions.changed(ITEM)
            begun.set()
            # SQLite has one writer at a time: there the other one waits for this one.
            other_done.wait(5 if connection.vendor == "postgresql" else 0)
        connection.close()

    def quick() -> None:
        begun.wait(5)
        actions.changed(scopes.SITE)
        other_done.set()
        connection.close()

    together(slow, quick)
    assert not file().exists()
    order = [scopes.SITE, ITEM] if connection.vendor == "postgresql" else [ITEM, scopes.SITE]
    assert list(Stale.objects.order_by("seq").values_list("scope", flat=True)) == order


def test_many_renderers_and_acts_leave_only_what_is_true() -> None:
    truth = {"n": 0}
    guard = threading.Lock()

    def acting() -> None:
        for _ in range(10):
            with guard, transaction.atomic():
                truth["n"] += 1
                actions.changed(ITEM)
        connection.close()

    def rendering() -> None:
        for n in range(30):
            since = queries.newest()
            made = page(text=str(truth["n"]), since=since)
            actions.keep([made], later(n + 2), patience=5)
        connection.close()

    together(acting, rendering, rendering)
    actions.sweep(later(1))
    assert not file().exists() or file().read_text() == str(truth["n"])


def together(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
        assert not each.is_alive()
