"""What does a number in a sentence count?

Takes:   a sentence as tokens, the report's organ and year.
Gives:   `Statement`s: measure, value, scope and where it stands, in offsets of the normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.annual.facts.measures import MEASURES, PLACES, Measure
from gongkai.annual.facts.organ import Organ
from gongkai.annual.facts.scanner import Token
from gongkai.annual.facts.scope import period, share, subject
from gongkai.annual.facts.sentences import Sentence, is_neutral
from gongkai.annual.facts.words import CONTROL, DENIED
from gongkai.annual.model import Number

_ENDS = ("", "，", "。", "；", "、", "）", "（", "\n")
_OUTCOMES = {"upheld", "corrected", "other_result", "pending"}
_NOUNS = {"document", "rules", "application", "bare", "review", "litigation"}
_JUDGED = "复议机关"
_ACCUSED = re.compile(r"被申请|被提起|被复议|被诉|因政府信息公开|引[发起]")
_CASE_FAMILIES = {"review", "litigation", "cases", "direct", "after_review"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A number of the prose with its meaning. `begin` is where the words that name it begin; `token` its index."""

    measure: str
    family: str
    value: Number
    unit: str
    approx: bool
    scope: str
    start: int
    end: int
    begin: int
    token: int


def resolve(tags: set[str] | frozenset[str], unit: str) -> Measure | None:
    """The first measure whose needs the tags meet and whose counters fit, None where there is none."""
    for n in sorted({place for tag in tags for place in PLACES.get(tag, ())}):
        measure = MEASURES[n]
        if unit in measure.units and measure.without.isdisjoint(tags) and not any(map(tags.isdisjoint, measure.needs)):
            return measure
    return None


def statements(sentence: Sentence, organ: Organ, year: int | None) -> Iterator[Statement]:
    """The statements of one sentence in the order of the print."""
    taken: set[int] = set()
    named: list[str] = []
    judged = False
    cases: list[tuple[int, Measure]] = []
    lead: Measure | None = None
    among = False
    for i, token in enumerate(sentence.tokens):
        if token.kind == "word" and token.tag == "among":
            among = True
        elif token.kind == "word" and token.tag == "none":
            for measure in _denied(sentence, i):
                yield _statement(sentence, i, measure, organ, year, zero=True)
        elif token.kind == "word" and token.tag in ("respectively", "each"):
            for n, measure in _shared(sentence, i):
                taken.add(n)
                yield _statement(sentence, n, measure, organ, year)
        elif token.kind == "number" and i not in taken:
            measure_ = _measure(sentence, i) or _both(sentence, i, named) or _as_before(sentence, i, named)
            if measure_ is None:
                continue
            named.append(measure_.name)
            if among and lead is not None and (lead.family == "publication" or measure_.name == lead.name):
                if lead.name == measure_.name == "主动公开信息" and period(sentence, i, year) == "":
                    yield from _own_part(sentence, i, measure_, organ, year)
                continue
            lead = lead if among else measure_
            cases = [*cases, (i, measure_)] if measure_.family in _CASE_FAMILIES else cases
            said = _statement(sentence, i, measure_, organ, year)
            judged = said.scope == _JUDGED or (judged and not _ACCUSED.search(sentence.text, said.begin, said.start))
            if judged and not said.scope and measure_.family in _CASE_FAMILIES | {"outcome"}:
                said = replace(said, scope=_JUDGED)  # 办理复议案件386件，其中维持201件: the parts too.
            yield said
    if cases and not judged:
        yield from _alike(sentence, cases, organ, year)


_ALIKE = re.compile(r"[，、（](?:均|全部|都)(?:被|予以?|判决|结果|为|是)*(?P<how>维持|纠正)(?!原告)")
_OF_CASES = {"行政复议": "复议", "行政诉讼": "诉讼", "未经复议直接起诉": "未经复议直接起诉", "复议后起诉": "复议后起诉"}


def _alike(sentence: Sentence, cases: list[tuple[int, Measure]], organ: Organ, year: int | None) -> Iterator[Statement]:
    """The one result of all cases that it stands behind: 行政复议2件，均予维持."""
    for m in _ALIKE.finditer(sentence.text, sentence.start, sentence.end):
        begin = max(sentence.text.rfind("；", sentence.start, m.start()), sentence.start)
        for i, measure in cases:
            if begin <= sentence.tokens[i].start < m.start() and measure.name in _OF_CASES:
                name = f"{_OF_CASES[measure.name]}{m['how']}"
                yield _statement(sentence, i, Measure(name, (), measure.units, "outcome"), organ, year)


_SUM = re.compile(
    r"[，、；）]?(?:合计|共计|总计|两项合计|两者合计|全年应办理|应办理|共应办理|共需办理)(?:办理)?(?:申请)?(?:为|共)?$"
)
_HANDLED_BOTH = next(measure for measure in MEASURES if measure.name == "收办申请")


def _both(sentence: Sentence, i: int, named: list[str]) -> Measure | None:
    """The sum behind the new and the carried applications: 收到98件，加上上年结转3件，合计101件."""
    number = sentence.tokens[i]
    if named[-2:] not in (["收到申请", "上年结转"], ["上年结转", "收到申请"]) or number.unit not in _HANDLED_BOTH.units:
        return None
    last = max((t.end for t in sentence.tokens[:i] if t.kind == "number"), default=sentence.start)
    return _HANDLED_BOTH if _SUM.fullmatch(sentence.text, last, number.start) else None


def _as_before(sentence: Sentence, i: int, named: list[str]) -> Measure | None:
    """What was done to the documents before was done to these too: 制发规章1件、规范性文件6件."""
    near = sentence.before(i)[0]
    done = named[-1][-2:] if named else ""
    if near is None or near.tag not in ("document", "rules") or done not in ("制发", "废止"):
        return None
    if sentence.text[near.start - 1] not in "、和及" or near.end != sentence.tokens[i].start:
        return None
    return resolve({near.tag, "~left", "issue" if done == "制发" else "repeal"}, sentence.tokens[i].unit)


def _own_part(sentence: Sentence, i: int, measure: Measure, organ: Organ, year: int | None) -> Iterator[Statement]:
    """This year's part of a running total: 累计公开1770条，其中2019年度公开202条."""
    first = next((n for n, t in enumerate(sentence.tokens) if t.kind == "number"), i)
    if first < i and period(sentence, first, year) == "累计":
        yield _statement(sentence, i, measure, organ, year)


def _measure(sentence: Sentence, i: int) -> Measure | None:
    """From the left, then from both sides, then leaning on what the sentence was speaking of."""
    number = sentence.tokens[i]
    if number.tag == "han" and number.value == 1 and number.unit in ("件", "条", "项", "份", "次", "场"):
        return None  # 一件, 一条 are seldom counts: 努力办好每一件申请.
    unit = number.unit
    near, left = sentence.before(i)
    right = sentence.after(i)
    if near is None and not right:
        return None
    if not unit and (near is None or sentence.text[number.end : number.end + 1] not in _ENDS):
        return None  # A bare number must close its phrase: squashed cells that leaked into the prose do not.
    if near is not None and (found := resolve(left, unit)) is not None:
        return found
    context = sentence.context(i)
    if "^application" in context and not any(token.kind == "number" for token in sentence.tokens[:i]):
        context |= {"^opening"}
    attempts = [left | context, sentence.before(i, wide=True)[1]] if near else []
    if right - CONTROL:
        attempts += [left | right, left | right | context]
    return next((found for tags in attempts if (found := resolve(tags, unit)) is not None), None)


def _shared(sentence: Sentence, i: int) -> list[tuple[int, Measure]]:
    """分别 and 均: the enumeration before it, member by member, with the numbers behind it."""
    first = next((n + 1 for n in range(i - 1, -1, -1) if sentence.tokens[n].kind in ("number", "skip")), 0)
    groups = sentence.groups(first, i)
    numbers: list[int] = []
    for n in range(i + 1, len(sentence.tokens)):
        token = sentence.tokens[n]
        if token.kind == "number":
            numbers.append(n)
        elif (
            not (token.kind in ("join", "percent", "paren") or sentence.text[token.start] == "，")
            or sentence.text[token.start] == "；"
            or (numbers and token.kind == "clause" and len(numbers) >= len(groups))
        ):
            break
    if sentence.tokens[i].tag == "each":
        if (
            len(numbers) != 1
            or len(groups) < 2
            or sentence.text[sentence.tokens[i].end : sentence.tokens[numbers[0]].start].strip("为是")
        ):
            return []
        numbers = numbers * len(groups)
    if not numbers or len(groups) < len(numbers) or len(numbers) < 2:
        return []
    groups = groups[-len(numbers) :]
    context = sentence.context(i)
    nouns = (groups[-1] | groups[0]) & _NOUNS
    found = []
    for n, group in zip(numbers, groups, strict=True):
        unit = sentence.tokens[n].unit
        measure = resolve(group | {"~left"}, unit) or resolve(group | nouns, unit) or resolve(group | context, unit)
        if measure is not None:
            found.append((n, measure))
    return found


def _denied(sentence: Sentence, i: int) -> list[Measure]:
    """未收到 …, 无 …: what is said not to have happened, each once."""
    denial = sentence.tokens[i]
    verb = DENIED.get(sentence.text[denial.end - 2 : denial.end], "")
    groups: list[set[str]] = [{verb} if verb else set()]
    at = denial.end
    for token in sentence.tokens[i + 1 :]:
        if token.kind in ("clause", "number", "paren", "percent", "title") or token.tag == "none":
            break
        if token.kind == "year":
            at = token.end
            continue
        if not is_neutral(sentence.text[at : token.start]):
            break
        at = token.end
        if token.kind == "join":
            groups.append({verb} if verb else set())
        elif token.kind == "word":
            groups[-1].add(token.tag)
        else:
            break
    together: set[str] = set().union(*groups)
    outcome = together & _OUTCOMES
    found: dict[str, Measure] = {}
    for group in groups:
        tags = group | outcome | {"~left"}
        if not (group - CONTROL - {verb}) and not group & {"any_fee", "issue", "repeal", "collect"}:
            continue
        if "collect" in tags and not tags & {"processing_fee", "any_fee", "charge"}:
            continue
        leans = sentence.context(i) & {"~document", "~rules"} if tags & {"issue", "repeal"} else frozenset()
        units = ("元",) if group & {"processing_fee", "any_fee"} else ("件", "元")
        measure = next((m for unit in units if (m := resolve(tags | leans, unit)) is not None), None)
        if measure is not None and not (
            measure.name == "收到申请" and "bare" in tags and not tags & {"receive", "accept", "receive_new"}
        ):
            found.setdefault(measure.name, measure)
    if "行政复议和行政诉讼" in found:
        del found["行政复议和行政诉讼"]
        found |= {m.name: m for m in MEASURES if m.name in ("行政复议", "行政诉讼")}
    return list(found.values())


def _statement(
    sentence: Sentence, i: int, measure: Measure, organ: Organ, year: int | None, zero: bool = False
) -> Statement:
    token = sentence.tokens[i]
    name, scope = measure.name, period(sentence, i, year)
    if measure.name in ("结转下年", "上年结转") and scope == "上年":
        scope = ""  # The word 上年 belongs to the measure.
    scope = scope or subject(sentence, token.start, organ)
    if measure.family in _CASE_FAMILIES | {"document"} and any(t.tag == "filed" for t in sentence.tokens[:i]):
        name, scope = f"{name}(备案)", "备案"
    if name == "规范性文件有效" and not scope and "store" in sentence.before(i)[1]:
        scope = "归集"
    if measure.family in _CASE_FAMILIES and not scope and organ.kind == "government":
        scope = _accused(sentence, i)
    if measure.family in _CASE_FAMILIES and not scope and _of_other_cause(sentence, i):
        scope = "其他事由"
    if measure.family in _CASE_FAMILIES and not scope and _as_judge(sentence, i):
        scope = _JUDGED
    if (
        not scope
        and measure.family in ("application", "result")
        and not zero
        and measure.name not in ("结转下年", "上年结转")
    ):
        scope = share(sentence, i)
    if scope == "累计" and name == "主动公开信息":
        name = "累计主动公开"
    unit = ("元" if "元" in measure.units else "件") if zero else token.unit
    return Statement(
        name, measure.family, 0 if zero else token.value, unit, token.approx and not zero, scope,
        token.start, token.end, _begin(sentence, i), i,
    )  # fmt: skip


_ACCUSED_NAME = re.compile(r"以?(?P<name>[\u4e00-\u9fff]{2,12}?)(?:作)?为(?:被申请人|被告)")


def _accused(sentence: Sentence, i: int) -> str:
    """Whom the cases are brought against, where a government's report, which covers all its organs, names one."""
    begin = max(sentence.text.rfind(mark, sentence.start, sentence.tokens[i].start) for mark in "，；：")
    found = _ACCUSED_NAME.search(sentence.text, max(begin, sentence.start), sentence.tokens[i].start)
    return found["name"] if found else ""


_CAUSE = re.compile(
    r"(?:因|由)(?P<cause>[\u4e00-\u9fff、]{2,16}?)(?:引发|引起|导致|产生|提起)|(?:涉及|涉)?(?P<kind>[\u4e00-\u9fff、]{2,12})类(?:案件)?的?(?:行政)?(?:复议|诉讼)"
)
_OURS = re.compile(r"公开|信息|申请|答复|各$")


def _of_other_cause(sentence: Sentence, i: int) -> bool:
    """Whether the cases are said to be about something else: 因土地征收引发的行政复议12件."""
    found = list(_CAUSE.finditer(sentence.text, sentence.start, sentence.tokens[i].start))
    return bool(found) and not _OURS.search(found[-1]["cause"] or found[-1]["kind"])


def _as_judge(sentence: Sentence, i: int) -> bool:
    """Whether the cases are those that the organ decides, not those brought against it: 办理各类行政复议案件."""
    _, tags = sentence.before(i)
    return bool(tags & {"handle", "handle_all", "accept", "done"}) and not tags & {
        "info",
        "application",
        "publish",
        "bare",
    }


def _begin(sentence: Sentence, i: int) -> int:
    """Where the clause begins that holds the words which a number leans on."""
    token: Token = sentence.tokens[i]
    near, _ = sentence.before(i)
    at = near.start if near else token.start
    return max(
        (t.end for t in sentence.tokens[:i] if t.kind in ("clause", "number") and t.end <= at), default=sentence.start
    )
