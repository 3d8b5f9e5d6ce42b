"""Two hundred clerks at once on PostgreSQL, over HTTP, against the server as `gongkai run` starts it: each registers a request and then notes what he
did on it, one act in twenty seconds, so that ten acts come in a second; at last all press the button at the same moment, and again as soon as
they are answered, so that it is seen how many acts a second there are at most.

Each clerk is a thread with a session of his own; after each act he fetches the page that the answer leads to. Afterwards the journal is asked:
every act that was acknowledged stands in it exactly once, nothing else does (but acts that were sent and not answered in time), all chains
verify, and every cached row is what the journal says. Times are of the wall, from the moment at which the button is pressed; clerks, server and
database share the machine's processors, so the seconds of the processors stand beside them.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from bench.ground import answer, say
from bench.measure import Figure
from tests.rigs import postgresql
from tests.rigs.served import serving

CLERKS, WORKERS, TURNS = 200, "2", 3
LIMIT_MS = 300.0
PAUSE_SECONDS = 20.0
"""A clerk who has done one act reads before the next; two hundred come to ten acts a second, a county's year in an hour."""
CROWD_SECONDS = 15.0
"""So long all press at once, each again when he is answered."""
PATIENCE_SECONDS = 45.0
"""Who is not answered by then goes away: on a machine that cannot follow, the run ends all the same and says so."""
ALONE = 1000
"""The id of the organ in which all are when they are in one."""
_SECRET, _FORM = "bench" * 20, "application/x-www-form-urlencoded"
_TOKEN = "a" * 32
_HERE = ZoneInfo("Asia/Shanghai")
_TAGS = re.compile(r"<[^>]*>|\s+")
_MADE = re.compile(r"/desk/requests/([0-9]+)/")


def figures() -> Iterator[Figure]:
    """The slow acts in milliseconds for each spread; what was lost or doubled."""
    with postgresql.private_cluster() as url, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "GONGKAI_DATA": str(folder / "var"), "DATABASE_URL": url, "SECRET_KEY": _SECRET}
        for organs in (60, 1):
            sessions = answer("bench.clerks", environment, "prepare", str(organs))
            (folder / "sessions.json").write_text(sessions, encoding="ascii")
            with serving(folder, DATABASE_URL=url, SECRET_KEY=_SECRET, GONGKAI_WORKERS=WORKERS) as root:
                say(f"{CLERKS} 名经办人开始办理，{organs} 个机关")
                marks = (f"GONGKAI_DATA={folder / 'var'}\0".encode(), f"HOME={_place(url)}\0".encode())
                before = _spent(marks)
                words = ("work", str(organs), root, str(folder / "sessions.json"))
                told = json.loads(answer("bench.clerks", os.environ, *words))
                told["spent"] = _spent(marks) - before
            kept = {"acked": told["acked"], "unanswered": told["unanswered"]}
            (folder / "acked.json").write_text(json.dumps(kept), encoding="ascii")
            checked = json.loads(answer("bench.clerks", environment, "check", str(organs), str(folder / "acked.json")))
            yield from _told(organs, told, checked)


def _place(url: str) -> str:
    """The folder of a private cluster, which is the home of its processes."""
    return dict(parse_qsl(urlsplit(url).query))["host"]


def _spent(marks: Sequence[bytes]) -> float:
    """Seconds of the processors that the processes with one of these in their environment have taken, with those that they outlived."""
    ticks = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if any(mark in (place / "environ").read_bytes() for mark in marks):
                ticks += sum(map(int, (place / "stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def _told(organs: int, told: Mapping[str, Any], checked: Mapping[str, int]) -> Iterator[Figure]:
    where = "六十个机关" if organs > 1 else "同一个机关"
    who = f"{CLERKS} 名经办人同时办理（PostgreSQL，经 HTTP，{where}"
    for name, what, limit in (
        ("acts", f"每秒 {CLERKS / PAUSE_SECONDS:.0f} 项）：一项办理的第95百分位", LIMIT_MS),
        ("pages", "）：办理之后打开页面的第95百分位", None),
        ("burst", "同一时刻一齐提交）：一项办理的第95百分位", None),
        ("crowd", "答复一到就再提交）：一项办理的第95百分位", None),
    ):
        times = sorted(told[name]) or [PATIENCE_SECONDS * 1000]
        p95, half = times[int(len(times) * 0.95)], times[len(times) // 2]
        shown = f"{p95:.0f} ms（中位 {half:.0f} ms，最慢 {times[-1]:.0f} ms）"
        yield Figure(f"{who}{'' if what[0] == '）' else '，'}{what}", shown, f"{len(times)} 次", p95, "ms", limit)
    crowd = len(told["burst"]) + len(told["crowd"])
    rate = crowd / told["crowded"]
    yield Figure(
        f"{who}）：每秒最多办理", f"{rate:.1f} 项", f"{told['crowded']:.0f} s 内 {crowd} 项", rate, "项/s", None
    )
    each = told["spent"] / max(1, len(told["acked"])) * 1000
    yield Figure(f"{who}）：服务器和数据库的处理器时间，每项办理和随后的页面", f"{each:.0f} ms", "", each, "ms", None)
    wrong = checked["lost"] + checked["doubled"] + checked["broken"] + len(told["refused"])
    what = f"同上：丢失、重复、被拒绝的办理和核验不了的链（共确认 {len(told['acked'])} 项，{told['unanswered']} 项没有等到答复）"
    yield Figure(what, f"{wrong}", "", float(wrong), "项", 0.0)


class Clerk:
    """One clerk at a browser of his own."""

    def __init__(self, root: str, organ: int, at: int, session: str) -> None:
        self._host, self._organ, self._at = urlsplit(root).netloc, organ, at
        self._headers = {"Cookie": f"sessionid={session}; csrftoken={_TOKEN}", "Content-Type": _FORM}
        self._request, self._acts = 0, 0

    def press(self, turn: int) -> tuple[tuple[int, int, str] | None, str, str]:
        """Do the act of a turn: what was acknowledged (None where it was not), where the answer leads, what went wrong."""
        day = datetime.now(_HERE).date().isoformat()
        told: dict[str, object] = {"csrfmiddlewaretoken": _TOKEN, "day": day}
        event = "note" if turn else "register"
        if turn:
            path = f"/desk/requests/{self._request}/do/note/"
            told |= {"based_on": self._acts, "go": "do", "note": f"第{turn}次查档"}
        else:
            path = "/desk/requests/new/"
            told |= {
                "token": f"{self._organ:08x}{self._at:024x}",
                "channel": "counter",
                "applicant": "natural",
                "subject": f"第{self._at}人的一件",
                "items": 1,
                "wanted_form": "electronic",
                "wanted_way": "email",
                "applicant_name": f"样本{self._at}",
                "contact": "电话",
                "content": f"第{self._at}号地块的预算",
            }
        status, where, body = self._asked("POST", path, urlencode(told))
        made = _MADE.match(where)
        if status != http.client.FOUND or made is None:
            return None, "", f"{path} {status} {_TAGS.sub(' ', body)[-900:]}"
        self._request, self._acts = int(made[1]), self._acts + 1
        return (self._organ, self._request, event), where, ""

    def look(self, where: str) -> None:
        """Fetch the page to which an act led."""
        try:
            status, _, _ = self._asked("GET", where)
        except OSError:
            status = http.client.GATEWAY_TIMEOUT
        if status not in (http.client.OK, http.client.GATEWAY_TIMEOUT):
            raise RuntimeError(f"{where} {status}")

    def _asked(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(self._host, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, self._headers)
            found = connection.getresponse()
            return found.status, found.getheader("Location", ""), found.read().decode()
        finally:
            connection.close()


def _work(organs: int, root: str, sessions: list[str]) -> None:
    told: dict[str, Any] = {
        "acts": [],
        "pages": [],
        "burst": [],
        "crowd": [],
        "acked": [],
        "refused": [],
        "unanswered": 0,
    }
    begin = time.time() + 2
    crowd = begin + TURNS * PAUSE_SECONDS
    ended = [crowd]

    def press(clerk: Clerk, turn: int, due: float, kind: str) -> bool:
        try:
            acked, where, wrong = clerk.press(turn)
        except OSError:
            told["unanswered"] += 1
            return False
        ended[0] = max(ended[0], time.time())
        told[kind].append((time.time() - due) * 1000)
        if acked is None:
            print(wrong, file=sys.stderr)
            told["refused"].append(wrong)
            return False
        told["acked"].append(acked)
        if kind == "acts":
            begun = time.time()
            clerk.look(where)
            told["pages"].append((time.time() - begun) * 1000)
        return True

    def one(at: int) -> None:
        clerk = Clerk(root, _organ(organs, at), at, sessions[at])
        for turn in range(TURNS):
            due = begin + turn * PAUSE_SECONDS + PAUSE_SECONDS * at / CLERKS
            time.sleep(max(0.0, due - time.time()))
            if not press(clerk, turn, due, "acts"):
                return
        time.sleep(max(0.0, crowd - time.time()))
        turn, due = TURNS, crowd
        while press(clerk, turn, due, "burst" if turn == TURNS else "crowd") and time.time() < crowd + CROWD_SECONDS:
            turn, due = turn + 1, time.time()

    with ThreadPoolExecutor(CLERKS) as pool:
        list(pool.map(one, range(CLERKS)))
    told["crowded"] = max(1.0, ended[0] - crowd)
    print(json.dumps(told))


def _organ(organs: int, at: int) -> int:
    return ALONE if organs == 1 else 1 + at % organs


def _django() -> None:
    import django  # noqa: PLC0415 -- only the processes that need it load it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    os.environ["GONGKAI_LOG_LEVEL"] = "ERROR"
    django.setup()


def _prepare(organs: int) -> None:
    """Organs, clerks with their posts, and a session for each, as after logging in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 -- needs Django set up
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 -- the same
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same
    from gongkai.apps.people.models import Person, Post  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    since, keys = date(2000, 1, 1), []
    for at in sorted({_organ(organs, each) for each in range(CLERKS)}):
        organ = Organ.objects.create(pk=at, code=f"at-once-{at}", kind="office", level="county", since=since)
        OrganName.objects.create(organ=organ, name=f"某县第{at}机关", since=since)
    for at in range(CLERKS):
        person = Person.objects.create(username=f"clerk-{organs}-{at}", name=f"经办{at}")
        Post.objects.create(person=person, organ_id=_organ(organs, at), role="clerk", since=since)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    print(json.dumps(keys))


def _check(organs: int, acked_in: Path) -> None:
    from gongkai.apps.journal.models import Entry  # noqa: PLC0415 -- needs Django set up
    from gongkai.apps.journal.verification import verify  # noqa: PLC0415 -- the same
    from gongkai.apps.requests import actions  # noqa: PLC0415 -- the same

    told = json.loads(acked_in.read_text(encoding="ascii"))
    acked = Counter((organ, pk, event) for organ, pk, event in told["acked"])
    mine = Entry.objects.filter(subject="request", organ_id__in={_organ(organs, at) for at in range(CLERKS)})
    kept = Counter(mine.values_list("organ_id", "subject_id", "event"))
    broken = len(actions.rebuild(check=True).differences) + len(verify().broken)
    doubled = max(0, (kept - acked).total() - told["unanswered"])
    print(json.dumps({"lost": (acked - kept).total(), "doubled": doubled, "broken": broken}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    if sys.argv[1] == "work":
        _work(int(sys.argv[2]), sys.argv[3], json.loads(Path(sys.argv[4]).read_text(encoding="ascii")))
    else:
        _django()
        if sys.argv[1] == "prepare":
            _prepare(int(sys.argv[2]))
        else:
            _check(int(sys.argv[2]), Path(sys.argv[3]))
