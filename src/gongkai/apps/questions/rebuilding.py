"""Do the cached columns of messages, and the answers that everybody reads, say what the journal says?

Columns are compared and restored bit for bit. A public answer is what its journaled signature binds: one that differs or that no
signature backs is taken away, one that is missing is made again from the sealed text, where that is not shredded yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.apps.cached_rows import Difference, Progress, Restored, of_cases, restore
from gongkai.apps.questions.kind import KIND
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.apps.questions.projection import columns
from gongkai.apps.questions.showing import hide, text_digest
from gongkai.law.questions import question as casework

ANSWERS = "公开的答复"


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make every cached column again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    table = of_cases("留言", KIND, Question, casework.replay, columns, unique="")
    found = restore(table, organs, progress, check, (after or {}).get(table.name, 0))
    return Restored.all((found, _answers(organs, check)))


def _answers(organ_ids: Sequence[int] | None, check: bool) -> Restored:
    """Public answers that are not what was signed, and those that are missing."""
    told = Question.objects.all() if organ_ids is None else Question.objects.filter(organ_id__in=organ_ids)
    shown = {row.pk: row for row in told.filter(shown=True)}
    public = PublicAnswer.objects.filter(question__in=told).select_related("question__organ")
    differences, rows = [], 0
    for each in public:
        rows += 1
        row = shown.pop(each.question_id, None)
        if row is None or row.digest != _digest(each):
            differences.append(
                Difference(ANSWERS, each.organ_id, each.pk, each.number, "与签字的不符，已取下", not check)
            )
            if not check:
                hide(each.question)
    differences += [
        Difference(ANSWERS, row.organ_id, pk, row.number, "缺少，请撤回后重新公开", False) for pk, row in shown.items()
    ]
    return Restored(rows, tuple(differences))


def _digest(public: PublicAnswer) -> str:
    return text_digest({"public_title": public.title, "public_question": public.asked, "public_answer": public.answer})
