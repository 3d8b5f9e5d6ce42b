"""How is one message handed to the mail server, or to a gateway that is spoken to by HTTP?

Takes:   an `Envelope` and the settings. Raises: `NotSent`, surely not gone, try again; `Doubtful`, nobody knows; `Refused`, never will.

No sentence of theirs holds an address or what the other side answered in words: either may name a person.
"""

from __future__ import annotations

import http.client
import json
import smtplib
import ssl
from dataclasses import dataclass
from string import Template
from urllib.parse import quote_plus, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import BadHeaderError

from gongkai.config.channels import Http

_MOST_BYTES = 65536


class NotSent(Exception):
    """It did not go out, and may be tried again."""


class Doubtful(Exception):
    """The line broke after it was handed over: it may have gone out, and must not be sent again unasked."""


class Refused(Exception):
    """The other side does not take it, and will not."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message. `key` is the same however often it is tried."""

    key: str
    to: str
    title: str
    text: str


def by_mail(envelope: Envelope) -> None:
    """Through Django's mail backend."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"连不上邮件服务器（{type(error).__name__}）。") from error
    try:
        message = EmailMessage(
            envelope.title,
            envelope.text,
            settings.MAIL_FROM,
            [envelope.to],
            headers={"X-Gongkai-Key": envelope.key, "Auto-Submitted": "auto-generated"},
            connection=connection,
        )
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, BadHeaderError, ValueError) as error:
        raise Refused(f"邮件服务器不收这个地址（{type(error).__name__}）。") from error
    except smtplib.SMTPResponseException as error:
        if error.smtp_code >= 500:
            raise Refused(f"邮件服务器拒绝了（{error.smtp_code}）。") from error
        raise NotSent(f"邮件服务器暂时不收（{error.smtp_code}）。") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Doubtful(f"交给邮件服务器时断了（{type(error).__name__}），不知是否已发出。") from error
    finally:
        connection.close()


def by_http(channel: Http, envelope: Envelope) -> None:
    """One request by the channel's template; done when the answer is 2xx and holds the word that the gateway says when it took it."""
    parts = urlsplit(channel.url)
    body = _filled(channel, envelope).encode()
    connection = _connection(channel)
    try:
        connection.connect()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise NotSent(f"连不上发送网关（{type(error).__name__}）。") from error
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = {"Content-Type": channel.content_type, "Idempotency-Key": quote_plus(envelope.key), **channel.headers}
    try:
        connection.request(channel.method, path, body, headers)
        answer = connection.getresponse()
        told = answer.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        raise Doubtful(f"发送网关没有答复（{type(error).__name__}），不知是否已发出。") from error
    finally:
        connection.close()
    if answer.status in (408, 425, 429) or answer.status >= 500:
        raise NotSent(f"发送网关答复 {answer.status}。")
    if answer.status >= 300:
        raise Refused(f"发送网关答复 {answer.status}，没有收下；请核对通道的设置。")
    if channel.success and channel.success not in told:
        raise Refused("发送网关答复了，但没有表示成功的字样；请核对通道的设置和网关的记录。")


def _connection(channel: Http) -> http.client.HTTPConnection:
    parts = urlsplit(channel.url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(
            host, parts.port, timeout=channel.seconds, context=ssl.create_default_context()
        )
    return http.client.HTTPConnection(host, parts.port, timeout=channel.seconds)


def _filled(channel: Http, envelope: Envelope) -> str:
    """The body by its template: each value written so that it cannot end the text that it stands in."""
    values = {"to": envelope.to, "title": envelope.title, "text": envelope.text, "key": envelope.key}
    as_json = "json" in channel.content_type
    written = {
        name: json.dumps(value, ensure_ascii=False)[1:-1] if as_json else quote_plus(value)
        for name, value in values.items()
    }
    return Template(channel.body).safe_substitute(written)
