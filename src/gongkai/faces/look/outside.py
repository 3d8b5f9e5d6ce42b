"""Which links of a text lead out of this site? They are marked, for the eye and for who listens.

Law:     国办发〔2017〕47号 (links that lead outside are told as such)
Takes:   a text as `texts.clean` writes it, in which every link has one form; the domain of this site from the settings.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings

WORDS = "（外部网站）"
_LINK = re.compile(r'<a href="(https?://[^"]*)" rel="([^"]*)">(.*?)</a>', re.DOTALL)


def told(body: str) -> str:
    """The text with its links to other sites marked; those to this site stay as they are."""
    return _LINK.sub(lambda link: link[0] if _own(link[1]) else _marked(link), body)


def _own(address: str) -> bool:
    own: str = settings.SITE["domain"]
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return bool(own) and host.casefold() == own.casefold()


def _marked(link: re.Match[str]) -> str:
    return (
        f'<a class="outside" href="{link[1]}" rel="external {link[2]}">{link[3]}<span class="unseen">{WORDS}</span></a>'
    )
