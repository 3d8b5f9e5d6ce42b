"""What does every application say, whatever it asks for? «请依法公开以下政府信息», «根据《…条例》第二十七条», «以纸质形式邮寄».

Takes:   a text as somebody typed or pasted it. Gives: the text without these turns; nothing where it had nothing else.

Only whole turns go, never single words: who asks how many applications there were last year asks for «信息公开» itself.
"""

from __future__ import annotations

import re

_LAW = r"《?(?:中华人民共和国)?政府信息公开条例》?"
_TURNS = re.compile(
    "|".join(
        (
            rf"(?:根据|依据|按照|依照)?{_LAW}(?:的?(?:相关|有关)?规定|第[〇零一二三四五六七八九十百\d]+条(?:第?[^，。,.；;\n]{{0,12}}(?:款|项))?(?:的?(?:相关|有关)?规定|之规定)?)?",
            r"(?:本人|我|申请人|我单位|本公司)?(?:因[^，。,.；;\n]{0,12}需要)?[，,]?(?:特|现|依法|特此)*(?:向(?:贵|你|你们)(?:单位|机关|局|县|镇|乡|办|府|政府)?)?(?:提出)?申请(?:依法)?(?:公开|获取|查阅|提供)(?:以下|下列)?",
            r"(?:请|恳请|望|请求)(?:贵|你|你们)?(?:单位|机关|局|县|镇|乡|办|府|政府)?(?:依法|予以|给予|如实)*(?:公开|提供|告知|答复)(?:以下|下列)?(?:政府)?(?:信息|内容)?",
            r"(?:以|用)?(?:纸质|电子|书面)(?:版|件|形式|方式|复印件|文档)*(?:加盖公章)?(?:的(?:形式|方式))?(?:邮寄|发送|寄|发|提供|答复|回复)?(?:给我|至我|到我)?",
            r"加盖(?:单位)?公章|书面(?:答复|回复)|的?(?:相关|有关)(?:政府)?(?:信息|文件|材料|资料|内容|情况)|(?:您|你)好|贵(?:单位|机关|局)|申请(?:人|内容|事项|信息)[:：]|我(?:要|想)(?:申请|了解|知道)?",
        )
    )
)


def without(text: str) -> str:
    """The text without the turns of every application."""
    return _TURNS.sub(" ", text)
