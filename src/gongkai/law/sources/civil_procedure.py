"""《中华人民共和国民事诉讼法》 and its interpretation: periods and service, applied by analogy to disclosure letters.

Articles are numbered as since the revision of 2021, which the revision of 2023 left as they were.
"""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

CIVIL_PROCEDURE = Instrument("civil-procedure", "中华人民共和国民事诉讼法", issued=date(2021, 12, 24))
CIVIL_PROCEDURE_INTERPRETATION = Instrument(
    "civil-procedure-interpretation",
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
    in_force=date(2022, 4, 10),
)

A85_2 = Cite(CIVIL_PROCEDURE, "期间开始的当日不计算在期间内。", article=85, paragraph=2)
A85_3 = Cite(CIVIL_PROCEDURE, "期间届满的最后一日是法定休假日的，以休假日后的第一日为届满日。", article=85, paragraph=3)
A85_4 = Cite(CIVIL_PROCEDURE, "期间不包括在途时间，期满前交邮的不算过期。", article=85, paragraph=4)
A87 = Cite(CIVIL_PROCEDURE, "送达须有送达回证，以回证上的签收日期为送达日期。", article=87)
A88 = Cite(CIVIL_PROCEDURE, "直接送交受送达人，同住成年家属、指定收件人、代理人签收有效。", article=88)
A89 = Cite(CIVIL_PROCEDURE, "拒绝接收的可以留置送达，并以拍照、录像等记录过程。", article=89)
A90_2 = Cite(
    CIVIL_PROCEDURE,
    "电子送达以送达信息到达受送达人特定系统的日期为送达日期。",
    article=90,
    paragraph=2,
)
INTERPRETATION_A135_2 = Cite(
    CIVIL_PROCEDURE_INTERPRETATION,
    "到达日期为发送方系统显示发送成功的日期，受送达人证明到达日期不同的以其证明的日期为准。",
    article=135,
    paragraph=2,
)
ELECTRONIC_REPLY = Cite(
    CIVIL_PROCEDURE_INTERPRETATION,
    "以电子方式答复的，类推取本机关系统显示发送成功之日，申请人证明到达日不同的以到达日为准。",
    part="类推适用于电子答复",
    grade=Grade.INFERRED,
)
