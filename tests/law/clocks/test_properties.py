"""What must hold of every request: order, overlap, monotony, and a rule for every day of 2019–2026."""

from datetime import date, timedelta
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.clocks import MEANINGS, Act, Channel, Impossible, Kind, RequestClocks, Stop, request_clocks
from gongkai.law.clocks.extension import Extension
from gongkai.law.clocks.ledger import working_days
from gongkai.law.clocks.publication import publication
from gongkai.law.clocks.remedies import direct_suit, review_application, suit_after_review
from gongkai.law.clocks.reply import Start, reply_deadline
from gongkai.law.settings import ALL, Settings
from gongkai.law.sources import ogi

FIRST = date(2019, 1, 1)
EVERY_DAY = [FIRST + timedelta(n) for n in range((date(2026, 12, 31) - FIRST).days + 1)]
days = st.dates(date(2019, 5, 15), date(2026, 6, 30))
offsets = st.integers(0, 25)


def clocks(received: date, *acts: Act) -> RequestClocks:
    return request_clocks(Channel.COUNTER, received, acts, official())


def stop(first: date, length: int) -> Stop:
    return Stop(first, first + timedelta(length), "征求意见", ogi.A33_3)


def due(received: date, *stops: Stop) -> date:
    return reply_deadline([Start(received, "收到", ogi.A31_I1)], official(), stops=stops).due


@settings(max_examples=60, deadline=None)
@given(days, days)
def test_a_later_receipt_never_ends_earlier(a: date, b: date) -> None:
    early, late = sorted((a, b))
    assert clocks(early).reply.due <= clocks(late).reply.due
    assert publication(early, official()).due <= publication(late, official()).due
    for remedy in (review_application, direct_suit, suit_after_review):
        assert remedy(early, official()).due <= remedy(late, official()).due


@settings(max_examples=60, deadline=None)
@given(days, st.integers(1, 30), st.integers(1, 30))
def test_counting_on_from_the_last_day_is_the_same_as_counting_at_once(start: date, n: int, m: int) -> None:
    at_once = working_days(official(), start, n + m, ogi.A33_2)
    before = working_days(official(), start, n, ogi.A33_2)
    after = working_days(official(), before[-1].day, m, ogi.A33_2)
    assert [step.day for step in before + after] == [step.day for step in at_once]
    assert at_once[-1].day == official().advance(start, n + m)


@settings(max_examples=60, deadline=None)
@given(days, offsets, offsets, offsets, offsets)
def test_overlapping_stops_are_counted_once(received: date, a: int, m: int, b: int, n: int) -> None:
    one, other = stop(received + timedelta(a), m), stop(received + timedelta(b), n)
    stopped = [d for k in range(120) if one.covers(d := received + timedelta(k)) or other.covers(d)]
    counted, day = 0, received
    while counted < 20:
        day += timedelta(1)
        counted += official().works(day) and day not in stopped
    assert due(received, one, other) == day
    assert due(received, one, other, one) == day
    assert due(received, one, other) >= max(due(received, one), due(received, other))


@settings(max_examples=60, deadline=None)
@given(days, st.randoms())
def test_the_order_in_which_facts_are_told_is_without_meaning(received: date, random: Random) -> None:
    told = [
        Act(Kind.CORRECTION_NOTICE, received + timedelta(2)),
        Act(Kind.CORRECTION_RECEIVED, received + timedelta(9)),
        Act(Kind.THIRD_PARTY_ASKED, received + timedelta(12), "甲"),
        Act(Kind.THIRD_PARTY_REPLIED, received + timedelta(20), "甲"),
        Act(Kind.OTHER_ORGAN_ASKED, received + timedelta(12)),
        Act(Kind.OTHER_ORGAN_REPLIED, received + timedelta(12)),
        Act(Kind.EXTENSION_APPROVED, received + timedelta(21)),
        Act(Kind.EXTENSION_NOTIFIED, received + timedelta(21)),
    ]
    expected = clocks(received, *told)
    random.shuffle(told)
    assert clocks(received, *told) == expected


@settings(max_examples=60, deadline=None)
@given(days)
def test_an_extension_told_in_time_adds_exactly_twenty_working_days(received: date) -> None:
    plain = due(received)
    extended = reply_deadline([Start(received, "收到", ogi.A31_I1)], official(), told=[Extension(plain, plain, 20)]).due
    assert official().working_days_between(plain, extended) == 20


def test_every_day_of_every_channel_finds_a_rule_and_no_clash() -> None:
    for received in EVERY_DAY:
        for channel in Channel:
            found = request_clocks(channel, received, (), official())
            counted = [step for step in found.reply.steps if step.counts]
            assert [step.n for step in counted] == list(range(1, 21))
            assert all(official().works(step.day) for step in counted)
            assert found.reply.due == official().advance(received, 20)
            assert found.reply.provisional == (found.reply.due.year > 2026)
            assert len({step.day for step in found.reply.steps}) == len(found.reply.steps)


def test_six_months_end_on_the_first_working_day_from_the_corresponding_date() -> None:
    for day in EVERY_DAY:
        month = day.month + 6
        year, month = day.year + (month > 12), (month - 1) % 12 + 1
        corresponding = next(
            date(year, month, n)
            for n in range(day.day, 0, -1)
            if n <= 28 or (date(year, month, 1) + timedelta(n - 1)).month == month
        )
        found = direct_suit(day, official()).due
        assert official().works(found)
        skipped = [corresponding + timedelta(n) for n in range((found - corresponding).days)]
        assert not any(official().works(each) for each in skipped), day


_kinds = st.sampled_from([kind for kind, meaning in MEANINGS.items() if meaning.about_request])
_anything = st.lists(st.tuples(_kinds, st.integers(-3, 90), st.sampled_from(["", "甲"])), max_size=9)
_chosen = st.fixed_dictionaries({s.name: st.sampled_from(list(s.choices)) for s in ALL}).map(Settings.from_mapping)
_CHAINS = (
    (Kind.CORRECTION_NOTICE, Kind.CORRECTION_RECEIVED),
    (Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_RECEIVED, Kind.THIRD_PARTY_REPLIED),
    (Kind.CO_PRODUCER_ASKED, Kind.CO_PRODUCER_RECEIVED, Kind.CO_PRODUCER_REPLIED),
    (Kind.OTHER_ORGAN_ASKED, Kind.OTHER_ORGAN_REPLIED),
    (Kind.FEE_NOTICE, Kind.FEE_NOTICE_RECEIVED, Kind.FEE_PAID),
    (Kind.EXTENSION_APPROVED, Kind.EXTENSION_NOTIFIED),
)


@st.composite
def _plausible(draw: st.DrawFn) -> list[tuple[Kind, int, str]]:
    """Chains of facts in their order, broken off anywhere, starting within the period."""
    facts = []
    for chain in draw(st.lists(st.sampled_from(_CHAINS), unique=True, max_size=4)):
        day = draw(st.integers(0, 26))
        for kind in chain[: draw(st.integers(1, len(chain)))]:
            facts.append((kind, day, ""))
            day += draw(st.integers(0, 12))
    return facts


@settings(max_examples=300, deadline=None)
@given(days, st.sampled_from(Channel), st.one_of(_anything, _plausible()), _chosen)
def test_any_facts_give_an_answer_or_one_sentence(
    arrived: date, channel: Channel, facts: list[tuple[Kind, int, str]], chosen: Settings
) -> None:
    acts = [Act(kind, arrived + timedelta(n), label) for kind, n, label in facts]
    try:
        found = request_clocks(channel, arrived, acts, official(), chosen)
    except Impossible as refusal:
        sentence = str(refusal)
    else:
        sentence = ""
        assert_sound(found, arrived)
    event("refused" if sentence else "answered")
    assert "\n" not in sentence


def assert_sound(found: RequestClocks, arrived: date) -> None:
    assert found.receipt.day >= arrived
    for each in (found.reply, *found.others):
        assert each.steps[-1].day == each.due
        assert each.due > found.receipt.day
        assert [step.day for step in each.steps] == sorted(step.day for step in each.steps)
        counted = [step.n for step in each.steps if step.counts]
        assert counted == list(range(1, len(counted) + 1))
    assert 20 <= len([step for step in found.reply.steps if step.counts]) <= 40
