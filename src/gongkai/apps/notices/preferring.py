"""An officer says how to be told: channels, addresses, the digest, quiet hours. Each for himself; nobody for another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.apps.journal import vault
from gongkai.apps.notices.models import Preference
from gongkai.apps.people.actor import Actor
from gongkai.law.casework import Refusal

_PHONE = re.compile(r"\+?[0-9]{5,20}")
_ACCOUNT = re.compile(r"[A-Za-z0-9_@.-]{1,64}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    mail: bool
    sms: bool
    wecom: bool
    digest: bool
    quiet_from: int
    quiet_until: int
    phone: str = ""
    account: str = ""


def prefer(actor: Actor, wanted: Wanted) -> Preference:
    """Keep what an officer wants. Refused (`Refusal`): a channel without its address, hours that are none, the program itself."""
    if not actor.person.isdecimal():
        raise Refusal("提醒方式由工作人员本人设置。")
    phone = re.sub(r"[\s-]", "", wanted.phone)
    account = wanted.account.strip()
    if phone and not _PHONE.fullmatch(phone):
        raise Refusal("手机号码应为数字，可以带国际区号，请改正。")
    if account and not _ACCOUNT.fullmatch(account):
        raise Refusal("企业微信账号应为字母、数字、点、短横、下划线，请改正。")
    if wanted.sms and not phone:
        raise Refusal("选了短信，请填手机号码。")
    if wanted.wecom and not account:
        raise Refusal("选了企业微信，请填企业微信账号。")
    if not (0 <= wanted.quiet_from <= 23 and 0 <= wanted.quiet_until <= 23):
        raise Refusal("免打扰的钟点应为 0 到 23。")
    row, _ = Preference.objects.update_or_create(
        person_id=int(actor.person),
        defaults={
            "mail": wanted.mail,
            "sms": wanted.sms,
            "wecom": wanted.wecom,
            "digest": wanted.digest,
            "quiet_from": wanted.quiet_from,
            "quiet_until": wanted.quiet_until,
            "phone": vault.guarded(phone) if phone else "",
            "account": vault.guarded(account) if account else "",
        },
    )
    return row
