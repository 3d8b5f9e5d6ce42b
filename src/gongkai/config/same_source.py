"""Where does the list of the province lie, for each organ?

Takes:   the file that GONGKAI_SAME_SOURCE names, else `same-source.toml` among the data (docs/operating/same-source.md).
Gives:   `ListSource`s, none without a file. Refused (`BadSetting`): a file that cannot be read, unknown words, no https.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.config.environment import BadSetting, Environment

_KNOWN = frozenset({"organ", "address", "every_days", "columns", "organs", "private_network"})
EVERY_DAYS = 7


@dataclass(frozen=True, slots=True)
class ListSource:
    """One address. `organ` is our organ's code; `columns` maps our fields to the headings there; `organs` are other names under
    which our documents stand there; `private_network` allows an address within the office's own network.
    """

    organ: str
    address: str
    every_days: int = EVERY_DAYS
    columns: Mapping[str, str] = field(default_factory=dict)
    organs: tuple[str, ...] = ()
    private_network: bool = False


def sources(environment: Environment) -> tuple[ListSource, ...]:
    """Every address that is set up."""
    named = environment.text("GONGKAI_SAME_SOURCE")
    path = Path(named).expanduser() if named else environment.folder("GONGKAI_DATA") / "same-source.toml"
    if not named and not path.is_file():
        return ()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"同源比对的设置文件 {path} 读不了：{error}。请核对 GONGKAI_SAME_SOURCE。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"同源比对的设置文件 {path} 写法有误：{error}。请改正。") from error
    tables = told.get("source", [])
    if set(told) - {"source"} or not isinstance(tables, list):
        raise BadSetting(f"同源比对的设置文件 {path} 只能有若干个 [[source]]，请改正。")
    return tuple(_source(path, place, each) for place, each in enumerate(tables, 1))


def _source(path: Path, place: int, told: Mapping[str, Any]) -> ListSource:
    where = f"同源比对的设置文件 {path} 第{place}个 [[source]]"
    if unknown := sorted(set(told) - _KNOWN):
        raise BadSetting(f"{where}有不认识的“{unknown[0]}”，可用：{'、'.join(sorted(_KNOWN))}。")
    organ, address = str(told.get("organ", "")), str(told.get("address", ""))
    if not organ or not address.startswith("https://"):
        raise BadSetting(f"{where}要写明 organ（机关代码）和以 https:// 开头的 address。")
    every, columns = told.get("every_days", EVERY_DAYS), told.get("columns", {})
    if not isinstance(every, int) or not 1 <= every <= 366:
        raise BadSetting(f"{where}的 every_days 应为 1 到 366 的整数。")
    if not isinstance(columns, dict) or not all(isinstance(each, str) for each in columns.values()):
        raise BadSetting(f'{where}的 columns 应写成 文字对文字，如 number = "发文字号"。')
    names = told.get("organs", [])
    if not isinstance(names, list) or not isinstance(told.get("private_network", False), bool):
        raise BadSetting(f"{where}的 organs 应为一组名称，private_network 应为 true 或 false。")
    return ListSource(organ, address, every, columns, tuple(map(str, names)), bool(told.get("private_network", False)))
