"""How does a procedure look on paper? A Mermaid drawing and a table, made from the same rows that decide."""

from __future__ import annotations

from gongkai.law.procedures.table import Guard, Procedure


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


def page(procedure: Procedure) -> str:
    """The procedure as a page of the documentation, in Markdown: the drawing, then every row with its cites."""
    head = ("状态", "事件", "去向", "由谁", "前提不满足时", "对期限", "告知", "依据")
    rows = [
        (
            procedure.states[row.source],
            procedure.events[row.event],
            procedure.states[row.target],
            "、".join(procedure.roles[role] for role in row.roles),
            "".join(_refusal(guard) for guard in row.guards),
            row.clock.value,
            "、".join(procedure.roles[role] for role in row.notices),
            "；".join(cite.label + cite.caveat for cite in row.cites),
        )
        for row in procedure.transitions
    ]
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ("---",) * len(head), *rows)]
    return "\n".join((f"# {procedure.title}", "", "```mermaid", diagram(procedure) + "```", "", *lines, ""))


def _refusal(guard: Guard) -> str:
    cites = "；".join(cite.label + cite.caveat for cite in guard.forbidden_by)
    return f"{guard.refusal}（{cites}）" if cites else guard.refusal


def _safe(text: str) -> str:
    # Quotes end a name, a colon or semicolon ends a label in Mermaid.
    return text.replace('"', "”").replace(":", "：").replace(";", "；")
