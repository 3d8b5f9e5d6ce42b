"""Half a million invented requests, as unevenly frequent as such things are; and some of them said otherwise.

A tenth ask for one and the same, as when a whole quarter writes; three twentieths ask for the same paper of another place each; of the others matters, places,
years and forms are each as frequent as such things are. So many fall into the same bands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

_ASKS = ("申请公开{}", "{}", "请公开{}", "您好，{}，谢谢", "依据政府信息公开条例，申请公开{}", "本人需要{}，请提供")
_FORMS = [
    "名单",
    "补助明细",
    "批复文件",
    "施工合同",
    "验收报告",
    "资金拨付情况",
    "招标公告",
    "中标结果",
    "规划图",
    "实施方案",
    "处罚决定书",
    "会议纪要",
    "收费标准",
    "审计报告",
    "征地公告",
    "监测数据",
]
ONE, _OF_ONE = "东街棚户区改造项目房屋征收补偿方案", 0.1
"""What a whole quarter asks for: one matter of many thousands of letters."""
_TOPIC = ["房屋征收补偿方案", "征地补偿安置方案", "房屋征收补偿决定", "征收补偿款发放明细", "征收补偿安置协议"]
_OF_TOPIC = 0.15
"""What is asked everywhere in the same words, of another place each."""
_ENDS = ["镇", "乡", "村", "小区", "路", "街道", "社区", "水库"]
_STORIES = (
    "因家中房屋与邻居发生争议",
    "多次到现场反映都没有得到回复",
    "作为一名普通居民很关心这件事",
    "为了维护自己的合法权益",
)


def texts(count: int, random: Random) -> Iterator[str]:
    """Requests: who asks where for what, of which year, in which form."""
    characters = [bytes((0xB0 + row, 0xA1 + cell)).decode("gb2312") for row in range(39) for cell in range(94)]

    def word(least: int, most: int) -> str:
        length = random.randint(least, most)
        return "".join(characters[int(len(characters) * random.random() ** 2)] for _ in range(length))

    places = [word(2, 3) + random.choice(_ENDS) for _ in range(3000)]
    matters = [word(2, 4) + word(2, 4) + word(0, 2) for _ in range(20_000)]
    by_place = list(accumulate(1 / (rank + 10) for rank in range(len(places))))
    by_matter = list(accumulate(1 / (rank + 20) for rank in range(len(matters))))
    for _ in range(count):
        kind = random.random()
        (place,) = random.choices(places, cum_weights=by_place)
        (matter,) = random.choices(matters, cum_weights=by_matter)
        year = f"{2026 - int(12 * random.random() ** 2)}年" if random.random() < 0.7 else ""
        ask = random.choice(_ASKS)
        if kind < _OF_ONE:
            yield ask.format(ONE)
            continue
        if kind < _OF_ONE + _OF_TOPIC:
            yield ask.format(f"{place}{year}{random.choice(_TOPIC)}")
            continue
        forms = "和".join(random.sample(_FORMS, random.choice((1, 1, 2))))
        detail = f"，{word(4, 12)}" if random.random() < 0.5 else ""
        yield ask.format(f"{place}{year}{matter}{forms}{detail}")


def planted(made: Sequence[str], count: int, random: Random) -> Iterator[tuple[str, int, str]]:
    """Texts said otherwise: how, of which, and the words."""
    for at in range(count):
        which = random.randrange(len(made))
        text = made[which]
        if at % 3 == 0:
            cut = random.randrange(len(text) // 3, len(text) * 2 // 3)
            yield "调换次序", which, f"{text[cut:]}，{text[:cut]}"
        elif at % 3 == 1:
            story = "，".join(random.sample(_STORIES, 2))
            yield "前后加话", which, f"{story}，{text}，望尽快答复"
        else:
            spot = random.randrange(2, len(text) - 3)
            yield "改动几字", which, f"请提供{text[:spot]}有关的{text[spot + 1 :]}材料"
