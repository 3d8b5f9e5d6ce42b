import time, random, pytest
from datetime import timedelta
from gongkai.apps.search.queries import Query, search
from tests.apps.search.conftest import TODAY, Tell
from gongkai.apps.search.findable import Findable, Kind
from gongkai.apps.search import actions

pytestmark = pytest.mark.django_db


def test_it(organ, capsys):
    r = random.Random(1)
    rows = []
    n = 3000
    fill = "".join(chr(0x4E00 + r.randrange(3000)) for _ in range(1500))
    for i in range(n):
        a = r.randrange(700)
        text = fill[a : a + 700] + ("甲乙，乙丙" if i % 4 == 0 else "") + fill[a + 100 : a + 300]
        rows.append(
            Findable(
                Kind.INFORMATION, f"item:office/{i}", organ.pk, str(i), f"标题{i}", TODAY - timedelta(i % 900), text
            )
        )
    t = time.perf_counter()
    actions.put(rows)
    t1 = time.perf_counter() - t
    out = []
    for q in [
        "甲乙丙",
        "甲乙",
        "甲乙丙 乙丙甲",
        "-甲乙丙 标题",
        " ".join("甲乙丙" for _ in range(25)),
        " ".join(f"甲乙{'甲乙' * k}" for k in range(1, 8)),
        "\u0301" * 99 + "甲",
        "a" * 100,
        "标" * 100,
        " ".join("标题" + str(i) for i in range(18)),
        "标 题 " * 25,
        "-" * 100,
        '"' * 99,
    ]:
        t = time.perf_counter()
        res = search(Query(text=q), TODAY)
        out.append((q[:20], res.count, res.corrected[:20], round((time.perf_counter() - t) * 1000, 1)))
    with capsys.disabled():
        print(t1, *out, sep="\n")
