"""Where does a piece of information stand after its acts, and may one more be done?

Takes:   acts as entered, in their order; for a new act, what only the program around knows (`Given`).
Gives:   `ItemCase`, or `Refusal`: `Barred` where the procedure forbids it. Signatures are bound to a digest: whatever changes
         it, or sends the text back, voids them.

Acts of a publication are signed where they are done and on the day they are done: nothing is entered late, nothing is
corrected afterwards. What was wrong is mended by a new act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.filling import check_filled, codes, day_of, empty, shown, text
from gongkai.law.procedures.fields import Form
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.law.procedures.table import Guard, Refused, allowed, why_not_here
from gongkai.law.publication.after import WRITING, after
from gongkai.law.publication.case import PRIVATE_FAMILIES, Barred, Given, ItemCase, family
from gongkai.law.publication.checklists import CHECKLISTS
from gongkai.law.sources import neighbours

BY_PROGRAM = frozenset({"digest", "version"})
"""What the program adds to the data of an act, besides the fields of its form."""
SLIPS = frozenset({"complete", "ground_given", "proactive", "due_now", "expired"})
"""Facts whose lack is a slip of whoever fills in, or a clock that has not come: nothing that was tried against the rules."""
CLEARING = ("secrecy", "head")
"""Roles that may clear what concerns secrets, persons and traces in files."""
PUBLISH_AT = "%Y-%m-%d %H:%M"


def _unfinished(form: Form) -> Form:
    """A form of which only the title must be filled."""
    fields = tuple(each if each.name == "title" else replace(each, required=False) for each in form.fields)
    return replace(form, fields=fields)


_UNFINISHED = {event: _unfinished(PUBLICATION_FORMS[event]) for event in sorted(WRITING)}


def replay(acts: Sequence[CaseAct]) -> ItemCase:
    """The case after all acts. Refused (`Refusal`): acts that the procedure has no row for."""
    case = ItemCase(PUBLICATION.initial)
    for act in acts:
        row = PUBLICATION.row(case.state, act.event)
        if row is None:
            raise Refusal(f"“{PUBLICATION.states[case.state]}”时没有“{act.event}”这一步，办理经过不完整，请核对日志。")
        case = after(case, act, row.target)
    return case


def attempt(case: ItemCase, new: CaseAct, given: Given) -> ItemCase:
    """The case with one more act.

    Refused (`Barred`): a step that the state does not have, a role that may not, and every guard but the `SLIPS`: nobody
    signs what they wrote, nobody two stages, nothing that changed after a signature is published. Refused (`Refusal`): an
    unknown event or role, a form that is not filled as `PUBLICATION_FORMS` asks, a checklist that is not ticked.
    """
    for what, code, known in (("事项", new.event, PUBLICATION.events), ("角色", new.role, PUBLICATION.roles)):
        if code not in known:
            raise Refusal(f"{PUBLICATION.title}没有“{shown(code)}”这个{what}。", (PUBLICATION.cite,))
    answer = allowed(PUBLICATION, case.state, new.event, new.role, _facts(case, new.event, new.person, given))
    if isinstance(answer, Refused):
        guard = _unmet(case, new.event, new.role, new.person, given)
        reason = given.why.get(guard.fact, answer.reason) if guard else answer.reason
        raise (Refusal if guard and guard.fact in SLIPS else Barred)(reason, answer.cites)
    name = PUBLICATION.events[new.event]
    told = {key: value for key, value in new.data.items() if key not in BY_PROGRAM}
    check_filled(_form(new.event, given), name, told, answer.cites)
    _check_ticked(new)
    _check_objects(new, given)
    _check_withdrawal(case, new)
    _check_answer(case, new)
    _check_schedule(new)
    _check_moved(new)
    if new.event in LEVELS and text(new.data, "digest") != case.digest:
        raise Barred(f"“{name}”没有签在现在这一稿上，请看最新的一稿再签。", answer.cites)
    return after(case, new, answer.target)


def options(case: ItemCase, role: str, person: str, given: Given) -> tuple[Option, ...]:
    """Every event of the procedure for a role: what may be done now, and why the rest may not."""
    return tuple(_option(case, event, role, person, given) for event in PUBLICATION.events)


def _option(case: ItemCase, event: str, role: str, person: str, given: Given) -> Option:
    label, form = PUBLICATION.events[event], PUBLICATION_FORMS[event]
    row = PUBLICATION.row(case.state, event)
    if role not in PUBLICATION.roles:
        return Option(event, label, False, "您的岗位不参加信息发布。", (PUBLICATION.cite,), form)
    if row is None:
        said = why_not_here(PUBLICATION, case.state, event, role)
        return Option(event, label, False, said, (PUBLICATION.cite,), form)
    answer = allowed(PUBLICATION, case.state, event, role, _facts(case, event, person, given))
    if isinstance(answer, Refused):
        guard = _unmet(case, event, role, person, given)
        reason = given.why.get(guard.fact, answer.reason) if guard else answer.reason
        return Option(event, label, False, reason, answer.cites, form)
    return Option(event, label, True, "", answer.cites, form)


def _unmet(case: ItemCase, event: str, role: str, person: str, given: Given) -> Guard | None:
    """The first guard that refuses; None where it is the state or the role."""
    row = PUBLICATION.row(case.state, event)
    if row is None or role not in row.roles:
        return None
    facts = _facts(case, event, person, given)
    return next((guard for guard in row.guards if not facts[guard.fact]), None)


def _facts(case: ItemCase, event: str, person: str, given: Given) -> dict[str, bool]:
    row = PUBLICATION.row(case.state, event)
    if row is None:
        return {}
    level = LEVELS.get(event, "")
    # Signatures that fell without a change of the text bind their persons to the same stage when it comes again.
    given_before = (*case.signatures, *(each for each in case.fallen if each.digest == case.digest))
    known = {
        "never_live": case.first_published is None,
        "has_live": bool(case.live),
        "still_shown": case.shown,
        "not_author": person not in case.hands,
        "one_stage": all(each.person != person or each.level == level for each in given_before),
        # What is stored now is asked, so that a text changed behind the program's back is neither signed nor published.
        "unaltered": bool(case.digest) and given.digest == case.digest,
        "signed_whole": case.signed_whole,
        "not_publisher": person != case.emergency_by,
        "not_stager": person != case.stager and person not in case.hands,
        "interpreted": given.interpreted or bool(case.exempted),
    }
    return {
        guard.fact: known[guard.fact] if guard.fact in known else getattr(given, guard.fact) is True
        for guard in row.guards
    }


def _form(event: str, given: Given) -> Form:
    """The form as it is asked of this text. A text may be kept unfinished, so long as it has a title: what is missing is asked when it
    is sent to review. What secrecy review looks at is told by the text.
    """
    if event in WRITING:
        return _UNFINISHED[event]
    form = PUBLICATION_FORMS[event]
    if event == "secrecy_review":
        fields = tuple(replace(each, choices=given.objects) if each.name == "objects" else each for each in form.fields)
        return replace(form, fields=fields)
    return form


def _check_ticked(new: CaseAct) -> None:
    lines = CHECKLISTS.get(new.event)
    if lines is None:
        return
    ticked = new.data.get("checked")
    told = set(ticked) if isinstance(ticked, list | tuple) else set()
    if missing := [line.text for line in lines if line.code not in told]:
        raise Refusal(
            f"“{PUBLICATION.events[new.event]}”还有{len(missing)}项没有核对：{'；'.join(missing)}。",
            tuple(dict.fromkeys(line.cite for line in lines)),
        )


def _check_objects(new: CaseAct, given: Given) -> None:
    """Secrecy is reviewed item by item: a signature on the whole says nothing of the third attachment."""
    if new.event != "secrecy_review":
        return
    told = set(codes(new.data, "objects"))
    if missing := [name for code, name in given.objects.items() if code not in told]:
        raise Refusal(
            f"保密审查须逐件进行，还有{len(missing)}件没有审查：{'；'.join(missing)}。",
            (neighbours.SECRECY_RULES_A42, neighbours.SECRECY_A35),
        )


def _check_withdrawal(case: ItemCase, new: CaseAct) -> None:
    if new.event != "withdraw":
        return
    how = text(new.data, "how")
    if (how == "merged") != bool(text(new.data, "successor").strip()):
        raise Refusal("“并入”须填写并入哪一条的索引号；其他方式不填。")
    if not empty(new.data.get("by")) and how != "repealed":
        raise Refusal("只有“废止”才填写依据的文件；其他方式不填。")
    # Who withdraws once more may only hide more: what was taken off must not come back by another word.
    if case.withdrawn_how and how != "mistaken":
        raise Refusal("这条信息已经撤下，再撤下只能按“误发”办理，不再显示内容。")


def _check_answer(case: ItemCase, new: CaseAct) -> None:
    """What concerns secrets and persons is cleared by the secrecy reviewer or the head, never by a writer."""
    if new.event != "answer":
        return
    private = family(text(new.data, "finding")) in PRIVATE_FAMILIES
    if private and new.role not in CLEARING:
        who = "、".join(PUBLICATION.roles[each] for each in CLEARING)
        raise Barred(f"涉密、个人信息和附件痕迹的疑点由{who}答复；请删改，或者请其核实。")
    if private and new.person in case.hands:
        raise Barred("您起草或者改过这一稿，涉密、个人信息和附件痕迹的疑点须由另一人核实答复。")
    if private != (text(new.data, "verdict") == "cleared"):
        raise Refusal(
            "涉密、个人信息和附件痕迹的疑点只能答复“已核实可以公开”，有问题的请删改。"
            if private
            else "文字方面的疑点答复“不是差错”并说明理由，有差错的请直接改正。"
        )


def _check_schedule(new: CaseAct) -> None:
    if new.event != "schedule":
        return
    told = text(new.data, "publish_at")
    try:
        at = datetime.strptime(told, PUBLISH_AT)  # noqa: DTZ007 -- a time of the office's own clock
    except ValueError:
        raise Refusal(f"公开时间“{shown(told)}”请写成年-月-日 时:分，如 2026-03-02 09:00。") from None
    if at.strftime(PUBLISH_AT) != told or at.date() < new.day:
        raise Refusal(f"公开时间“{shown(told)}”已经过了或者写法不对，请写成以后的年-月-日 时:分。")


def _check_moved(new: CaseAct) -> None:
    """What another site is said to have published cannot have been published later than it was moved in."""
    day = day_of(new.data.get("published_on"))
    if new.event == "stage" and day is not None and day > new.day:
        raise Refusal(f"原公开日期 {day} 还没有到，请核对。")
