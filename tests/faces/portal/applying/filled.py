"""A form filled in, and what a page of it carries on."""

from __future__ import annotations

from typing import Any

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

CARD = "210224199001011230"
NAME, PHONE = "欧阳锦绣", "13912345678"
WHAT: dict[str, Any] = {
    "subject": "2024年城区供热补贴发放标准",
    "content": "城区供热补贴的发放标准、发放名单和依据的文件。",
    "document_number": "昌政办发〔2024〕12号",
    "years": "2024年",
}
WHO: dict[str, Any] = {
    "applicant": "natural",
    "applicant_name": NAME,
    "identity_kind": "card",
    "identity_number": CARD,
    "phone": PHONE,
    "wanted_form": "electronic",
    "wanted_way": "online",
}
ORGANISATION = {
    "applicant": "legal",
    "applicant_name": "辽北律师事务所",
    "identity_kind": "credit",
    "identity_number": "31210000MD0123456X",
    "representative": "司马相如",
}
AGENT = {"on_behalf": "on", "agent_name": "诸葛代", "agent_kind": "passport", "agent_number": "E12345678"}


def carried(content: bytes) -> dict[str, str]:
    """Every field of the form of a page with what stands in it, as a browser would send it."""
    page = LexborHTMLParser(content)
    found: dict[str, str] = {}
    for node in page.css("form[data-apply] input, form[data-apply] textarea, form[data-apply] select"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or kind in ("file", "submit"):
            continue
        if kind in ("radio", "checkbox") and "checked" not in node.attributes:
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]")
            found[name] = str(chosen.attributes.get("value") or "") if chosen else ""
        elif node.tag == "textarea":
            found[name] = node.text().removeprefix("\n")
        else:
            found[name] = str(node.attributes.get("value") or ("on" if kind == "checkbox" else ""))
    return found


def step(client: Client, before: bytes, go: str, path: str = "/apply/changtu/", **typed: Any) -> Any:
    """Press a button of a page, with what it carries and what is typed into it."""
    return client.post(path, {**carried(before), **typed, "go": go})


def checked(client: Client, path: str = "/apply/changtu/", **changed: Any) -> Any:
    """The page on which everything is looked over."""
    first = client.get(path)
    second = step(client, first.content, "who", path, **{**WHAT, **{k: v for k, v in changed.items() if k in WHAT}})
    return step(client, second.content, "check", path, **{**WHO, **{k: v for k, v in changed.items() if k not in WHAT}})


def text(content: bytes) -> str:
    body = LexborHTMLParser(content).body
    return body.text() if body else ""


def receipt(content: bytes) -> tuple[str, str]:
    """Number and code."""
    page = LexborHTMLParser(content)
    number, code = page.css_first("#number"), page.css_first("#code")
    assert number is not None, text(content)[:1500]
    assert code is not None
    return number.text(), code.text()
