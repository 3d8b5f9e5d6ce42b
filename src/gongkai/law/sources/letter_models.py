"""Model letters of Jiangsu and Suqian: which letters a procedure needs and what they are called.

No national set of letters was found; these are local, and serve as names only.
"""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

JIANGSU = Instrument(
    "letters-jiangsu", "政府信息公开申请办理答复规范", "苏政办函〔2019〕98号", issued=date(2019, 12, 27)
)
SUQIAN = Instrument("letters-suqian", "", "宿政办函〔2021〕21号")

CORRECTION = Cite(
    JIANGSU,
    "补正告知写明补正事项、合理期限和拒绝补正的后果，7个工作日内一次性作出。",
    part="补正告知",
    grade=Grade.EXCERPT,
)
REPLY = Cite(
    JIANGSU,
    "答复书写明标题、文号、申请人、收到日期与申请内容、事实与检索情况、法律依据、结论、救济途径、署名、印章、日期。",
    part="答复书要素",
    grade=Grade.CORROBORATED,
)
PROCEDURE_LETTERS = Cite(
    SUQIAN,
    "配套文书的前十二种用于办理过程，为登记、回执、补正、延期、征求意见、协办、收费等。",
    part="程序文书",
    grade=Grade.EXCERPT,
)
