"""The files that came with a form which is shown once more: kept, listed with their sizes, taken away by a button, used when it is sent again.

Takes:   the request, what names the form (`door`) and what only it has (`secret`); an officer, or the browser by its cookie.
Gives:   `KeptFiles`, which templates show by `portal/parts/kept_files.html`. Without JavaScript.

A page says how many files it showed: when fewer are left, because their day is over, sending is refused rather than done without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from gongkai.apps.papers import waiting
from gongkai.apps.papers.examining import Examined, Upload
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.faces.look import throttle

TAKE_AWAY, SHOWN = "take_away", "kept_shown"
KEPT_A_MINUTE = 12
"""How often one address may leave files with a form that is refused: each is looked at before it is kept."""
_GONE = f"先前收到的附件已经过了 {waiting.KEPT.days} 天，按说明销毁了；请重新选择附件，再提交。"


class KeptFiles:
    """What is kept for one form. `officer` names whoever sits at the desk; without it the form is a stranger's."""

    hours = int(waiting.KEPT.total_seconds() // 3600)

    def __init__(self, request: HttpRequest, door: str, secret: str, now: datetime, officer: str = "") -> None:
        self._request, self._door, self._now = request, door, now
        self._who = officer or str(request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""))
        self._stranger = not officer
        self._owner = self._of(secret)
        self.not_kept: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[waiting.Line, ...]:
        """What is kept now."""
        return waiting.lines(self._owner, self._now)

    def files(self, group: str = "") -> tuple[Examined, ...]:
        """The files for an act. Refused (`PaperRefusal`): the page showed more than there still are."""
        shown = self._request.POST.get(SHOWN, "")
        if shown.isascii() and shown.isdecimal() and len(shown) < 4 and int(shown) > len(self.lines):
            raise PaperRefusal(_GONE)
        return waiting.taken(self._owner, self._now, group)

    def keep(self, uploads: Sequence[Upload], group: str = "") -> None:
        """Keep what was sent with a form that is shown once more; what is not kept is said in `not_kept`."""
        if not uploads:
            return
        if self._stranger and not throttle.share(self._request, "keep-files", KEPT_A_MINUTE).allowed:
            self.not_kept += ("这个网络地址一分钟内上传得太多，这次选的附件没有留下，请过一分钟重新选择。",)
            return
        self.not_kept += waiting.keep(self._owner, group, uploads, self._now, stranger=self._stranger)

    def take_away(self) -> bool:
        """Take away the file whose button was pressed; whether one was pressed."""
        asked = self._request.POST.get(TAKE_AWAY, "")
        if not asked:
            return False
        if asked.isascii() and asked.isdecimal() and len(asked) < 19:
            waiting.take_away(self._owner, int(asked))
        return True

    def move(self, secret: str) -> None:
        """The form goes on under another secret."""
        to = self._of(secret)
        waiting.move(self._owner, to)
        self._owner = to

    def forget(self) -> None:
        """The act is done: the files stand in the case."""
        waiting.forget(self._owner)

    def _of(self, secret: str) -> str:
        return waiting.owner(self._door, secret, self._who)
