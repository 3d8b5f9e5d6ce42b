"""信息处理费测算: amounts with their arithmetic, refusals beside the field."""

from __future__ import annotations

import pytest
from django.test import Client

ADDRESS = "/tools/fee/"


def _page(client: Client, **sent: str) -> str:
    response = client.get(ADDRESS, sent)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("scale", "count", "amount"), [("requests", "10", "0"), ("requests", "45", "5500"), ("pages", "30", "0")]
)
def test_the_amount_stands_with_its_arithmetic(client: Client, scale: str, count: str, amount: str) -> None:
    text = _page(client, scale=scale, count=count)
    assert f'<p class="result-figure">{amount} 元</p>' in text
    assert "依据和须知" in text


@pytest.mark.parametrize(
    "sent",
    [
        {"scale": "requests"},
        {"scale": "requests", "count": "-3"},
        {"scale": "requests", "count": "many"},
        {"scale": "weight", "count": "3"},
        {"scale": "pages", "count": "30", "on": "2001-01-01"},
        {"scale": "requests", "count": "9" * 400},
    ],
)
def test_what_cannot_be_charged_is_refused_beside_the_field(client: Client, sent: dict[str, str]) -> None:
    text = _page(client, **sent)
    assert "error-summary" in text
    assert "result-figure" not in text
