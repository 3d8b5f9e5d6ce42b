"""Who may do what, and in whose affairs? One table, asked by every query and every action.

Law:     the roles of each act of a procedure stand in the rows of `law.procedures`; the rest is the office's own system
         under article 45 of the Regulation, and the supervision of articles 46, 47 and 50
Gives:   `RIGHTS`, `may`, `demand`, `open_organs`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import PermissionDenied

from gongkai.apps.organs import queries as organs
from gongkai.apps.people.actor import APPLICANT, SYSTEM, Actor
from gongkai.apps.people.models import Role
from gongkai.law.cite import Cite
from gongkai.law.procedures import PUBLICATION, QUESTION, RECORD, REMEDY, REPORT, REQUEST
from gongkai.law.procedures.table import Procedure
from gongkai.law.sources import ogi


class Reach(Enum):
    """How far a right goes in the tree of organs."""

    OWN = "本机关"
    BELOW = "本机关和下级机关"
    ALL = "全部机关"


@dataclass(frozen=True, slots=True)
class Right:
    """One act. `reach` has a row for every role that may do it at all."""

    act: str
    label: str
    reach: Mapping[str, Reach]
    cites: tuple[Cite, ...] = ()


class Forbidden(PermissionDenied):
    """An act that a role does not have, or not in that organ: one Chinese sentence, with the provisions it rests on."""

    def __init__(self, reason: str, cites: tuple[Cite, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cites = cites


CLERK, REVIEWER, HEAD = Role.CLERK.value, Role.REVIEWER.value, Role.HEAD.value
COMPILER, LEADER = Role.COMPILER.value, Role.LEADER.value
SUPERVISOR, ADMIN, SECRECY = Role.SUPERVISOR.value, Role.ADMIN.value, Role.SECRECY.value

ROLE_NAMES: Mapping[str, str] = {**{role.value: str(role.label) for role in Role}, SYSTEM: "系统", APPLICANT: "申请人"}


def _own(*roles: str) -> dict[str, Reach]:
    return dict.fromkeys(roles, Reach.OWN)


_WATCHED = {SUPERVISOR: Reach.BELOW, SYSTEM: Reach.ALL}
_RUNNING = {ADMIN: Reach.BELOW, SYSTEM: Reach.ALL}
_BY_PROGRAM = {SYSTEM: Reach.ALL}


def _of_procedure(procedure: Procedure, by_program: bool = True) -> tuple[Right, ...]:
    """The acts of a procedure, each for every role that some row of its table names.

    The program may enter all of them, for a ledger tells what others did; not where every act is a signature, which nobody
    can give for somebody else (`by_program` false).
    """
    rights = []
    for event, label in procedure.events.items():
        rows = [row for row in procedure.transitions if row.event == event]
        roles = tuple(dict.fromkeys(role for row in rows for role in row.roles))
        cites = tuple(dict.fromkeys(cite for row in rows for cite in row.cites))
        reach = {**_own(*roles), **(_BY_PROGRAM if by_program or SYSTEM in roles else {})}
        rights.append(Right(f"{procedure.key}.{event}", label, reach, cites))
    return tuple(rights)


_OTHERS = (
    Right(
        "request.read",
        "查看申请",
        # Who compiles the report has to see every case behind a figure; names stay sealed (personal.read).
        {**_own(CLERK, REVIEWER, HEAD, COMPILER, LEADER), **_WATCHED},
        (ogi.A45, ogi.A47, ogi.A50_1_I2),
    ),
    Right(
        "remedy.read",
        "查看复议诉讼",
        {**_own(CLERK, REVIEWER, HEAD, COMPILER, LEADER), **_WATCHED},
        (ogi.A45, ogi.A47, ogi.A50_1_I3),
    ),
    Right(
        "record.read",
        "查看记录更正申请",
        {**_own(CLERK, REVIEWER, HEAD, LEADER), **_WATCHED},
        (ogi.A41, ogi.A45, ogi.A47),
    ),
    Right(
        "report.read",
        "查看年报",
        {**_own(CLERK, REVIEWER, HEAD, COMPILER, LEADER), **_WATCHED},
        (ogi.A46, ogi.A49_1),
    ),
    Right("report.compile", "编制年报", {**_own(COMPILER, HEAD), **_BY_PROGRAM}, (ogi.A4, ogi.A50_2)),
    Right(
        "question.read",
        "查看留言",
        {**_own(CLERK, REVIEWER, HEAD, LEADER), **_WATCHED},
        (ogi.A9, ogi.A47),
    ),
    # What somebody wrote is sealed; whoever answers, signs or shows it has to read it.
    Right("question.open", "查看留言内容", {**_own(CLERK, HEAD, LEADER), **_BY_PROGRAM}, (ogi.A9,)),
    Right("personal.read", "查看个人信息", {**_own(CLERK, REVIEWER, HEAD), **_BY_PROGRAM}, (ogi.A45,)),
    # Files of cases are personal data. What an applicant takes are those shown to him, by number and query code.
    Right("paper.add", "添加案卷材料", {**_own(CLERK, REVIEWER, HEAD, APPLICANT), **_BY_PROGRAM}, (ogi.A45,)),
    Right("paper.read", "查看案卷材料", {**_own(CLERK, REVIEWER, HEAD), **_BY_PROGRAM}, (ogi.A45,)),
    Right("paper.take", "领取案卷材料", {**_own(APPLICANT), **_BY_PROGRAM}, (ogi.A29_1,)),
    Right("letter.make", "制作文书", _own(CLERK, HEAD), (ogi.A45,)),
    Right("personal.shred", "销毁到期的个人信息", _BY_PROGRAM, (ogi.A45,)),
    Right("item.record", "登记公开信息", {**_own(CLERK, HEAD, COMPILER), **_BY_PROGRAM}, (ogi.A4,)),
    Right("document.record", "登记规范性文件", {**_own(CLERK, HEAD, COMPILER), **_BY_PROGRAM}, (ogi.A20_I1,)),
    Right("activity.record", "登记活动", {**_own(CLERK, HEAD, COMPILER), **_BY_PROGRAM}, (ogi.A4,)),
    Right("tally.record", "登记统计数", {**_own(CLERK, HEAD, COMPILER), **_BY_PROGRAM}, (ogi.A50_1_I1,)),
    Right(
        "publishing.read",
        "查看公开信息和活动",
        {**_own(CLERK, REVIEWER, HEAD, COMPILER, LEADER, SECRECY), **_WATCHED},
        (ogi.A46,),
    ),
    # Nobody outside the house looks into what is not yet published, not from above either.
    Right("draft.read", "查看未公开的稿件", _own(CLERK, REVIEWER, SECRECY, HEAD, LEADER), (ogi.A17,)),
    Right("duty.record", "安排审签分工", {**_own(HEAD), **_BY_PROGRAM}, (ogi.A4, ogi.A17)),
    Right("column.record", "设置栏目", {**_own(CLERK, HEAD), **_BY_PROGRAM}, (ogi.A4, ogi.A24)),
    Right("amendment.record", "登记文件修改", {**_own(CLERK, HEAD, COMPILER), **_BY_PROGRAM}, (ogi.A20_I1,)),
    Right("search.tend", "登记同义词、处理没有搜到的词", {**_own(CLERK, HEAD), **_BY_PROGRAM}, (ogi.A24,)),
    Right("comparison.run", "同源比对", {**_own(CLERK, HEAD), **_BY_PROGRAM}, (ogi.A20_I1, ogi.A46)),
    Right("ledger.import", "导入台账", {**_own(CLERK, HEAD), **_BY_PROGRAM}, (ogi.A45,)),
    Right("ledger.export", "导出台账", {**_own(CLERK, HEAD), **_BY_PROGRAM}, (ogi.A45,)),
    Right("journal.read", "查看台账日志", {**_own(HEAD, LEADER), **_WATCHED, ADMIN: Reach.BELOW}, (ogi.A46,)),
    Right("saved.share", "设置本机关共用的常用筛选", _own(HEAD), (ogi.A45,)),
    Right("organs.manage", "设立、更名、撤销机构", _RUNNING),
    Right("organs.describe", "修改机构的办公信息", {**_own(HEAD), **_RUNNING}, (ogi.A12,)),
    Right("people.manage", "管理人员和职务", _RUNNING),
    Right("alert.put_off", "暂缓提醒", _own(CLERK, REVIEWER, HEAD), (ogi.A4,)),
    Right("outbox.tend", "查看发件箱、重发通知", {**_own(HEAD, ADMIN), **_BY_PROGRAM}),
    Right("schedule.read", "查看定时任务", {**_own(HEAD, ADMIN), **_BY_PROGRAM}),
)

RIGHTS: Mapping[str, Right] = {
    right.act: right
    for right in (
        *_of_procedure(REQUEST),
        *_of_procedure(REMEDY),
        *_of_procedure(REPORT),
        *_of_procedure(PUBLICATION, False),
        *_of_procedure(QUESTION, False),
        *_of_procedure(RECORD, False),
        *_OTHERS,
    )
}
"""Every act there is, by its name."""


def may(actor: Actor, act: str, organ_id: int | None = None) -> bool:
    """Whether the actor may do an act in an organ's affairs; without `organ_id`, in those of the actor's own organ.

    Refused with LookupError: an act that is not in the table, which is a slip of the caller.
    """
    reach = _right(act).reach.get(actor.role)
    if reach is None:
        return False
    if reach is Reach.ALL or organ_id is None or organ_id == actor.organ_id:
        return True
    return reach is Reach.BELOW and organs.is_below(organ_id, actor.organ_id)


def demand(actor: Actor, act: str, organ_id: int | None = None) -> None:
    """Refused with `Forbidden` unless `may`: who does it, or that the organ is another's."""
    if may(actor, act, organ_id):
        return
    right = _right(act)
    role = ROLE_NAMES.get(actor.role, actor.role)
    if actor.role in right.reach:
        raise Forbidden(f"“{right.label}”只限{right.reach[actor.role].value}，不能办理其他机关的事项。", right.cites)
    who = "、".join(ROLE_NAMES[each] for each in right.reach if each not in (SYSTEM, APPLICANT)) or "系统自动"
    raise Forbidden(f"“{right.label}”由{who}办理，{role}不能办理。请换一个身份，或请其办理。", right.cites)


def open_organs(actor: Actor, act: str) -> frozenset[int] | None:
    """In the affairs of which organs the actor may do an act: their ids, or None for all of them."""
    reach = _right(act).reach.get(actor.role)
    if reach is None:
        return frozenset()
    if reach is Reach.ALL:
        return None
    if reach is Reach.OWN:
        return frozenset({actor.organ_id})
    return organs.family(actor.organ_id)


def _right(act: str) -> Right:
    if act not in RIGHTS:
        raise LookupError(f"没有“{act}”这项权限，全表见 people.rights.RIGHTS。")
    return RIGHTS[act]
