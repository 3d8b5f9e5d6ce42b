"""Whatever bytes stand in a file called ledger, they are read or refused with faults: nothing else is ever raised."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual.ledger.cells import CellFault, Raw, value
from gongkai.annual.ledger.columns import Column
from gongkai.annual.ledger.model import BadLedger
from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.sheets import SHEETS
from gongkai.annual.ledger.write import write
from gongkai.law.procedures.fields import FieldKind
from tests.annual.ledger.samples import book, rich_ledger, saved
from tests.fuzz.mutations import byte_damage

_CALM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_COLUMNS = [column for sheet in SHEETS for column in sheet.columns]
_CELLS: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=40),
    st.from_regex(r"\d{1,5}[-./年]\d{1,2}[-./月]\d{1,4}日?", fullmatch=True),
)


@cache
def _sound() -> bytes:
    return write(rich_ledger())


def _calmly(data: bytes) -> None:
    try:
        read(data)
    except BadLedger as bad:
        refused = bad
    else:
        return
    assert refused.faults
    assert all(fault.reason and fault.remedy for fault in refused.faults)


@_CALM
@given(st.data())
def test_damaged_bytes(data: st.DataObject) -> None:
    _calmly(data.draw(byte_damage(_sound())))


@_CALM
@given(st.data())
def test_a_damaged_part_in_a_sound_archive(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(_sound())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    parts[name] = data.draw(byte_damage(parts[name]))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for each, content in parts.items():
            new.writestr(each, content)
    _calmly(target.getvalue())


@_CALM
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    _calmly(data)
    _calmly(b"PK\x03\x04" + data)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(_COLUMNS), _CELLS)
def test_any_cell_has_one_reading_or_a_fault(column: Column, raw: Raw) -> None:
    try:
        found = value(column, raw)
    except CellFault as fault:
        refused = fault
        found = None
    else:
        refused = None
    assert refused is None or (refused.reason and refused.remedy)
    # What was read once reads the same again.
    if isinstance(found, str) and column.kind in (FieldKind.TEXT, FieldKind.LONG, FieldKind.DAY):
        assert value(column, found) == found


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.integers(2, 5), st.integers(1, 12), st.one_of(_TEXT, st.integers(0, 60000), st.dates())),
        max_size=6,
    )
)
def test_any_words_in_any_cells(cells: list[tuple[int, int, object]]) -> None:
    workbook = book()
    for sheet in SHEETS[1:]:
        for row, column, what in cells:
            told = "".join(c for c in what if c.isprintable()) if isinstance(what, str) else what
            workbook[sheet.title].cell(row, column).value = told  # type: ignore[assignment]  # any of the three
    _calmly(saved(workbook))
