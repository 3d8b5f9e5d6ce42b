"""A person with one login, and the posts that give roles in organs. Changed by `people.actions` only."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gongkai.apps.organs.models import Organ


class Role(models.TextChoices):
    """Roles of the procedures (law/procedures) under the same codes, and those that no procedure has."""

    CLERK = "clerk", "经办人"
    REVIEWER = "reviewer", "审核人"
    HEAD = "head", "公开工作机构负责人"
    COMPILER = "compiler", "年报编制人"
    LEADER = "leader", "分管领导"
    SECRECY = "secrecy", "保密审查员"
    SUPERVISOR = "supervisor", "主管部门监督人员"
    ADMIN = "admin", "系统管理员"


class PersonManager(BaseUserManager["Person"]):
    """Only what authentication needs; people are made by `people.actions`."""


class Person(AbstractBaseUser):
    """One login. No superusers and no staff flag: what a person may do follows from posts alone."""

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role in an organ, from a day to a day, both included."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "organ", "role", "since"), name="post_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="post_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}：{self.get_role_display()}"
