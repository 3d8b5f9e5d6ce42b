"""What did proofing find in a text, and what of it is still to be answered?

Takes:   a version with its files as stored; the answers of its case.
Gives:   `Found`s, computed once a version and edition of the rules (`Examination`); those unanswered by the guard that asks.

A finding keeps its key when the text is changed elsewhere: the code, the text that stands there and its neighbours go into it, by
the keyed digest of the vault, since what stands there may be somebody's identity number and the key enters the journal.
Weak findings are shown and not demanded: they are guesses, and whoever must answer guesses learns to click them away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from gongkai.apps.files import queries as files
from gongkai.apps.journal import vault
from gongkai.apps.journal.canonical import canonical
from gongkai.apps.publishing.models import Examination, VersionFile
from gongkai.apps.publishing.versions import Stored
from gongkai.law.casework.filling import day_of
from gongkai.law.publication.case import ItemCase, family
from gongkai.proofing import EDITION, Background, proof
from gongkai.proofing.finding import Finding, Tier, Trace
from gongkai.texts.plain import plain

_AROUND = 6
"""Characters on each side, of the same line, that belong to the key."""
_GUARDS = {"secrecy": "private_cleared", "personal": "private_cleared", "file": "files_clean"}
_SAID = {"proofed": "文字", "private_cleared": "涉密、敏感或者个人信息", "files_clean": "附件"}
TITLE, BODY = "标题", "正文"
UNREAD = "file.unexamined"
"""The code of what stands for a file that nothing could be read from."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in one place: `where` is the title, the text or the name of an attachment, `place` the number of the file (0
    for none); `start` and `end` are characters of its plain text, both 0 for what readers do not see.
    """

    key: str
    code: str
    tier: str
    where: str
    place: int
    start: int
    end: int
    text: str
    suggestion: str
    message: str

    @property
    def demanded(self) -> bool:
        """Whether it must be answered."""
        return self.tier != Tier.WEAK.value

    @property
    def guard(self) -> str:
        """The fact of the procedure that waits for its answer."""
        return _GUARDS.get(family(self.code), "proofed")


def examined(text: Stored, now: datetime) -> tuple[Found, ...]:
    """What was found in a version; examined now if these rules have not yet."""
    if text.content.digest != text.version.digest:
        return examine(text)
    kept = Examination.objects.filter(version=text.version, rules=EDITION).first()
    if kept is None:
        found = examine(text)
        told = canonical({"found": [asdict(each) for each in found]})
        Examination.objects.get_or_create(
            version=text.version, rules=EDITION, defaults={"findings": told, "examined_at": now}
        )
        return found
    return tuple(Found(**each) for each in json.loads(kept.findings)["found"])


def examine(text: Stored) -> tuple[Found, ...]:
    """Title, text, what readers see of each attachment, and what they do not."""
    parts = [(TITLE, 0, text.content.title), (BODY, 0, plain(text.content.body))]
    parts += [(each.name, each.place, each.blob.text) for each in text.files]
    known = Background(formed_on=day_of(text.content.fields.get("formed_on")))
    found = [_of_words(each, where, place, words) for where, place, words in parts for each in proof(words, known)]
    for file in text.files:
        traces = files.traces(file.blob)
        found += [_of_trace(each, file) for each in traces]
        if file.blob.unread and all(each.code != UNREAD for each in traces):
            found.append(_unread(file))
    return tuple(found)


def _of_words(finding: Finding, where: str, place: int, words: str) -> Found:
    # Neighbours end with the line: what another paragraph says does not make it another finding.
    before = words[max(0, finding.start - _AROUND) : finding.start].rpartition("\n")[2]
    behind = words[finding.end : finding.end + _AROUND].partition("\n")[0]
    key = _key(finding.code, finding.text, before, behind)
    return Found(
        key,
        finding.code,
        finding.tier.value,
        where,
        place,
        finding.start,
        finding.end,
        finding.text,
        finding.suggestion,
        finding.message,
    )


def _of_trace(trace: Trace, file: VersionFile) -> Found:
    """A trace of another content is another trace, whatever the file is called."""
    key = _key(trace.code, trace.text, trace.where, file.blob.digest)
    return Found(key, trace.code, Tier.STRONG.value, file.name, file.place, 0, 0, trace.text, "", trace.message)


def _unread(file: VersionFile) -> Found:
    """A file that no program could read was not examined: somebody has to look into it and say so."""
    message = f"附件“{file.name}”没有自动检查（{file.blob.unread}），请打开逐页查看后答复。"
    return Found(
        _key(UNREAD, file.blob.digest), UNREAD, Tier.STRONG.value, file.name, file.place, 0, 0, file.name, "", message
    )


def unanswered(case: ItemCase, found: Sequence[Found]) -> Mapping[str, tuple[Found, ...]]:
    """What must be answered and is not, by the fact that guards ask for."""
    owed = [each for each in found if each.demanded and case.answered(each.key) is None]
    return {fact: tuple(each for each in owed if each.guard == fact) for fact in _SAID}


def sentence(fact: str, found: Sequence[Found]) -> str:
    """Why an act waits for answers: how many, and where the first stand. What stands there is not repeated: it may be private."""
    places = "、".join(dict.fromkeys(each.where for each in found[:5]))
    return f"{_SAID[fact]}方面还有{len(found)}处疑点没有答复（{places}），请先改正，或者逐条说明。"


def _key(code: str, *told: str) -> str:
    return f"{code}|{vault.keyed(chr(0).join((code, *told)))[:24]}"
