"""What is remembered between pages is forgotten with the first change, the next day, and outside of a round."""

from __future__ import annotations

from datetime import date

from gongkai.apps.pages import memory

DAY = date(2026, 3, 2)


def test_read_once_in_a_round_until_something_changes() -> None:
    reads = []

    def read() -> int:
        reads.append(1)
        return len(reads)

    this_round = memory.Round()
    for newest, today, wanted in ((4, DAY, 1), (4, DAY, 1), (5, DAY, 2), (5, date(2026, 3, 3), 3)):
        with memory.remembering(this_round):
            memory.begin(newest, today)
            assert memory.remembered("organ", read) == wanted
    assert memory.remembered("organ", read) == 4, "a reader's own request reads"
    with memory.remembering(memory.Round()):
        assert memory.remembered("organ", read) == 5, "before a page has begun nothing is known to be true"
