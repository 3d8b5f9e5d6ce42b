"""Invented material: one county year counted by hand, and every consistent year that Hypothesis can think of."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from gongkai.annual.compile.cells import outcomes_of
from gongkai.annual.compile.material import (
    DocumentCounts,
    Material,
    Narrative,
    RemedyGroup,
    RequestGroup,
    When,
)
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.returns import CASE_GROUPS

ORGAN = "清河县人民政府办公室"
WORDS = {
    "platform": "按季度检查政府网站各栏目，及时补充内容。",
    "supervision": "公开工作纳入各单位年度考核。",
    "problems": "部分栏目更新不够及时。",
    "measures": "下一步将按月核对栏目内容。",
}
YEAR = tomllib.loads((Path(__file__).parent / "county_year.toml").read_text(encoding="utf-8"))


def county_year() -> Material:
    """The year of the data file."""
    requests = {
        RequestGroup(kind, decision, When(came), When(ended)): n for kind, decision, came, ended, n in YEAR["requests"]
    }
    remedies = {
        RemedyGroup(group, capacity, outcome, When(came), When(ended)): n
        for group, capacity, outcome, came, ended, n in YEAR["remedies"]
    }
    return material(
        requests=requests,
        remedies=remedies,
        documents={kind: DocumentCounts(*counts) for kind, counts in YEAR["documents"].items()},
        tallies=YEAR["tallies"],
        fee_requests=YEAR["fees"]["requests"],
        fee_yuan=YEAR["fees"]["yuan"],
        narrative=Narrative(812, 6, 4, "第七届“政务公开日”活动", WORDS),
    )


def material(**given: object) -> Material:
    """A year in which nothing happened but what is given."""
    told: dict[str, object] = {
        "organ": ORGAN,
        "organ_kind": "office",
        "year": 2024,
        "as_of": date(2024, 12, 31),
        "requests": {},
        "remedies": {},
        "documents": {},
        "tallies": {},
        "fee_requests": 0,
        "fee_yuan": 0,
        "narrative": Narrative(0, 0, 0, "", WORDS),
    }
    return Material(**{**told, **given})  # type: ignore[arg-type]  # names are those of the fields


_COUNT = st.integers(0, 400)
_CAME = st.sampled_from((When.BEFORE, When.WITHIN))


@st.composite
def request_groups(draw: st.DrawFn) -> RequestGroup:
    """A group that some line counts: closed with a decision, or open without."""
    ended = draw(st.sampled_from((When.WITHIN, When.LATER)))
    decision = draw(st.sampled_from(DECISIONS)).code if ended is When.WITHIN else ""
    return RequestGroup(draw(st.sampled_from(list(APPLICANT_KINDS))), decision, draw(_CAME), ended)


@st.composite
def remedy_groups(draw: st.DrawFn) -> RemedyGroup:
    group = draw(st.sampled_from(list(CASE_GROUPS)))
    ended = draw(st.sampled_from((When.WITHIN, When.LATER)))
    outcome = draw(st.sampled_from(outcomes_of(group))).code if ended is When.WITHIN else ""
    return RemedyGroup(group, draw(st.sampled_from(("own", "reviewer"))), outcome, draw(_CAME), ended)


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Any consistent year: an office with documents, tallies, fees, and what else the prose tells."""
    year = draw(st.integers(2019, 2030))
    last = date(year, 12, 31)
    maybe = st.none() | _COUNT
    return Material(
        organ=ORGAN,
        organ_kind="office",
        year=year,
        as_of=draw(st.just(last) | st.dates(date(year, 1, 1), last)),
        requests=draw(st.dictionaries(request_groups(), _COUNT, max_size=25)),
        remedies=draw(st.dictionaries(remedy_groups(), _COUNT, max_size=12)),
        documents={"normative": draw(st.builds(DocumentCounts, _COUNT, _COUNT, _COUNT))},
        tallies=draw(
            st.fixed_dictionaries(
                {
                    "licence_granted": _COUNT,
                    "licence_refused": _COUNT,
                    "penalty": _COUNT,
                    "coercion": _COUNT,
                    "charges_yuan": st.integers(0, 10**12),
                }
            )
        ),
        fee_requests=draw(_COUNT),
        fee_yuan=draw(_COUNT),
        narrative=Narrative(
            draw(maybe), draw(maybe), draw(maybe), draw(st.sampled_from(("", "第七届“政务公开日”活动"))), WORDS
        ),
    )
