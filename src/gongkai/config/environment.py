"""Which settings does an installation have, and what are their values here?

Every setting is an environment variable, declared once below with its kind, default and description. The operating
manual (docs/operating/settings.md) lists the same table; a test compares them. Nothing else in the program reads the
environment.

Takes:   a mapping of environment variables.
Gives:   `Environment`, or `BadSetting` with one Chinese sentence: which variable, what was found, how to mend.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]

OFFICE_ZONE = "Asia/Shanghai"
"""Whose days count: those of the law, not of the machine."""

Value = str | int | bool | Path | tuple[str, ...]


class BadSetting(Exception):
    """A variable whose value cannot be used: which, what was found, how to mend, in Chinese."""


def _text(raw: str) -> str:
    return raw.strip()


def _whole(raw: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", raw.strip()):
        raise ValueError("应为不带符号的整数")
    return int(raw)


def _port(raw: str) -> int:
    number = _whole(raw)
    if not 0 < number < 65536:
        raise ValueError("应在 1 到 65535 之间")
    return number


def _switch(raw: str) -> bool:
    word = raw.strip().lower()
    if word not in _SWITCH:
        raise ValueError("应为 1 或 0")
    return _SWITCH[word]


_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def _words(raw: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in raw.split(",") if word.strip())


def _folder(raw: str) -> Path:
    path = Path(raw.strip()).expanduser()
    return path if path.is_absolute() else PROJECT / path


def _optional_folder(raw: str) -> Path | str:
    return _folder(raw) if raw.strip() else ""


def _link(raw: str) -> str:
    address = raw.strip()
    if not re.fullmatch(r"(https?://[^\s\"'<>]+)?", address):
        raise ValueError("应为 http:// 或 https:// 开头的完整网址")
    return address


def _level(raw: str) -> str:
    word = raw.strip().upper()
    if word not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("应为 DEBUG、INFO、WARNING 或 ERROR")
    return word


def _clock(raw: str) -> str:
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", raw.strip()):
        raise ValueError("应为 24 小时制的钟点，如 06:30")
    return raw.strip().zfill(5)


def _security(raw: str) -> str:
    word = raw.strip().lower()
    if word not in ("starttls", "tls", "none"):
        raise ValueError("应为 starttls、tls 或 none")
    return word


KINDS: dict[Callable[[str], Value], str] = {
    _text: "文字",
    _whole: "整数",
    _port: "端口",
    _switch: "1 或 0",
    _words: "逗号分隔",
    _folder: "文件夹",
    _optional_folder: "文件夹",
    _link: "网址",
    _level: "级别",
    _clock: "钟点",
    _security: "加密方式",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: `default` is written as a person would write it; the empty text means «not set»."""

    name: str
    parse: Callable[[str], Value]
    default: str
    description: str

    @property
    def kind(self) -> str:
        return KINDS[self.parse]


SETTINGS: tuple[Setting, ...] = (
    Setting("GONGKAI_PRODUCTION", _switch, "0", "正式运行：密钥和域名必须显式给出，只走 HTTPS。"),
    Setting("GONGKAI_DATA", _folder, "var", "数据文件夹；相对路径从项目根目录算起。"),
    Setting(
        "GONGKAI_NOTICES_DIR",
        _optional_folder,
        "",
        "新公布的放假通知（JSON）所在的文件夹；不给则用数据文件夹下的 notices。",
    ),
    Setting("SECRET_KEY", _text, "", "签名密钥，不少于 50 个字符。试用时自动生成在数据文件夹里；正式运行必须给出。"),
    Setting("DEBUG", _switch, "0", "调试页面；正式运行时不许打开。"),
    Setting("ALLOWED_HOSTS", _words, "localhost,127.0.0.1,[::1]", "本站的域名；正式运行必须给出。"),
    Setting(
        "DATABASE_URL", _text, "", "数据库地址，如 postgres://用户:密码@主机/库名；不给则用数据文件夹里的 SQLite。"
    ),
    Setting("GONGKAI_HOST", _text, "127.0.0.1", "监听的地址；放在反向代理后面时不必改。"),
    Setting("PORT", _port, "8000", "监听的端口。"),
    Setting("GONGKAI_WORKERS", _whole, "2", "服务进程数，一般与处理器核数相同。"),
    Setting(
        "GONGKAI_SCHEDULE",
        _switch,
        "1",
        "启动网站时一并启动定时任务（到时公开、日汇总等）；由单独的服务运行 gongkai worker 的，设为 0。",
    ),
    Setting("GONGKAI_TIMEOUT", _whole, "60", "一次请求最多处理多少秒。"),
    Setting(
        "GONGKAI_TRUSTED_PROXY", _switch, "0", "前面有自己的反向代理，并由它设置 X-Forwarded-Proto 和 X-Forwarded-For。"
    ),
    Setting("GONGKAI_HSTS_SECONDS", _whole, "31536000", "正式运行时要求浏览器只用 HTTPS 的秒数；0 为不要求。"),
    Setting("GONGKAI_UPLOAD_MB", _whole, "20", "一次上传的上限（MB）。"),
    Setting("GONGKAI_FILE_MB", _whole, "20", "一个附件或图片的上限（MB），不大于一次上传的上限。"),
    Setting(
        "GONGKAI_CLAMD",
        _text,
        "",
        "病毒扫描服务 clamd 的地址，如 unix:/run/clamav/clamd.ctl 或 127.0.0.1:3310；不给则不扫描。",
    ),
    Setting("GONGKAI_PAPERS_AT_ONCE", _whole, "10", "案卷材料：一次最多上传几个文件。"),
    Setting("GONGKAI_PAPERS_A_CASE", _whole, "100", "案卷材料：一件申请最多存几份。"),
    Setting("GONGKAI_PAPERS_CASE_MB", _whole, "200", "案卷材料：一件申请合计的上限（MB）。"),
    Setting(
        "GONGKAI_PAPERS_DAY_MB",
        _whole,
        "500",
        "案卷材料：一个机关一天从网站收取的附件合计的上限（MB）；网站表单没有通过时暂存的附件合计也以此为限。",
    ),
    Setting("GONGKAI_SWEEP_DAYS", _whole, "30", "上传后没有用在任何稿件里的文件，满多少天后删除。"),
    Setting("GONGKAI_TEXT_MB", _whole, "2", "一次粘贴文字的上限（MB）。"),
    Setting("GONGKAI_CHECK_SECONDS", _whole, "20", "年报体检：一次读取和核对最多用多少秒。"),
    Setting("GONGKAI_CHECK_MEMORY_MB", _whole, "512", "年报体检：一次读取和核对最多用多少内存（MB）。"),
    Setting("GONGKAI_CHECKS_A_MINUTE", _whole, "30", "年报体检：一个网络地址每分钟最多提交几次；0 为不限。"),
    Setting("GONGKAI_API_A_MINUTE", _whole, "300", "公开数据接口：一个网络地址每分钟最多请求几次；0 为不限。"),
    Setting("GONGKAI_SEARCHES_A_MINUTE", _whole, "120", "搜索：一个网络地址每分钟最多搜索几次；0 为不限。"),
    Setting(
        "GONGKAI_SUGGESTIONS_A_MINUTE",
        _whole,
        "240",
        "搜索：一个网络地址每分钟最多取几次键入时的建议、计入几次搜索词；0 为不限。",
    ),
    Setting(
        "GONGKAI_CHALLENGE_AFTER",
        _whole,
        "10",
        "网站表单：一个网络地址十分钟内提交超过几次，须先确认不是程序自动提交；0 为不因此要求。",
    ),
    Setting(
        "GONGKAI_CHALLENGE_SITE_AFTER",
        _whole,
        "200",
        "网站表单：全站十分钟内提交超过几次，须先确认不是程序自动提交；0 为不因此要求。",
    ),
    Setting(
        "GONGKAI_CHALLENGE_WORK",
        _whole,
        "300000",
        "网站表单：确认时浏览器最多试算多少个数；越大越费时，普通电脑一秒约试几十万个。",
    ),
    Setting(
        "GONGKAI_DATA_LICENCE",
        _text,
        "",
        "开放数据的使用说明（许可条款），显示在 /data/；不给则说明尚未核实、没有约定。",
    ),
    Setting("GONGKAI_KEEP_DAYS", _whole, "30", "年报体检：保留的结果几天后自动删除。"),
    Setting(
        "GONGKAI_LAW_SETTINGS",
        _words,
        "",
        "法律没有写明之处的口径，如 after_payment=resume,licences=all；全表见 law-settings.md。",
    ),
    Setting(
        "GONGKAI_VAULT_KEYS", _text, "", "个人信息密钥文件；不给则用数据文件夹里的 keys.json，初次使用时自动生成。"
    ),
    Setting(
        "GONGKAI_REQUIRE_MFA",
        _switch,
        "1",
        "正式运行时，负责人、分管领导、系统管理员须先设置动态验证码才能办理；0 为不要求。",
    ),
    Setting(
        "GONGKAI_PERSONAL_YEARS", _whole, "0", "案件归档满多少年后销毁个人信息（gongkai vault shred）；0 为不销毁。"
    ),
    Setting(
        "GONGKAI_SAME_SOURCE",
        _text,
        "",
        "同源比对的网址设置文件（TOML），写法见 same-source.md；不给则用数据文件夹里的 same-source.toml。",
    ),
    Setting("GONGKAI_WATCH_AT", _clock, "06:30", "期限巡查：每天几点开始；没有做完的，几分钟后接着做。"),
    Setting("GONGKAI_FEEDS_A_MINUTE", _whole, "30", "我的日历：一个网络地址每分钟最多取几次；0 为不限。"),
    Setting("GONGKAI_MAIL_HOST", _text, "", "发提醒的邮件服务器；不给则不发电子邮件。"),
    Setting("GONGKAI_MAIL_PORT", _port, "587", "邮件服务器的端口。"),
    Setting("GONGKAI_MAIL_USER", _text, "", "邮件服务器的用户名；不给则不登录。"),
    Setting("GONGKAI_MAIL_PASSWORD", _text, "", "邮件服务器的密码。"),
    Setting("GONGKAI_MAIL_FROM", _text, "", "发件人的电子邮箱；与 GONGKAI_MAIL_HOST 一起给出。"),
    Setting("GONGKAI_MAIL_SECURITY", _security, "starttls", "与邮件服务器之间的加密：starttls、tls 或 none。"),
    Setting(
        "GONGKAI_CHANNELS",
        _text,
        "",
        "短信、企业微信的通道设置文件（TOML），写法见 watch.md；不给则用数据文件夹里的 channels.toml。",
    ),
    Setting("GONGKAI_NOTICES_DRY", _switch, "0", "演示方式：通知只写进发件箱，不真的发出。"),
    Setting("GONGKAI_SESSION_HOURS", _whole, "10", "登录后多少小时须重新登录。"),
    Setting("GONGKAI_LOG_LEVEL", _level, "INFO", "日志级别。"),
    Setting("GONGKAI_SITE_NAME", _text, "政府信息公开平台", "网站名称，显示在每页页头。"),
    Setting("GONGKAI_ORGAN", _text, "", "主办单位。"),
    Setting("GONGKAI_CONTACT", _text, "", "联系方式，如公开机构的电话。"),
    Setting(
        "GONGKAI_SITE_DOMAIN", _text, "", "网站的英文域名，如 www.example.gov.cn，写进每页的网站标签（SiteDomain）。"
    ),
    Setting("GONGKAI_SITE_ID", _text, "", "政府网站标识码（十位数字）。"),
    Setting(
        "GONGKAI_MARK_URL",
        _link,
        "",
        "党政机关网站标识所指的网址（标识主管机构为本站开的查验页），显示为页脚的文字链接。",
    ),
    Setting("GONGKAI_FIND_ERRORS_URL", _link, "", "“我为政府网站找错”平台为本站开的入口网址。"),
    Setting("GONGKAI_ICP", _text, "", "ICP 备案编号。"),
    Setting("GONGKAI_ICP_URL", _link, "https://beian.miit.gov.cn/", "ICP 备案编号所指的网址。"),
    Setting("GONGKAI_POLICE", _text, "", "公安机关备案号。"),
    Setting(
        "GONGKAI_POLICE_URL", _link, "https://beian.mps.gov.cn/", "公安机关备案号所指的网址，可以换成本站的查验页。"
    ),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Environment:
    """The values in force. Reading a name that is not declared is a programmer's error."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._values: dict[str, Value] = {}
        self.given = frozenset(name for name in _BY_NAME if variables.get(name, "").strip())
        for setting in SETTINGS:
            raw = variables[setting.name] if setting.name in self.given else setting.default
            try:
                self._values[setting.name] = setting.parse(raw)
            except ValueError as error:
                raise BadSetting(f"环境变量 {setting.name} 的值是“{raw}”，{error}。请改正后重新启动。") from error
        self._refuse_unsafe()

    def _refuse_unsafe(self) -> None:
        if not self.switch("GONGKAI_PRODUCTION"):
            return
        if len(self.text("SECRET_KEY")) < 50:
            raise BadSetting("正式运行（GONGKAI_PRODUCTION=1）必须设置 SECRET_KEY，且不少于 50 个字符。")
        if "ALLOWED_HOSTS" not in self.given or "*" in self.words("ALLOWED_HOSTS"):
            raise BadSetting("正式运行（GONGKAI_PRODUCTION=1）必须在 ALLOWED_HOSTS 中写明本站域名，不能用 *。")
        if self.switch("DEBUG"):
            raise BadSetting("正式运行（GONGKAI_PRODUCTION=1）时不能打开 DEBUG。")

    def text(self, name: str) -> str:
        return str(self._values[name])

    def whole(self, name: str) -> int:
        value = self._values[name]
        assert isinstance(value, int), name
        return value

    def clock(self, name: str) -> tuple[int, int]:
        """Hour and minute."""
        hour, _, minute = self.text(name).partition(":")
        return int(hour), int(minute)

    def switch(self, name: str) -> bool:
        return self._values[name] is True

    def words(self, name: str) -> list[str]:
        value = self._values[name]
        assert isinstance(value, tuple), name
        return list(value)

    def folder(self, name: str) -> Path:
        value = self._values[name]
        assert isinstance(value, Path), name
        return value

    def optional_folder(self, name: str) -> Path | None:
        value = self._values[name]
        return value if isinstance(value, Path) else None


def current() -> Environment:
    """The values of this process: read again when a variable has changed, for every act asks for them."""
    return _read(tuple(os.environ.get(name, "") for name in _BY_NAME))


@lru_cache(maxsize=1)
def _read(values: tuple[str, ...]) -> Environment:
    return Environment(dict(zip(_BY_NAME, values, strict=True)))


def data_folder(environment: Environment) -> Path:
    """The folder for everything this installation keeps, made if need be."""
    folder = environment.folder("GONGKAI_DATA")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(folder)
    except OSError as error:
        raise BadSetting(
            f"数据文件夹 {folder} 建不了或不能写入。请调整权限，或者用 GONGKAI_DATA 指定别的文件夹。"
        ) from error
    return folder
