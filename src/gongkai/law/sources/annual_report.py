"""The national forms of the annual report, and what binds their figures."""

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

FORM_2021 = Instrument(
    "form-2021",
    "中华人民共和国政府信息公开工作年度报告格式",
    "国办公开办函〔2021〕30号",
    issued=date(2021, 9, 26),
    in_force=date(2021, 9, 26),
)
FORM_2019 = Instrument(
    "form-2019",
    "关于政府信息公开工作年度报告有关事项的通知",
    "国办公开办函〔2019〕60号",
    until=date(2021, 9, 25),
)
CO_DEFENDANT = Instrument(
    "co-defendant-2016",
    "",
    "国办公开办函〔2016〕201号",
    issued=date(2016, 9, 1),
    in_force=date(2016, 9, 1),
)

SIX_SECTIONS = Cite(FORM_2021, "年报分六个部分，标题和次序固定。", part="六个部分", grade=Grade.CORROBORATED)
TABLE_2 = Cite(
    FORM_2021, "第二部分用表格列明第二十条第（一）、（五）、（六）、（八）项的数量。", part="表二", grade=Grade.EXCERPT
)
TABLE_3 = Cite(
    FORM_2021, "第三部分用表格列明申请的新收、结转和办理结果，按申请人类别分列。", part="表三", grade=Grade.CORROBORATED
)
TABLE_4 = Cite(
    FORM_2021, "第四部分用表格列明复议和诉讼的结果，每组四种结果和总计。", part="表四", grade=Grade.CORROBORATED
)
INFLOW = Cite(
    FORM_2021, "表三每列第一项加第二项之和等于第三项加第四项之和。", part="表三勾稽关系", grade=Grade.CORROBORATED
)
PROCESSED_TOTAL = Cite(
    FORM_2021, "表三每列（七）总计等于（一）至（六）各行之和。", part="表三（七）总计", grade=Grade.INFERRED
)
ROW_TOTAL = Cite(FORM_2021, "表三每行总计等于自然人与五类法人或其他组织之和。", part="表三总计列", grade=Grade.INFERRED)
CARRIED_OVER = Cite(
    FORM_2021,
    "本年上年结转数应等于上年年报的结转下年度数；机构改革或口径更正的，应当说明。",
    part="表三上年结转",
    grade=Grade.INFERRED,
)
CASE_TOTAL = Cite(FORM_2021, "表四每组总计等于四种结果之和。", part="表四总计", grade=Grade.INFERRED)
PROSE_AGREES = Cite(FORM_2021, "正文中的数字应与表格一致。", part="正文与表格", grade=Grade.CORROBORATED)
ROLLUP_SUM = Cite(FORM_2021, "上级汇总表逐格等于下级各表之和。", part="汇总", grade=Grade.INFERRED)
DOCUMENT_STOCK = Cite(
    FORM_2021,
    "现行有效件数通常等于上年现行有效件数加本年制发件数减本年废止件数；清理、修订口径不一，只作提示。",
    part="表二现行有效件数",
    grade=Grade.INFERRED,
)
PROCESSED_FEES = Cite(
    FORM_2021, "第六部分报告信息处理费收取情况，未收取也应写明。", part="第六部分", grade=Grade.CORROBORATED
)
PERIOD = Cite(FORM_2021, "统计期为当年1月1日至12月31日。", part="统计期", grade=Grade.CORROBORATED)
BLANK_IS_ZERO = Cite(FORM_2021, "没有数的格填0，不留空。", part="填报", grade=Grade.CORROBORATED)
FORM_2019_TABLES = Cite(
    FORM_2019, "2019年试行格式用于2019、2020年度；此后年度用2021年格式。", part="适用年度", grade=Grade.CORROBORATED
)
CO_DEFENDANT_COUNT = Cite(
    CO_DEFENDANT, "复议机关作共同被告的诉讼只计入原行为主体，不计入复议机关。", part="全文", grade=Grade.EXCERPT
)
