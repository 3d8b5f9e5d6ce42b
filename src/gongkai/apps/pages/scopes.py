"""Which kept pages does a change concern? A scope names a set of them; a page carries every scope that it was made from.

An item's page is made from that item, from those it is tied to, and from its organ's name. A list is made from all items of its
organ. What stands for the whole site (home, site map, feeds, open data, figures) is made from everything. Pages that speak of others
by document numbers, which somebody may yet take, carry `documents`.
"""

from __future__ import annotations

EVERYTHING = "all"
"""Every page there is: a new release, a setting, a day that begins with another calendar."""
SITE = "site"
"""Pages that tell of the whole site: home, list of organs, site map, feeds, open data, figures."""


def lists(code: str) -> str:
    """The lists of one organ: its part of the column, its columns and their feeds, catalogue, register, activities."""
    return f"lists:{code}"


def item(code: str, number: str) -> str:
    """The page of one item, and the pages that name it."""
    return f"item:{code}/{number}"


def organ(code: str) -> str:
    """Every page of one organ, items too: its name, its office, its guide."""
    return f"organ:{code}"


def documents(code: str) -> str:
    """Whatever says of a document of one organ whether it is in force: its register, its policies, the pages of its documents."""
    return f"documents:{code}"


def report(code: str, year: int) -> str:
    """The page of one published report."""
    return f"report:{code}/{year}"


def question(code: str, number: str) -> str:
    """The page of one published answer."""
    return f"question:{code}/{number}"


def of_lists(code: str) -> tuple[str, ...]:
    """What changes with anything that an organ shows in its lists."""
    return lists(code), SITE


def of_documents(code: str) -> tuple[str, ...]:
    """What changes with its register of documents, and with whatever is known by a document's number."""
    return documents(code), lists(code), SITE


def of_organ(code: str) -> tuple[str, ...]:
    """What changes with its columns, its office: every page of it has a part of them."""
    return organ(code), lists(code), SITE
