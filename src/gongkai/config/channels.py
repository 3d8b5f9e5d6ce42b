"""By which gateways are SMS and WeCom messages sent?

Takes:   the file that GONGKAI_CHANNELS names, else `channels.toml` among the data (docs/operating/watch.md).
Gives:   `Http` by channel, none without a file. Refused (`BadSetting`): a file that cannot be read, unknown words, a template without
         the receiver or the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.config.environment import BadSetting, Environment

CHANNELS = ("sms", "wecom")
_KNOWN = frozenset({"url", "method", "headers", "content_type", "body", "success", "seconds"})
_SECONDS = 10
_LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Http:
    """One gateway. `body` is a template with $to, $text, $title, $key; `success` is what its answer holds when it took a message."""

    url: str
    body: str
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"
    success: str = ""
    seconds: int = _SECONDS


def others(environment: Environment) -> Mapping[str, Http]:
    """Every gateway that is set up, by channel."""
    named = environment.text("GONGKAI_CHANNELS")
    path = Path(named).expanduser() if named else environment.folder("GONGKAI_DATA") / "channels.toml"
    if not named and not path.is_file():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"发送通道的设置文件 {path} 读不了：{error}。请核对 GONGKAI_CHANNELS。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"发送通道的设置文件 {path} 写法有误：{error}。请改正。") from error
    if unknown := sorted(set(told) - set(CHANNELS)):
        raise BadSetting(f"发送通道的设置文件 {path} 有不认识的“{unknown[0]}”，可用：{'、'.join(CHANNELS)}。")
    return {name: _channel(path, name, each) for name, each in told.items()}


def _channel(path: Path, name: str, told: Any) -> Http:
    where = f"发送通道的设置文件 {path} 的 [{name}]"
    if not isinstance(told, dict):
        raise BadSetting(f"{where}应写成一节，请改正。")
    if unknown := sorted(set(told) - _KNOWN):
        raise BadSetting(f"{where}有不认识的“{unknown[0]}”，可用：{'、'.join(sorted(_KNOWN))}。")
    url, body = str(told.get("url", "")), str(told.get("body", ""))
    if not url.startswith(("https://", "http://")):
        raise BadSetting(f"{where}要写明以 https:// 或 http:// 开头的 url。")
    if "$text" not in body or ("$to" not in body and name == "sms"):
        raise BadSetting(f"{where}的 body 里要有 $text（内容），短信还要有 $to（收件号码）。")
    headers, seconds = told.get("headers", {}), told.get("seconds", _SECONDS)
    if not isinstance(headers, dict) or not all(isinstance(each, str) for each in headers.values()):
        raise BadSetting(f'{where}的 headers 应写成 文字对文字，如 {{ Authorization = "…" }}。')
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 1 <= seconds <= _LONGEST_SECONDS:
        raise BadSetting(f"{where}的 seconds 应为 1 到 {_LONGEST_SECONDS} 的整数。")
    words = {key: str(told[key]) for key in ("method", "content_type", "success") if key in told}
    return Http(url, body, headers=headers, seconds=seconds, **words)
