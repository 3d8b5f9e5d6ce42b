"""The logins of the demo county, for the log-in page while the county is loaded and this is no production."""

from __future__ import annotations

from django import template

from gongkai.faces.look import demo_county

register = template.Library()


@register.simple_tag
def demo_logins() -> demo_county.Logins | None:
    """None wherever there is an office's own data."""
    return demo_county.logins()
