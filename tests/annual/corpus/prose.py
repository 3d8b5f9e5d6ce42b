"""The sentences around the tables, with the figures in them, in the many ways in which offices put them.

Every sentence is ours. Each variant names what it states (`Stated`), so that a test can ask whether a careful reader
took exactly that number under that name, and whether a number of another scope was left alone.
"""

from __future__ import annotations

from random import Random

from gongkai.law.returns import SECTIONS
from tests.annual.corpus.truth import PROFILES, Profile, Stated, Truth, draw_tables

SUBTITLES = ("主动公开情况", "依申请公开情况", "政府信息管理情况", "政府信息公开平台建设情况", "监督保障情况")


def draw(index: int, *, profile: Profile | None = None) -> Truth:
    """Truth number `index`: the same for ever."""
    chosen = profile or PROFILES[index % len(PROFILES)]
    rng = Random(f"truth {index} {chosen}")
    truth = draw_tables(chosen, rng)
    write_prose(truth, rng)
    return truth


def write_prose(truth: Truth, rng: Random) -> None:
    """Fill title, preamble, sections and stated numbers from the tables."""
    year = truth.year
    truth.title = f"{truth.organ}{year}年政府信息公开工作年度报告"
    truth.published = f"{year + 1}-01-{rng.randint(10, 28)}"
    truth.preamble = [
        f"{truth.organ}依照《中华人民共和国政府信息公开条例》的规定编写本报告。"
        f"报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
    ]
    five = [_open(truth, rng), _applications(truth, rng), _management(truth, rng), _platform(rng), _oversight(rng)]
    overview = [f"{year}年，{truth.organ}稳步推进政府信息公开，主要做了以下工作。"]
    for numeral, subtitle, paragraph in zip("一二三四五", SUBTITLES, five, strict=True):
        overview += [f"（{numeral}）{subtitle}", paragraph]
    bodies = [overview, [], [], [], _problems(year, rng), _other(truth, rng)]
    truth.sections = list(zip(SECTIONS, bodies, strict=True))


def _open(truth: Truth, rng: Random) -> str:
    count = rng.randint(120, 29_000)
    truth.stated.append(Stated("主动公开信息", count, "条"))
    return rng.choice(
        (
            f"全年通过门户网站主动公开政府信息{count}条，做到重要事项随发生随发布。",
            f"围绕群众办事需要，本年度共主动公开各类政府信息{count}条。",
            f"坚持“谁形成、谁公开”，全年累计发布主动公开政府信息{count}条，其中图文说明占三成。",
        )
    )


def _figure(truth: Truth, line: int, column: int = 6) -> int:
    return truth.table3[line][column] or 0


def _applications(truth: Truth, rng: Random) -> str:
    new, carried, done, out = (_figure(truth, line) for line in (1, 2, 24, 25))
    truth.stated.append(Stated("收到申请", new, "件"))
    if not new:
        return "本年度未收到政府信息公开申请，也没有上年结转的申请。"
    shape = rng.randrange(4)
    if shape == 0:
        truth.stated += [Stated("上年结转", carried, "件"), Stated("办结", done, "件"), Stated("结转下年", out, "件")]
        return f"本年新收政府信息公开申请{new}件，上年结转{carried}件，办结{done}件，结转下年度继续办理{out}件。"
    if shape == 1:
        natural = _figure(truth, 1, 0)
        truth.stated.append(Stated("自然人申请", natural, "件"))
        return (
            f"全年共收到政府信息公开申请{new}件，其中自然人{natural}件、法人或其他组织{new - natural}件，均按期答复。"
        )
    if shape == 2:
        opened, partial = _figure(truth, 3), _figure(truth, 4)
        truth.stated += [Stated("予以公开", opened, "件"), Stated("部分公开", partial, "件")]
        return (
            f"本年收到政府信息公开申请{new}件。办理结果中，予以公开、部分公开分别为{opened}件、{partial}件，"
            "其余依照条例分别作出答复。"
        )
    truth.stated.append(Stated("结转下年", out, "件"))
    return f"共收到{new}件政府信息公开申请，{out}件结转下年度继续办理。"


def _management(truth: Truth, rng: Random) -> str:
    documents = next(row for label, row in truth.table2.items() if label.endswith("规范性文件"))
    made, _, valid = documents.values()
    if truth.form == "2019" or made is None or not rng.randrange(3):
        return "公文拟制时同步确定公开属性，发布前逐件做保密审查。"
    truth.stated += [Stated("规范性文件制发", made, "件"), Stated("规范性文件有效", valid or 0, "件")]
    return f"公文拟制时同步确定公开属性。本年制发行政规范性文件{made}件，年末现行有效行政规范性文件{valid}件。"


def _platform(rng: Random) -> str:
    return rng.choice(
        (
            "门户网站设置政府信息公开专栏，栏目按月检查，发现空白栏目即补。",
            f"办好查阅点{rng.randint(2, 9)}处，备有查询电脑和纸质目录，供群众就近查阅。",
        )
    )


def _oversight(rng: Random) -> str:
    return rng.choice(
        (
            "公开工作列入年度考核，未发生责任追究情形。",
            f"组织业务培训{rng.randint(1, 6)}期，培训{rng.randint(20, 180)}人次。",
        )
    )


def _problems(year: int, rng: Random) -> list[str]:
    return [
        rng.choice(
            ("一是解读形式还不够生动，二是部分栏目更新偏慢。", "存在答复文书说理不充分、目录更新不够及时的问题。")
        ),
        f"{year + 1}年，将加强文书抽查，按季度核对栏目更新。",
    ]


def _other(truth: Truth, rng: Random) -> list[str]:
    if rng.randrange(2):
        truth.stated.append(Stated("信息处理费", 0, "元"))
        return [f"{truth.year}年，{truth.organ}未收取信息处理费。"]
    fee = rng.randint(1, 40) * 10
    truth.stated.append(Stated("信息处理费", fee, "元"))
    return [f"{truth.year}年，{truth.organ}依规收取信息处理费{fee}元。"]
