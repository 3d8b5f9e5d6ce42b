"""Liaoning's rules on normative documents and on explaining policy."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

FILING = Instrument(
    "liaoning-filing", "辽宁省规章规范性文件备案办法", "辽宁省人民政府令第149号", in_force=date(2016, 4, 17)
)
CLEAN_UP = Instrument("liaoning-clean-up", "", "辽宁省人民政府令第237号", in_force=date(2009, 10, 15))
EXPLAINING = Instrument(
    "liaoning-explaining",
    "政策文件解读工作规范（试行）",
    "辽政办〔2022〕43号",
    issued=date(2022, 9, 1),
    in_force=date(2022, 9, 1),
)
PROVINCIAL_OGI = Instrument("liaoning-ogi", "辽宁省政府信息公开规定", "辽宁省人民政府令第190号")

_READ = Grade.EXCERPT

FILING_A2 = Cite(
    FILING,
    "规范性文件有普遍约束力或涉及公民法人权利义务，内部工作制度、技术规程、具体事项的布告通告决定不算。",
    article=2,
    grade=_READ,
)
FILING_A3 = Cite(
    FILING,
    "自公布之日起15日内报送备案，县政府报上级政府，部门报本级政府，联合制定的由主办部门报。",
    article=3,
    grade=_READ,
)
CLEAN_UP_A2 = Cite(
    CLEAN_UP,
    "县政府（含政府办公室）制定的为政府规范性文件，县政府部门、授权组织制定的为部门规范性文件。",
    article=2,
    grade=_READ,
)
CLEAN_UP_EVERY_2_YEARS = Cite(CLEAN_UP, "规范性文件实施后每2年清理一次。", part="定期清理", grade=_READ)
CLEAN_UP_A16 = Cite(CLEAN_UP, "适用期已满、调整对象已消失等情形，宣布失效。", article=16, grade=_READ)
CLEAN_UP_A17 = Cite(CLEAN_UP, "清理结论为继续有效、修改、废止、宣布失效四种。", article=17, grade=_READ)
CLEAN_UP_A20 = Cite(
    CLEAN_UP,
    "清理后公布废止和失效文件的名称、时间、文号、理由，修改的同时公布决定和修改后文本。",
    article=20,
    grade=_READ,
)
VALIDITY_TERM = Cite(CLEAN_UP, "规范性文件的有效期年限和统一编号格式未见明文。", part="有效期", grade=Grade.UNVERIFIED)
EXPLAINING_SCOPE = Cite(
    EXPLAINING,
    "规章、以政府或办公室名义的行政规范性文件、部门同类文件应当解读，由起草部门负责，联合制发由牵头部门负责。",
    part="一、二",
    grade=_READ,
)
EXPLAINING_TOGETHER = Cite(EXPLAINING, "文件与解读方案、解读材料同步组织、同步审签、同步部署。", part="三", grade=_READ)
PROVINCIAL_OGI_STATUS = Cite(
    PROVINCIAL_OGI, "该规定是否已废止未核实，一律按条例办理。", part="效力", grade=Grade.UNVERIFIED
)
