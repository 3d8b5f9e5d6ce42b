"""Roles have one code each: those of the procedures are roles that a post can give, under the same names."""

from __future__ import annotations

from gongkai.apps.people.actor import APPLICANT, SYSTEM
from gongkai.apps.people.models import Role
from gongkai.law.procedures import PROCEDURES


def test_roles_of_the_procedures_are_roles_of_posts() -> None:
    posts = dict(Role.choices)
    for procedure in PROCEDURES:
        for code, name in procedure.roles.items():
            if code in (SYSTEM, APPLICANT):  # What the clock does by itself is no post, nor what citizens do.
                continue
            assert code in posts, f"{procedure.title}的角色“{name}”（{code}）没有对应的职务"
            assert posts[code].endswith(name), f"{code} 在程序中叫“{name}”，在职务中叫“{posts[code]}”"
