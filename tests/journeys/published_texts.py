"""The texts of the journey of publication: a policy as Word puts it into the clipboard, with what must not get through."""

from __future__ import annotations

TITLE, NUMBER = "昌图县农村供水补助办法", "昌政办发〔2026〕7号"
NEW_TITLE, NEW_NUMBER = "昌图县城乡供水补助办法", "昌政办发〔2026〕12号"
TYPO, MENDED = "布署", "部署"
QUOTED = "2026年2月30日"
"""A day that there is not, which the text quotes: doubted, and right."""
IDENTITY, OFFICE_MOBILE = "110101199003074610", "13000000000"
MARK = "机密★1年"
DEAR, DEARER = "每户三百元", "每户五百元"
TEXT = f"<p>各乡镇人民政府：</p><p>现就农村供水补助工作部署如下。</p><p>一、补助标准。{DEAR}。</p><p>特此通知。</p>"

WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {{margin:0cm; font-size:16.0pt;}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;color:red'>各乡镇人民政府：<o:p></o:p></span></p>
<p class=MsoNormal><span>现就农村供水补助工作{TYPO}如下。</span></p>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>一、补助标准。</b><span>{DEAR}，按下表安排。</span></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr>
<td width=200 colspan=2 style='width:150pt'><p class=MsoNormal align=center style='text-align:center'>资金安排</p></td></tr>
<tr><td><p class=MsoNormal>东片</p></td><td><p class=MsoNormal>一百二十万元</p></td></tr></table>
<p class=MsoNormal>二、来信所写“{QUOTED}”一事另行答复。</p>
<p class=MsoNormal>三、首户登记人身份证号{IDENTITY}；来访前请拨打咨询电话{OFFICE_MOBILE}。</p>
<p class=MsoNormal><![if !vml]><img width=40 height=30 src="file:///C:/Temp/clip_image001.png" v:shapes="图片_x0020_1"><![endif]></p>
<p class=MsoNormal><del cite="mailto:a" datetime="2026-11-01">删去的字</del>特此通知。</p>
<!--EndFragment--></body></html>"""
