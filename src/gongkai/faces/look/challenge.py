"""Does somebody fill a form, or something fill it by the hundred?

Law:     none that asks for it; whoever applies must not be barred (条例 27, 43), so that nobody is: every way round stands beside it
Takes:   a request, what the form is for. Thresholds: GONGKAI_CHALLENGE_*.
Gives:   `demanded`, `part` and `fresh` for `portal/parts/challenge.html`, `passed`.

Nothing is asked until an address, or all together, sent much within ten minutes; to turn pages of a form is not to send it, and of one
address only as much counts for all as it may send unasked, so that one alone cannot have everybody asked. Then the browser searches a number (SHA-256, some
tenths of a second, in a worker of its own); without scripts a sum in words is answered, which a screen reader reads. A puzzle is signed,
bound to the form and to the address, holds two hours and is good once. Nothing of it comes from another site.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from gongkai.faces.look import counts
from gongkai.faces.look.sums import answer_of, any_sum
from gongkai.faces.look.throttle import house

SENTENCE = "最近从您的网络或者向本站提交得特别多，请先完成“确认不是程序自动提交”，再提交；您填的内容都在。"
"""What a form says when it was sent without it."""
WINDOW_SECONDS, GOOD_FOR_SECONDS = 600, 7200
ANSWERS_IN_A_WINDOW = 12
"""Sums that one address may answer, right or wrong: a guess is cheap."""
_DEAREST = 8
_SIGNED_FOR = "gongkai.challenge"
_PUZZLE, _SOLUTION, _ANSWER = "challenge_puzzle", "challenge_solution", "challenge_answer"


@dataclass(frozen=True, slots=True)
class _Puzzle:
    """What is signed. `target` is the digest of the number that is searched, `answer` the keyed digest of the sum's."""

    nonce: str
    what: str
    who: str
    target: str
    most: int
    question: str
    answer: str


def demanded(request: HttpRequest, what: str) -> bool:
    """Whether this form must be sent with a solved puzzle now. Asked of a POST it counts as sent, once however often it is asked; to look
    counts nothing.
    """
    if request.method == "POST":
        _count(request, what)
    return _much(request, what)


def _much(request: HttpRequest, what: str) -> bool:
    own, all_ = _sent(request, what)
    after, site_after = settings.CHALLENGE_AFTER, settings.CHALLENGE_SITE_AFTER
    return bool((after and own > after) or (site_after and all_ > site_after))


def part(request: HttpRequest, what: str) -> dict[str, object] | None:
    """What a page with the form gives its template as `challenge`: a puzzle, or None while none is demanded."""
    return fresh(request, what) if _much(request, what) else None


def fresh(request: HttpRequest, what: str) -> dict[str, object]:
    """A puzzle for `portal/parts/challenge.html`; the one that was sent, with what was found, as long as it is good."""
    token = request.POST.get(_PUZZLE, "")
    puzzle = _good(request, what, token)
    solution = request.POST.get(_SOLUTION, "") if puzzle else ""
    if puzzle is None or not _solved(puzzle, solution):
        puzzle, solution = _made(request, what), ""
        token = signing.dumps(asdict(puzzle), salt=_SIGNED_FOR)
    asked = counts.so_far(_key("answers", house(request)), _now())
    return {
        "puzzle": token,
        "nonce": puzzle.nonce,
        "target": puzzle.target,
        "most": puzzle.most,
        "solution": solution,
        "question": puzzle.question if asked < ANSWERS_IN_A_WINDOW else "",
        "minutes": WINDOW_SECONDS // 60,
    }


def passed(request: HttpRequest, what: str) -> bool:
    """Whether the form came with a puzzle of ours, solved, not yet used. It is used up by this: ask when all else is right."""
    puzzle = _good(request, what, request.POST.get(_PUZZLE, ""))
    if puzzle is None:
        return False
    if not _solved(puzzle, request.POST.get(_SOLUTION, "")) and not _answered(request, puzzle):
        return False
    # Of two that come at the same moment one counts first.
    return counts.added(_key("used", puzzle.nonce), GOOD_FOR_SECONDS, _now()) == 1


def _count(request: HttpRequest, what: str) -> None:
    """Count a form that is sent, by this address and, as long as it is not asked itself, by all."""
    kept = _kept(what)
    if kept in request.META:
        return
    now, after = _now(), settings.CHALLENGE_AFTER
    own = counts.added(_key("sent", what, house(request)), WINDOW_SECONDS, now)
    of_all = _key("sent", what)
    all_ = counts.so_far(of_all, now) if after and own > after else counts.added(of_all, WINDOW_SECONDS, now)
    request.META[kept] = (own, all_)


def _sent(request: HttpRequest, what: str) -> tuple[int, int]:
    """How often the form was sent by this address and by all, this time included; for a page that only shows it, the next time."""
    kept = request.META.get(_kept(what))
    if kept is not None:
        own, all_ = kept
        return int(own), int(all_)
    now = _now()
    return counts.so_far(_key("sent", what, house(request)), now) + 1, counts.so_far(_key("sent", what), now) + 1


def _kept(what: str) -> str:
    return f"gongkai.challenge.{what}"


def _made(request: HttpRequest, what: str) -> _Puzzle:
    """The more an address sends, the longer its browser searches: twice, three times … as long."""
    own, _ = _sent(request, what)
    dearer = min(_DEAREST, max(1, own // settings.CHALLENGE_AFTER)) if settings.CHALLENGE_AFTER else 1
    most = settings.CHALLENGE_WORK * dearer
    nonce, asked = secrets.token_hex(16), any_sum()
    target = _digest(nonce, str(secrets.randbelow(most + 1)))
    return _Puzzle(nonce, what, _whose(request), target, most, asked.question, _of_sum(nonce, asked.value))


def _good(request: HttpRequest, what: str, token: str) -> _Puzzle | None:
    """The puzzle of a token: signed here, not too old, for this form, for this address, not used."""
    try:
        puzzle = _Puzzle(**signing.loads(token, salt=_SIGNED_FOR, max_age=GOOD_FOR_SECONDS))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    mine = puzzle.what == what and constant_time_compare(puzzle.who, _whose(request))
    return puzzle if mine and not counts.so_far(_key("used", puzzle.nonce), _now()) else None


def _solved(puzzle: _Puzzle, solution: str) -> bool:
    return len(solution) <= len(str(puzzle.most)) and constant_time_compare(
        _digest(puzzle.nonce, solution), puzzle.target
    )


def _answered(request: HttpRequest, puzzle: _Puzzle) -> bool:
    value = answer_of(request.POST.get(_ANSWER, ""))
    if value is None:
        return False
    if counts.added(_key("answers", house(request)), WINDOW_SECONDS, _now()) > ANSWERS_IN_A_WINDOW:
        return False
    return constant_time_compare(_of_sum(puzzle.nonce, value), puzzle.answer)


def _whose(request: HttpRequest) -> str:
    return salted_hmac("gongkai.challenge.who", house(request), algorithm="sha256").hexdigest()[:16]


def _of_sum(nonce: str, value: int) -> str:
    return salted_hmac("gongkai.challenge.sum", f"{nonce}:{value}", algorithm="sha256").hexdigest()


def _digest(nonce: str, number: str) -> str:
    return hashlib.sha256(f"{nonce}:{number}".encode()).hexdigest()


def _key(*parts: str) -> str:
    return ":".join(("challenge", *parts))


def _now() -> int:
    return int(timezone.now().timestamp())


__all__ = ["SENTENCE", "demanded", "fresh", "part", "passed"]
