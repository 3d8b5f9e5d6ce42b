"""Does a request say that its words are in another coding than that of our pages? Then it is refused before Django reads anything.

Django reads forms, and what stands behind the question mark, by whatever Python calls a codec. Some make halves of characters, which
neither a page nor a database takes; some decode nothing and fail where no page of ours can say so. No browser sends any of them here.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable

from django.utils.http import parse_header_parameters

Headers = list[tuple[str, str]]
Start = Callable[[str, Headers], object]
Environ = dict[str, object]
App = Callable[[Environ, Start], Iterable[bytes]]

_OURS = ("utf-8", "ascii")
_SAID = "请求声明的字符编码不是 UTF-8，没有受理；请用浏览器从页面上的表单提交，或者改用 UTF-8。\n".encode()


def only_ours(app: App) -> App:
    """The application for requests in UTF-8 or without a word of it; 400 for all others."""

    def handle(environ: Environ, start: Start) -> Iterable[bytes]:
        if _is_ours(str(environ.get("CONTENT_TYPE", ""))):
            return app(environ, start)
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(_SAID))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start("400 Bad Request", headers)
        return [_SAID]

    return handle


def _is_ours(content_type: str) -> bool:
    """A name that is no codec at all counts as none told: Django reads such words as UTF-8."""
    try:
        told = parse_header_parameters(content_type)[1].get("charset", "")
        return not told or codecs.lookup(told).name in _OURS
    except LookupError:
        return True
    except ValueError:
        # Django would fail in the same way.
        return False
