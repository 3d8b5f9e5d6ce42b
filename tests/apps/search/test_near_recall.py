"""Whoever is about to apply is shown what is public: a labelled set of texts as people write them, over a corpus like a county's."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from gongkai.apps.search import actions, queries
from gongkai.apps.search.findable import Findable, Kind
from gongkai.apps.search.formulas import without
from gongkai.apps.search.models import Synonym
from tests.apps.office import office

pytestmark = pytest.mark.django_db
_LABELLED = Path(__file__).with_name("near_labelled.txt")
_DAY = date(2026, 1, 5)
_PLACES = ("南示例镇", "北示例镇", "西示例镇", "东示例乡", "柳林示例乡", "岗上示例镇", "河湾示例乡", "新村示例镇")
_SUBJECTS = (
    "高龄津贴发放公示", "城市低保发放公示", "残疾人两项补贴发放公示", "征地补偿安置方案公告", "饮用水水质监测信息",
    "高标准农田项目环境影响评价批复", "高标准农田项目招标公告", "小型水库除险加固项目立项批复", "一般公共预算收支情况",
    "卫生院义诊安排", "停电检修的公告", "用地征收土地预公告", "开展耕地保护专项检查", "推进优化营商环境", "召开防汛抗旱工作部署会",
    "便民服务中心服务事项调整", "秸秆综合利用专题调研", "污水管网项目竣工验收备案", "突发地质灾害应急预案", "农村公路养护督导检查",
)  # fmt: skip
_SINGLE = {
    "昌图县人民政府办公室关于印发昌图县秸秆综合利用补助办法的通知": "秸秆打捆离田、还田的补助标准、对象和程序，按亩补助，公示后发放到户。",
    "昌图县人民政府办公室关于印发昌图县农村供水设施管护办法的通知": "农村自来水设施由乡镇人民政府组织管护，水费由用水户按表缴纳。",
    "昌图县人民政府办公室关于印发昌图县城区停车泊位管理办法的通知": "道路停车泊位的划定、收费标准、收费单位和监督。",
    "昌图县人民政府办公室关于印发昌图县村级公益事业一事一议奖补办法的通知": "村民一事一议筹资筹劳，财政给予奖补，资金公示。",
    "昌图县人民政府办公室关于印发昌图县便民市场管理办法的通知": "早市、夜市的开办、摊位分配和收费。",
    "昌图县人民政府办公室关于加强临时摊区管理的通知": "在划定区域内摆摊设点，按时收摊。",
    "昌图县人民政府办公室关于印发昌图县小型水库安全管理办法的通知": "巡查责任人按时巡查并记录，汛期加密。",
    "昌图县自然资源局关于印发设施农业用地备案管理办法的通知": "设施农业用地备案的条件、程序和监管。",
    "昌图县自然资源局关于印发临时用地复垦监督管理办法的通知": "临时用地期满一年内完成土地复垦，验收合格后返还费用。",
    "外来务工人员子女入学": "外来务工人员的孩子在县城上学，凭居住证到教育局办理。",
    "城区供热补贴怎样申请": "困难家庭冬季取暖的供热补贴，到街道便民服务中心申请。",
    "农村客运班次时刻表": "各条线路的班车发车时间。",
    "县政务服务中心办公时间": "周一至周五上午、下午；周六设值班窗口。",
    "昌图县自然资源局2025年政府信息公开工作年度报告": "收到和处理政府信息公开申请情况。",
    "昌图县教育局2025年政府信息公开工作年度报告": "收到和处理政府信息公开申请情况。",
    "县应急管理局2025年部门决算": "收入支出决算总表，三公经费支出。",
    "县财政局2025年部门决算": "收入支出决算总表，三公经费支出。",
}


def _corpus(organ_id: int) -> None:
    titles = [
        (f"{place}{subject}", f"现将{place}{subject}予以公布。") for place, subject in product(_PLACES, _SUBJECTS)
    ]
    actions.put(
        Findable(Kind.INFORMATION, f"item:changtu/{at}", organ_id, f"{at}", title, _DAY + timedelta(at), text)
        for at, (title, text) in enumerate([*titles, *_SINGLE.items()])
    )


def test_nine_of_ten_find_what_is_public_among_the_first_three(capsys: pytest.CaptureFixture[str]) -> None:
    where = office()
    _corpus(where.organ.pk)
    Synonym.objects.create(organ=where.organ, words="供热 暖气 热力", since=_DAY)
    lines = [line.split("|") for line in _LABELLED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    missed = [
        question for question, title in lines if not any(title in each.title for each in queries.near(question, 3))
    ]
    recall = 1 - len(missed) / len(lines)
    with capsys.disabled():
        print(f"\nnear: {len(lines)} texts, recall@3 {recall:.2f}")
    assert len(lines) >= 20
    assert recall >= 0.9, missed


@pytest.mark.parametrize("text", ["飞碟目击者口供", "请依法公开以下政府信息，以纸质形式邮寄给我，书面答复。", ""])
def test_who_asks_for_what_is_not_there_is_shown_nothing(text: str) -> None:
    _corpus(office().organ.pk)
    assert queries.near(text) == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("请公开供热补贴的发放标准", "供热补贴的发放标准"),
        ("根据《政府信息公开条例》第二十九条，特向贵局申请公开征地批复。", "征地批复"),
        ("2025年收到多少件政府信息公开申请", "2025年收到多少件政府信息公开申请"),
        ("请依法公开以下政府信息，书面答复。", ""),
    ],
)
def test_turns_of_every_application_go_and_words_stay(text: str, rest: str) -> None:
    assert without(text).strip(" ，。") == rest
