"""Which rows does the export of an old site hold: a csv, a json, a folder of pages?

Takes:   a path and its mapping. Gives: `Row`s one after another, few in memory; a `Fault` in the place of one that cannot be read.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from gongkai.apps.publishing.moving_in.fault import Fault, Unreadable
from gongkai.apps.publishing.moving_in.mapping import ATTACHMENTS, BODY, Mapping

LARGEST_ROW = 8_000_000
_BLOCK = 1 << 20
_GB = "gb18030"
_OLD_NAMES = frozenset({"gb2312", "gbk", "gb_2312-80", "cp936", "x-gbk"})
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_PARTED = re.compile(r"[;；\n|]")


@dataclass(frozen=True, slots=True)
class Row:
    """What one row tells, by field. `place` names it to the officer, `folder` is where the files it names are looked for."""

    place: str
    folder: Path
    told: dict[str, str] = field(default_factory=dict)
    attachments: tuple[tuple[str, str], ...] = ()
    own_address: str = ""


def kind_of(path: Path) -> str:
    """`pages` for a folder, else `csv` or `json` by the ending. Refused (`Unreadable`): anything else."""
    if path.is_dir():
        return "pages"
    kind = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json", ".jsonl": "json", ".ndjson": "json"}.get(
        path.suffix.lower(), ""
    )
    if not path.is_file():
        raise Unreadable(f"没有“{path}”这个文件或者文件夹，请核对路径。")
    if not kind:
        raise Unreadable(f"“{path.name}”不是 csv、json 文件，也不是网页的文件夹，请从原系统导出其中一种。")
    return kind


def digest(path: Path, mapping: Mapping, told: str) -> str:
    """What names a source with its mapping: the same bytes under the same names give the same."""
    state = hashlib.sha256(f"{told}\n".encode())
    for each in _files(path, mapping) if path.is_dir() else (path,):
        state.update(f"{each.relative_to(path) if path.is_dir() else each.suffix}\n".encode())
        with each.open("rb") as stream:
            while block := stream.read(_BLOCK):
                state.update(block)
    return state.hexdigest()


def rows(path: Path, mapping: Mapping) -> Iterator[Row | Fault]:
    """The rows in their order. Refused (`Unreadable`): a file in no known encoding, a csv without its columns, no json."""
    read = {"pages": _pages, "csv": _csv, "json": _json}[kind_of(path)]
    for each in read(path, mapping):
        yield (
            each
            if isinstance(each, Fault) or not _odd(each)
            else Fault(each.place, "", "含有不能保存的字符（半个代理对或者编码 0）", "请删去后重新导出")
        )


def _odd(row: Row) -> bool:
    """Whether a text holds what no database keeps and no encoding writes."""
    told = (*row.told.values(), *(part for each in row.attachments for part in each))
    return any(_UNWRITABLE.search(each) for each in told)


def _files(folder: Path, mapping: Mapping) -> Sequence[Path]:
    found = sorted(each for each in folder.glob(mapping.files) if each.is_file() and not each.is_symlink())
    if not found:
        raise Unreadable(
            f"“{folder.name}”里没有网页（{mapping.files}），请核对文件夹，或者在对照文件 [source] 里写明 files。"
        )
    return found


def _pages(folder: Path, mapping: Mapping) -> Iterator[Row | Fault]:
    for each in _files(folder, mapping):
        place = str(each.relative_to(folder))
        if each.stat().st_size > LARGEST_ROW:
            yield Fault(place, "", "网页超过8兆", "请删去其中嵌入的图片，另存后再试")
            continue
        text = _text(each.read_bytes(), mapping.encoding)
        if text is None:
            yield Fault(
                place, "", "编码既不是 UTF-8 也不是 GBK", "请另存为 UTF-8，或者在对照文件 [source] 里写明 encoding"
            )
            continue
        tree = LexborHTMLParser(text)
        told: dict[str, str] = {}
        attachments: tuple[tuple[str, str], ...] = ()
        for name, places in mapping.fields.items():
            if name == ATTACHMENTS:
                attachments = tuple(link for where in places for link in _links(tree, where))
            else:
                told[name] = next((found for where in places if (found := _of_page(tree, where, name))), "")
        yield Row(place, each.parent, told, attachments, place)


def _of_page(tree: LexborHTMLParser, where: str, name: str) -> str:
    kind, _, what = where.partition(":")
    if kind == "meta":
        found = next(
            (each for each in tree.css("meta") if (each.attributes.get("name") or "").lower() == what.lower()), None
        )
        return ((found.attributes.get("content") or "") if found else "").strip()
    node = tree.css_first(_selector(where))
    if node is None:
        return ""
    return (node.inner_html or "").strip() if name == BODY else node.text().strip()


def _links(tree: LexborHTMLParser, where: str) -> Iterator[tuple[str, str]]:
    for each in tree.css(_selector(where)):
        if href := (each.attributes.get("href") or "").strip():
            yield href, each.text().strip()


def _selector(where: str) -> str:
    kind, _, what = where.partition(":")
    if kind != "css" or not what:
        raise Unreadable(f"对照文件里的“{where}”应写成 meta:名称 或者 css:选择器，请改正后再试。")
    try:
        LexborHTMLParser("<p>").css_first(what)
    except (SelectolaxError, ValueError) as error:
        raise Unreadable(f"对照文件里的“{what}”不是有效的选择器，请改正后再试。") from error
    return what


def _text(data: bytes, encoding: str) -> str | None:
    declared = _DECLARED.search(data[:4096])
    told = encoding or (declared[1].decode("ascii", "ignore") if declared else "")
    for each in ("utf-8-sig", _known(told), _GB):
        if not each:
            continue
        try:
            return data.decode(each)
        except UnicodeDecodeError:
            continue
    return None


def _known(name: str) -> str:
    """The encoding under the name that a site calls it by; empty for none."""
    try:
        return _GB if name.lower() in _OLD_NAMES else codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _encoding(path: Path, mapping: Mapping) -> str:
    """The encoding of a large file, tried without holding it."""
    wanted = (_known(mapping.encoding),) if mapping.encoding else ("utf-8-sig", _GB)
    for each in wanted:
        if not each:
            break
        decoder = codecs.getincrementaldecoder(each)()
        try:
            with path.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    decoder.decode(block)
                decoder.decode(b"", True)
        except UnicodeDecodeError:
            continue
        return each
    raise Unreadable(f"“{path.name}”的编码读不出来，请另存为 UTF-8，或者在对照文件 [source] 里写明 encoding。")


def _csv(path: Path, mapping: Mapping) -> Iterator[Row | Fault]:
    csv.field_size_limit(LARGEST_ROW)
    with path.open(encoding=_encoding(path, mapping), newline="") as stream:
        head = stream.readline()
        delimiter = max("\t,;", key=head.count)
        names = [each.strip() for each in next(csv.reader(io.StringIO(head), delimiter=delimiter), [])]
        reader = csv.reader(stream, delimiter=delimiter)
        at = 1
        _check_columns(path, names, mapping)
        while True:
            # Where it begins: a cell may run over several lines.
            line = at + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise Unreadable(f"“{path.name}”第{line}行起不是有效的 csv（{error}），请重新导出。") from error
            place = f"{path.name} 第{line}行"
            if len(cells) != len(names):
                if any(cells):
                    yield Fault(place, "", f"有{len(cells)}格，第一行有{len(names)}列", "请核对引号和逗号，重新导出")
                continue
            found = dict(zip(names, cells, strict=True))
            yield _row(place, path.parent, {name: found.get(name, "") for name in names}, mapping)


def _check_columns(path: Path, names: Sequence[str], mapping: Mapping) -> None:
    """Refused (`Unreadable`): no column that is known, one that the mapping names and the file has not, one name twice."""
    found = f"（{'、'.join(names[:20])}）"
    wanted = [each for places in mapping.fields.values() for each in places]
    if not set(wanted) & set(names):
        raise Unreadable(f"“{path.name}”第一行没有认得的列名{found}，请写对照文件，说明哪一列是什么。")
    if missing := [name for name in sorted(mapping.asked) if not set(mapping.fields[name]) & set(names)]:
        told = "、".join("|".join(mapping.fields[name]) for name in missing)
        raise Unreadable(f"对照文件里的“{told}”不是“{path.name}”的列{found}，请改正对照文件。")
    if twice := sorted({each for each in names if names.count(each) > 1 and each in wanted}):
        raise Unreadable(f"“{path.name}”里“{'、'.join(twice)}”这一列有几个，分不清取哪一个，请删去或者改名。")


def _json(path: Path, mapping: Mapping) -> Iterator[Row | Fault]:
    for at, entry in enumerate(_entries(path, _encoding(path, mapping)), 1):
        place = f"{path.name} 第{at}条"
        if isinstance(entry, dict):
            yield _row(place, path.parent, entry, mapping)
        else:
            yield Fault(place, "", "不是一组字段", "请让每一条写成 {…}")


def _entries(path: Path, encoding: str) -> Iterator[object]:
    """The entries of a list, or of lines, one after another; never more than one and a block in memory."""
    decoder = json.JSONDecoder()
    with path.open(encoding=encoding) as stream:
        held, at, ended = stream.read(_BLOCK), 0, False
        while True:
            while at < len(held) and held[at] in " \t\r\n,[]":
                at += 1
            if at < len(held):
                try:
                    entry, end = decoder.raw_decode(held, at)
                except RecursionError as error:
                    raise Unreadable(f"“{path.name}”里有一条套得太深，请重新导出。") from error
                except ValueError as error:
                    if ended or len(held) - at > LARGEST_ROW:
                        raise Unreadable(f"“{path.name}”不是有效的 json（{error}），请重新导出。") from error
                else:
                    # A number or word at the very end may go on in what is not read yet; a list or an object is closed.
                    if isinstance(entry, dict) or end < len(held) or ended:
                        at = end
                        yield entry
                        continue
            elif ended:
                return
            more = stream.read(_BLOCK)
            ended = not more
            held, at = held[at:] + more, 0


def _row(place: str, folder: Path, found: dict[str, object], mapping: Mapping) -> Row:
    told = {}
    attachments: tuple[tuple[str, str], ...] = ()
    for name, places in mapping.fields.items():
        value = next((value for where in places if (value := _within(found, where)) not in (None, "", [])), None)
        if name == ATTACHMENTS:
            attachments = tuple(_attachments(value))
        else:
            told[name] = "" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return Row(place, folder, told, attachments)


def _within(found: object, where: str) -> object:
    if isinstance(found, dict) and where in found:
        return found[where]
    for part in where.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _attachments(value: object) -> Iterator[tuple[str, str]]:
    """Paths with their names: a list of either, of `{"path", "name"}`, or a text with ; between them."""
    if isinstance(value, str):
        value = [part.strip() for part in _PARTED.split(value)]
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            yield str(each.get("path") or each.get("url") or ""), str(each.get("name") or "")
        elif each:
            yield str(each), ""
