"""What rows has a list in json? The longest array of objects in it, whatever stands around.

Takes:   text, a mapping of fields to keys, where a key may lead deeper: `doc.title`. Gives: `ProvincialList`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.texts.provincial import fields
from gongkai.texts.provincial.from_tables import MOST_ROWS
from gongkai.texts.provincial.model import BadList, ListFault, ListRow, ProvincialList

_DEEPEST = 12


def read(text: str, mapping: Mapping[str, str]) -> ProvincialList:
    """Refused (`BadList`): no json, no array of objects, no title among their keys."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f"第{error.lineno}行" if isinstance(error, json.JSONDecodeError) else ""
        raise BadList(f"json {where}写法有误，读不了；请重新导出后再比对。") from error
    objects = max(_arrays(whole, 0), key=len, default=[])
    if not objects:
        raise BadList("json 里没有文件的列表；应有一个数组，每件文件一个对象。")
    if len(objects) > MOST_ROWS:
        raise BadList(f"清单超过{MOST_ROWS}行，请分次导出后再比对。")
    keys = list(dict.fromkeys(key for each in objects for key in _keys(each, 0)))
    found = {name: keys[place] for name, place in fields.places(keys, mapping).items()}
    faults: list[ListFault] = []
    made: list[ListRow] = []
    for at, each in enumerate(objects, 1):
        row = fields.row(f"第{at}件", {name: _at(each, key) for name, key in found.items()}, faults)
        if row is not None:
            made.append(row)
    ignored = tuple(key for key in keys if key not in found.values() and "." not in key)
    return ProvincialList("json", tuple(made), tuple(faults), frozenset(found), ignored)


def _arrays(node: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if node and all(isinstance(each, dict) for each in node):
            yield node
        children = node
    else:
        children = list(node.values()) if isinstance(node, dict) else []
    for child in children:
        yield from _arrays(child, depth + 1)


def _keys(node: dict[str, Any], depth: int, before: str = "") -> Iterator[str]:
    for key, value in node.items():
        yield before + key
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _keys(value, depth + 1, f"{before}{key}.")


def _at(node: Any, key: str) -> object:
    if isinstance(node, dict) and key in node:
        value = node[key]
        return None if isinstance(value, (dict, list)) else value
    head, _, rest = key.partition(".")
    return _at(node.get(head), rest) if rest and isinstance(node, dict) else None
