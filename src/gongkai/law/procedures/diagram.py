"""How does a procedure look on paper? Mermaid text, drawn from the same table that decides."""

from __future__ import annotations

from gongkai.law.procedures.table import Procedure


def diagram(procedure: Procedure) -> str:
    """The procedure as a Mermaid state diagram: states by Chinese name, on each arrow the event and who may do it.

    Arrows that need a fact carry an asterisk.
    """
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_safe(name)}" as {code}' for code, name in procedure.states.items()]
    lines.append(f"    [*] --> {procedure.initial}")
    for row in procedure.transitions:
        who = "、".join(procedure.roles[role] for role in row.roles)
        mark = "*" if row.guards else ""
        label = _safe(f"{procedure.events[row.event]}{mark}（{who}）")
        lines.append(f"    {row.source} --> {row.target}: {label}")
    lines += [f"    {state} --> [*]" for state in procedure.states if state in procedure.resting]
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    # Quotes end a name, a colon or semicolon ends a label in Mermaid.
    return text.replace('"', "”").replace(":", "：").replace(";", "；")
