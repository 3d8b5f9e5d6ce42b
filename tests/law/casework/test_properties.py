"""What must hold of every case: order of entry, one answer however it is reached, one sentence for whatever is wrong."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, Refusal, RemedyCase, RequestCase, next_deadline, remedy, request
from gongkai.law.procedures import REMEDY, REQUEST, Procedure
from gongkai.law.procedures.fields import FieldKind, Form
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from gongkai.law.settings import ALL, Settings
from tests.law.casework.telling import PERSONS, TODAY, renumbered, told, usual

FIRST = date(2023, 6, 1)
CHOSEN = st.fixed_dictionaries({s.name: st.sampled_from(list(s.choices)) for s in ALL}).map(Settings.from_mapping)


def refused(refusal: Refusal) -> None:
    """A refusal is one sentence."""
    assert refusal.reason.endswith("。"), refusal.reason
    assert "\n" not in refusal.reason


def filled(form: Form, day: date, random: Random) -> dict[str, object]:
    """The form as a careless but honest officer might fill it."""
    data = usual(form)
    for field in form.fields:
        if field.kind is FieldKind.DAY and field.required:
            data[field.name] = (day + timedelta(random.randint(1, 20))).isoformat()
        elif field.kind is FieldKind.CHOICE and not field.private:
            data[field.name] = random.choice(list(field.choices))
        elif field.name == "label":
            data[field.name] = random.choice(["第三方甲", "第三方乙"])
        elif field.name == "working_days":
            data[field.name] = random.randint(1, 20)
    if data.get("decision") == "partial":
        data["withheld"] = ["internal"]
    return data


def walk(random: Random, steps: int, chosen: Settings) -> list[CaseAct]:
    """Acts that follow one another, each on a day of its own."""
    acts: list[CaseAct] = []
    day = FIRST + timedelta(random.randint(0, 700))
    for _ in range(steps):
        role = random.choice(list(REQUEST.roles))
        may = [each for each in request.options(acts, role, PERSONS[role], day, official(), chosen) if each.allowed]
        may = [each for each in may if each.event != "correct"]
        if not may:
            continue
        option = random.choice(may)
        act = CaseAct(len(acts) + 1, option.event, day, role, PERSONS[role], filled(option.form, day, random))
        try:
            request.attempt(acts, act, TODAY, official(), chosen)
        except Refusal as refusal:
            refused(refusal)
            continue
        acts.append(act)
        day += timedelta(random.randint(1, 6))
    return acts


def figures(case: RequestCase) -> RequestCase:
    """A case without the numbers that its acts were entered under."""
    return replace(case, acts=renumbered(case.acts), void=())


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40), CHOSEN)
def test_any_order_of_entry_gives_the_same_case(random: Random, steps: int, chosen: Settings) -> None:
    acts = walk(random, steps, chosen)
    if not acts:
        return
    case = request.replay(acts, official(), chosen)
    event(case.state)
    order = list(range(1, len(acts) + 1))
    random.shuffle(order)
    shuffled = sorted((replace(act, seq=n) for act, n in zip(acts, order, strict=True)), key=lambda act: act.seq)
    assert figures(request.replay(shuffled, official(), chosen)) == figures(case)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_a_late_fact_is_refused_or_gives_what_timely_entry_would_have_given(random: Random, steps: int) -> None:
    acts = walk(random, steps, Settings())
    if len(acts) < 2:
        return
    late = random.choice(acts[1:])
    others = [replace(act, seq=n) for n, act in enumerate((act for act in acts if act is not late), 1)]
    try:
        request.replay(others, official())
        case = request.attempt(others, replace(late, seq=len(acts)), TODAY, official())
    except Refusal as refusal:
        refused(refusal)
    else:
        assert figures(case) == figures(request.replay(acts, official()))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25))
def test_taking_back_a_correction_gives_the_case_before_it(random: Random, steps: int) -> None:
    acts = walk(random, steps, Settings())
    if not acts:
        return
    before = request.replay(acts, official())
    wrong = random.choice(acts)
    moved = {
        "target": wrong.seq,
        "reason": "误",
        "day": (wrong.day - timedelta(1)).isoformat(),
        "data": dict(wrong.data),
    }
    correction = CaseAct(len(acts) + 1, "correct", wrong.day, "head", "3", moved)
    try:
        request.attempt(acts, correction, TODAY, official())
    except Refusal as refusal:
        refused(refusal)
        return
    back = CaseAct(
        len(acts) + 2, "correct", wrong.day, "head", "3", {"target": correction.seq, "reason": "误", "annul": True}
    )
    after = request.attempt([*acts, correction], back, TODAY, official())
    assert [act for act in after.acts if act.event != "correct"] == list(before.acts)
    assert after.void == (correction,)
    assert replace(after, acts=(), void=()) == replace(before, acts=(), void=())


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25), st.integers(0, 60))
def test_what_is_offered_and_what_runs_can_always_be_told(random: Random, steps: int, later: int) -> None:
    acts = walk(random, steps, Settings())
    day = (acts[-1].day if acts else FIRST) + timedelta(later)
    for role in REQUEST.roles:
        options = request.options(acts, role, PERSONS[role], day, official())
        assert [each.event for each in options] == list(REQUEST.events)
        for each in options:
            assert each.cites
            assert each.allowed == (not each.reason)
            assert not (each.allowed and each.late)
    if acts:
        case = request.replay(acts, official())
        found = next_deadline(case, day)
        assert found is None or case.state not in ("closed", "archived")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
BASES = {
    "request": told(["2024-03-04 register", "2024-03-06 consult_third_party", "2024-03-07 third_party_received"]),
    "remedy": told(["2024-03-04 notify", "2024-03-06 answer"], REMEDY, REMEDY_FORMS),
}
KINDS: Mapping[str, tuple[Procedure, Mapping[str, Form]]] = {
    "request": (REQUEST, REQUEST_FORMS),
    "remedy": (REMEDY, REMEDY_FORMS),
}


@st.composite
def _mistakes(draw: st.DrawFn, kind: str) -> CaseAct:
    """An act of which some fields are right and the rest is anything that JSON can hold."""
    procedure, forms = KINDS[kind]
    name = draw(st.sampled_from([*procedure.events, "nothing\n"]))
    data: object = draw(JSON)
    if name in forms and draw(st.booleans()):
        fields = {field.name: field for field in forms[name].fields}
        data = {key: draw(JSON) for key in draw(st.lists(st.sampled_from([*fields, "day", "data", "x"]), max_size=6))}
        if draw(st.booleans()):
            data = {**usual(forms[name]), **data} if name != "correct" else {"target": 1, "reason": "误", **data}
    day = draw(st.dates())
    role = draw(st.sampled_from(["clerk", "reviewer", "head", "", "compiler", "\n"]))
    seq = draw(st.integers(-1, 9))
    return CaseAct(seq, name, day, role, draw(st.text(max_size=3)), data)  # type: ignore[arg-type]  # anything is the point


def _attempted(kind: str, acts: list[CaseAct], act: CaseAct, today: date) -> RequestCase | RemedyCase | None:
    attempt = request.attempt if kind == "request" else remedy.attempt
    try:
        return attempt(acts, act, today, official())
    except Refusal as refusal:
        refused(refusal)
        return None


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(["request", "remedy"]), st.booleans(), st.sampled_from([TODAY, date.max, date.min]))
def test_anything_at_all_is_entered_or_refused_in_one_sentence(
    data: st.DataObject, kind: str, begun: bool, today: date
) -> None:
    acts = BASES[kind] if begun else []
    case = _attempted(kind, acts, data.draw(_mistakes(kind)), today)
    event("entered" if case else "refused")
