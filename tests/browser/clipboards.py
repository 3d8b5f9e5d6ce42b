"""What Word, WPS and web pages put into the clipboard, as a browser hands it to a page."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

_PASTE = """([html, rtf]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  if (rtf) { data.setData("text/rtf", rtf); }
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector("#body-editor").dispatchEvent(event);
}"""
_DROP = """([selector, name, bytes, type]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const at = document.querySelector(selector);
  const box = at.getBoundingClientRect();
  const told = { dataTransfer: data, bubbles: true, cancelable: true, clientX: box.x + 20, clientY: box.y + 20 };
  at.dispatchEvent(new DragEvent("dragover", told));
  at.dispatchEvent(new DragEvent("drop", told));
}"""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-size:10.5pt;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<h1 style='text-align:center'><span style='font-family:方正小标宋简体'>关于修缮管网的通知</span></h1>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;color:red'>　　各乡镇人民政府要抓好
落实，<b style='mso-bidi-font-weight:normal'>按期完成</b>。</span><o:p></o:p></p>
<h2><span>一、总体要求</span></h2>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span>先查后修</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span>边修边验</span></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr>
<td width=200 colspan=2 style='width:150pt'><p class=MsoNormal align=center style='text-align:center'>资金安排</p></td></tr>
<tr><td><p class=MsoNormal>城区</p></td><td><p class=MsoNormal>120万元</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/Temp/clip_image001.png"/></v:shape><![endif]--><![if
!vml]><img width=40 height=30 src="file:///C:/Temp/clip_image001.png" v:shapes="图片_x0020_1"><![endif]></p>
<p class=MsoNormal><del cite="mailto:a" datetime="2026-11-01">删去的字</del>最后一段。</p>
<!--EndFragment--></body></html>"""

HOSTILE = """<p onmouseover="window.hurt = 1">好字<script>window.hurt = 1</script></p>
<img src="https://example.org/spy.png" onerror="window.hurt = 1"><img src=x onerror="window.hurt = 1">
<svg onload="window.hurt = 1"></svg><iframe srcdoc="<script>parent.hurt = 1</script>"></iframe>
<a href="javascript:window.hurt = 1">点我</a><style>body { display: none }</style><form action="https://example.org"><input></form>
<p style="position:fixed; background: url(https://example.org/a)">末</p>"""


def picture(colour: str = "navy") -> bytes:
    """A small picture."""
    body = BytesIO()
    Image.new("RGB", (40, 30), colour).save(body, "png")
    return body.getvalue()


def rtf(*pictures: bytes) -> str:
    """The second half of Word's clipboard, which holds the pictures."""
    groups = "".join(
        "{\\*\\shppict{\\pict{\\*\\picprop\\shplid1025{\\sp{\\sn shapeType}{\\sv 75}}}\\picscalex100\\picw1058\\pich794\\pngblip\\bliptag-1"
        f"{{\\*\\blipuid 0badcafe}}\n{each.hex()}}}}}{{\\nonshppict{{\\pict\\wmetafile8 010009000003}}}}"
        for each in pictures
    )
    return "{\\rtf1\\ansi\\deff0 {\\fonttbl{\\f0 Times;}}\\pard text " + groups + "\\par}"


def paste(page: Page, html: str, rich: str = "") -> None:
    """Into the editor, where the cursor is."""
    page.locator("#body-editor").focus()
    page.evaluate(_PASTE, [html, rich])


def drop(page: Page, selector: str, name: str, data: bytes, kind: str) -> None:
    """A file that is let go of over an element."""
    page.evaluate(_DROP, [selector, name, list(data), kind])
