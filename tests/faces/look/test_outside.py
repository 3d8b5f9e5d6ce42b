"""Links of a text that lead out of the site are marked for the eye and for who listens; others stay."""

from __future__ import annotations

from typing import Any

from gongkai.faces.look.outside import WORDS, told
from gongkai.texts.clean import clean


def test_links_to_other_sites_are_told(settings: Any) -> None:
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn"}
    text = clean(
        '<p><a href="https://other.example.cn/a?b=1&amp;c=2">别处 <strong>粗</strong></a>，'
        '<a href="https://www.example.gov.cn/xxgk/">本站</a>，<a href="mailto:a@example.cn">信</a></p>'
    )
    shown = told(text)
    assert shown.count(WORDS) == 1
    assert (
        f'<a class="outside" href="https://other.example.cn/a?b=1&amp;c=2" rel="external noopener noreferrer">别处 <strong>粗</strong><span class="unseen">{WORDS}</span></a>'
        in shown
    )
    assert told(text.replace("other.example.cn", "www.example.gov.cn")) == text.replace(
        "other.example.cn", "www.example.gov.cn"
    )


def test_without_a_domain_every_whole_address_leads_outside(settings: Any) -> None:
    settings.SITE = {**settings.SITE, "domain": ""}
    assert WORDS in told(clean('<p><a href="http://www.example.gov.cn/">某站</a></p>'))
    assert told("<p>没有链接</p>") == "<p>没有链接</p>"
