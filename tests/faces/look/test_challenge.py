"""Nobody is asked until much is sent; then a puzzle is good once, for one form and one address, for a while, and never the only way."""

from __future__ import annotations

import hashlib
import re
import time
from typing import Any

import pytest
from django.core import signing
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from gongkai.faces.look import challenge, sums

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"


@pytest.fixture(autouse=True)
def easy(settings: Any) -> None:
    settings.CHALLENGE_AFTER, settings.CHALLENGE_SITE_AFTER, settings.CHALLENGE_WORK = 2, 0, 200


def shown(address: str = HERE) -> HttpRequest:
    return RequestFactory(REMOTE_ADDR=address).get("/")


def sent(address: str = HERE, **fields: object) -> HttpRequest:
    told = {f"challenge_{name}": str(value) for name, value in fields.items()}
    return RequestFactory(REMOTE_ADDR=address).post("/", told)


def solved(part: dict[str, Any]) -> int:
    return next(
        number
        for number in range(part["most"] + 1)
        if hashlib.sha256(f"{part['nonce']}:{number}".encode()).hexdigest() == part["target"]
    )


def value_of(question: str) -> int:
    found = re.search(r"比?(\w+?)(加|减去|大|小)(\w+?)(?:的数是多少|等于多少|，还剩多少)", question)
    assert found
    one, other = sums.answer_of(found[1]), sums.answer_of(found[3])
    assert one is not None
    assert other is not None
    return one + other if found[2] in "加大" else one - other


def test_nothing_is_asked_until_an_address_sends_much() -> None:
    assert challenge.part(shown(), "ask") is None
    assert [challenge.demanded(sent(), "ask") for _ in range(3)] == [False, False, True]
    assert challenge.demanded(shown(), "ask"), "the page says so before anything is typed"
    assert not challenge.demanded(shown(), "apply")
    assert not challenge.demanded(shown(ELSEWHERE), "ask")


def test_looking_and_asking_twice_count_nothing() -> None:
    request = sent()
    assert not any(challenge.demanded(each, "ask") for each in (request, request, request, shown(), shown(), shown()))
    assert not challenge.demanded(sent(), "ask")


def test_many_addresses_together_are_much_too(settings: Any) -> None:
    settings.CHALLENGE_AFTER, settings.CHALLENGE_SITE_AFTER = 0, 3
    asked = [challenge.demanded(sent(f"192.0.2.{number}"), "ask") for number in range(5)]
    assert asked == [False, False, False, True, True]
    settings.CHALLENGE_SITE_AFTER = 0
    assert not challenge.demanded(sent(), "ask")


def test_one_address_alone_does_not_have_everybody_asked(settings: Any) -> None:
    settings.CHALLENGE_SITE_AFTER = 5
    assert [challenge.demanded(sent(), "ask") for _ in range(20)][-1]
    assert not challenge.demanded(sent(ELSEWHERE), "ask")
    assert [challenge.demanded(sent(f"192.0.2.{number}"), "ask") for number in range(10, 14)][-1], "several do"


def test_turning_the_pages_of_a_form_is_not_sending_it(settings: Any) -> None:
    settings.CHALLENGE_SITE_AFTER = 5
    assert not any(challenge.part(sent(), "ask") for _ in range(20))
    assert not challenge.demanded(sent(), "ask")


def test_a_found_number_passes_once() -> None:
    part = challenge.fresh(shown(), "ask")
    told = {"puzzle": part["puzzle"], "solution": solved(part)}
    assert challenge.passed(sent(**told), "ask")
    assert not challenge.passed(sent(**told), "ask"), "sent again"


@pytest.mark.parametrize("as_words", [False, True])
def test_the_sum_passes_once_too(as_words: bool) -> None:
    part = challenge.fresh(shown(), "ask")
    value = value_of(str(part["question"]))
    told = {"puzzle": part["puzzle"], "answer": sums.in_words(value) if as_words else value}
    assert challenge.passed(sent(**told), "ask")
    assert not challenge.passed(sent(**told), "ask")


def test_a_puzzle_is_for_one_form_and_one_address() -> None:
    part = challenge.fresh(shown(), "ask")
    told = {"puzzle": part["puzzle"], "solution": solved(part)}
    assert not challenge.passed(sent(**told), "apply")
    assert not challenge.passed(sent(ELSEWHERE, **told), "ask")
    assert challenge.passed(sent(**told), "ask"), "what was tried elsewhere does not use it up"


@pytest.mark.parametrize(
    "puzzle",
    [
        "",
        "x",
        "a.b.c",
        signing.dumps({"nonce": "x"}, salt="gongkai.challenge"),
        signing.dumps(["x"], salt="gongkai.challenge"),
        signing.dumps({}, salt="other"),
    ],
    # A signature holds the moment: as a name it would differ between processes.
    ids=["empty", "a word", "three words", "no sum", "a list", "of another"],
)
def test_what_is_not_ours_does_not_pass(puzzle: str) -> None:
    assert not challenge.passed(sent(puzzle=puzzle, solution=0, answer=1), "ask")


def test_an_altered_or_old_puzzle_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    part = challenge.fresh(shown(), "ask")
    number, puzzle = solved(part), str(part["puzzle"])
    assert not challenge.passed(sent(puzzle="x" + puzzle[1:], solution=number), "ask")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + challenge.GOOD_FOR_SECONDS + 5)
    assert not challenge.passed(sent(puzzle=puzzle, solution=number), "ask")


@pytest.mark.parametrize("solution", ["", "-1", "0" * 5000, "一", "1 "])
def test_no_other_number_passes(solution: str) -> None:
    part = challenge.fresh(shown(), "ask")
    assert not challenge.passed(sent(puzzle=part["puzzle"], solution=solution), "ask")


def test_guessing_sums_ends_and_the_number_still_passes() -> None:
    part = challenge.fresh(shown(), "ask")
    for _ in range(challenge.ANSWERS_IN_A_WINDOW):
        assert not challenge.passed(sent(puzzle=part["puzzle"], answer=99), "ask")
    right = value_of(str(part["question"]))
    assert not challenge.passed(sent(puzzle=part["puzzle"], answer=right), "ask")
    again = challenge.fresh(shown(), "ask")
    assert again["question"] == ""
    assert "分钟后再试" in render_to_string("portal/parts/challenge.html", {"challenge": again})
    assert challenge.passed(sent(puzzle=again["puzzle"], solution=solved(again)), "ask")


def test_what_was_solved_is_not_asked_again_when_something_else_was_wrong() -> None:
    part = challenge.fresh(shown(), "ask")
    told = {"puzzle": part["puzzle"], "solution": solved(part)}
    again = challenge.fresh(sent(**told), "ask")
    assert (again["puzzle"], again["solution"]) == (part["puzzle"], str(told["solution"]))
    assert challenge.passed(sent(**told), "ask")
    assert challenge.fresh(sent(**told), "ask")["puzzle"] != part["puzzle"]


def test_whoever_sends_more_searches_longer() -> None:
    assert challenge.fresh(shown(), "ask")["most"] == 200
    for _ in range(50):
        challenge.demanded(sent(), "ask")
    assert challenge.fresh(shown(), "ask")["most"] == 1600


def test_the_part_says_what_for_and_names_other_ways() -> None:
    page = render_to_string(
        "portal/parts/challenge.html", {"challenge": challenge.fresh(shown(), "ask"), "organ": {"phone": "024-0000"}}
    )
    for words in ("不收集您的任何信息", "打电话 024-0000", "寄信或者当面提交", "请回答："):
        assert words in page
    assert render_to_string("portal/parts/challenge.html", {}).strip() == ""
