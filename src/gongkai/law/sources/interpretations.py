"""The State Council office's other short answers on requests: channels (2017), registers and records (2016)."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

CHANNELS_2017 = Instrument("channels-2017", "", "国办公开办函〔2017〕19号")
LOOKUPS_2016 = Instrument(
    "lookups-2016", "", "国务院办公厅政府信息公开办公室2016年9月18日答国土资源部的函", issued=date(2016, 9, 18)
)

BASIC_CHANNELS = Cite(CHANNELS_2017, "当面和邮政两种基本渠道不得以任何理由拒收。", part="基本渠道", grade=Grade.EXCERPT)
OPENED_CHANNELS = Cite(
    CHANNELS_2017,
    "鼓励开通传真、在线、邮箱，开通的渠道写入指南并公告，公告后即承担义务，没有说明的尊重申请人选择。",
    part="开通的渠道",
    grade=Grade.EXCERPT,
)
LOOKUPS = Cite(
    LOOKUPS_2016,
    "不动产登记、户籍、工商登记资料查询等业务查询事项，告知依相应法律法规办理。",
    part="业务查询事项",
    grade=Grade.EXCERPT,
)
