"""Was the decision that the return counts changed after it had been signed?

Law:     条例 45 (登记制度): what is registered must be what was done; 51 for a reply that is to be another
Takes:   a replayed case. Gives: one sentence, empty where nothing was changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.casework.act import CaseAct
from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.filling import codes, text
from gongkai.law.decisions import decision
from gongkai.law.sources import ogi

_DECIDING = frozenset({"propose", "record_reply"})
_SIGNING = frozenset({"sign", "record_reply"})


def changed_decision(case: RequestCase) -> str:
    """That a decision was corrected after its signature, with what was signed: the letter may say what the return does not."""
    signed = [act for act in case.acts if act.event in _SIGNING]
    for act in case.acts:
        if act.event not in _DECIDING:
            continue
        after = next((each for each in signed if each.seq >= act.seq), None)
        late = [seq for seq, _ in act.hands if after is not None and seq > after.seq]
        entered = next((each for each in case.void if each.seq == act.seq), None)
        if after is None or not late or entered is None or _told(entered.data) == _told(act.data):
            continue
        return (
            f"结论在 {after.day} 签发之后由“{_name(entered)}”更正为“{_name(act)}”（第{late[-1]}条），年报按更正后的结论计；"
            f"请核对送达的文书：登记有误的以文书为准，要改变答复的请用“重新办理”（{ogi.A45.label}）。"
        )
    return ""


def _told(data: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    return text(data, "decision"), codes(data, "withheld")


def _name(act: CaseAct) -> str:
    parts = "、".join(decision(code).name for code in codes(act.data, "withheld"))
    name = decision(text(act.data, "decision")).name
    return f"{name}（{parts}）" if parts else name
