"""Is a letter that somebody holds genuine? By the code printed on it, and by the file itself where there is one.

Law:     none; letters that go out as files can be altered, and nobody should have to trust a picture of a seal

No person is named: organ, name of the letter, its number and day. The code travels in the body; an address may try so often a minute.
"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.replies import queries
from gongkai.apps.replies.queries import Verified
from gongkai.faces.look import throttle
from gongkai.faces.look.forms import TextField
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.progress.asked import HERE

TRIED_A_MINUTE = 10
"""How often one address may try codes in a minute."""
_NAME = "文书核验"
_REFUSED, _TOO_MANY = 422, 429
_MB = 1024 * 1024


class VerifyForm(forms.Form):
    """The code, and the file if there is one."""

    code = TextField(
        label="核验码",
        max_length=40,
        help_text="印在文书每一页下面的十二个字母和数字，大小写、横线都不要紧。",
        error_messages={"required": "请填核验码。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label="电子文件",
        required=False,
        allow_empty_file=True,
        help_text="有电子文件的，一起核对内容有没有被改过。文件只用来比对，不保存。纸质的不用传。",
    )

    def clean_file(self) -> bytes | None:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return None
        if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(f"文件不超过 {settings.UPLOAD_LIMIT_BYTES // _MB} MB，请核对是不是这一份。")
        return bytes(file.read())


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_verify`.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """The form; or genuine, altered, no longer in force, unknown. A code that there is not is no page that is missing: 200."""
    request.upload_handlers = [InMemory(request)]
    return _verify(request)


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, VerifyForm())
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=_REFUSED)
    if not throttle.share(request, "verify", TRIED_A_MINUTE).allowed:
        form.add_error(None, "这个网络地址一分钟内核验得太多，请过一分钟再试。")
        return _show(request, form, status=_TOO_MANY)
    told = form.cleaned_data
    found = queries.verify(told["code"], told["file"], timezone.localdate())
    return _show(request, form, found, asked=True)


def _show(
    request: HttpRequest, form: VerifyForm, found: Verified | None = None, *, asked: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "asked": asked,
        "tags": ColumnTags(_NAME, "核验告知书、答复书的真伪。", "文书核验,核验码,真伪", "依申请公开"),
        "crumbs": [("首页", "/"), (HERE, "/progress/")],
        "here": _NAME,
    }
    return render(request, "portal/progress/verify.html", context, status=status)
