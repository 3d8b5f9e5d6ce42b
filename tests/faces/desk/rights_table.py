"""Every address of the desk, and what it answers to whom. A new address gets a row here, or its test fails.

A row says, for GET and for POST with nothing in it: `stranger` (nobody logged in), `other` (the same role in another
organ), `wrong` (a role that may not), `right` (a role that may). `roles` names the right and the wrong one.

Rows of a room of their own (reports) are added with `ROWS.update(...)` from its own module, imported below.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.faces.desk.registers.shelf import PLACES

LOGIN = 302


@dataclass(frozen=True, slots=True)
class Answers:
    """The statuses of one address for one kind of visitor."""

    get: int
    post: int


@dataclass(frozen=True, slots=True)
class Row:
    """One address. `sample` fills the route's parameters; `{case}`, `{signed}`, `{remedy}`, `{record}` and `{question}` are cases of the office,
    `{items}`, `{documents}`, `{activities}` and `{tallies}` a row in each register."""

    sample: str
    right: Answers
    wrong: Answers | None = None
    other: Answers | None = None
    stranger: Answers = Answers(LOGIN, LOGIN)
    right_role: str = "clerk"
    wrong_role: str = "admin"


_PAGE, _FORM, _ACT = Answers(200, 405), Answers(200, 422), Answers(405, 302)
_NOT_FOUND, _GONE_BY_GET = Answers(404, 405), Answers(405, 404)
_NOT_FOUND_ALWAYS = Answers(404, 404)
_DENIED, _DENIED_BY_GET = Answers(403, 403), Answers(403, 405)
_LOGIN_BY_GET, _LOGIN_BY_POST = Answers(LOGIN, 405), Answers(405, LOGIN)


def _letters(room: str, case: str) -> dict[str, Row]:
    """The letters on a case of a sort that has any."""
    of, sample = f"desk/{room}/<int:pk>/letters/", f"desk/{room}/{{{case}}}/letters/"
    told = {of: Row(sample, _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET)}
    # What is asked for, what a right role is told of a letter that is not there, and what a wrong one is.
    acts = [("<int:entry>/", "1/", act, 422, 403) for act in ("draft/", "issue/")]
    made = [("", 404, 403), ("signed/", 422, 422), ("withdraw/", 404, 403)]
    acts += [("made/<int:letter>/", "made/1/", act, right, wrong) for act, right, wrong in made]
    for place, instead, act, right, wrong in acts:
        told[f"{of}{place}{act}"] = Row(
            f"{sample}{instead}{act}",
            Answers(405, right),
            wrong=Answers(405, wrong),
            wrong_role="leader",
            other=_GONE_BY_GET,
            stranger=_LOGIN_BY_POST,
        )
    return told


ROWS: dict[str, Row] = {
    "desk/": Row("desk/", _PAGE, stranger=_LOGIN_BY_GET),
    "desk/post/": Row("desk/post/", _ACT, stranger=_LOGIN_BY_POST),
    "desk/help/": Row("desk/help/", _PAGE, stranger=_LOGIN_BY_GET),
    "desk/alike/": Row("desk/alike/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/requests/": Row("desk/requests/", Answers(200, 200), wrong=_DENIED),
    "desk/requests/figures/": Row("desk/requests/figures/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/requests/saved/": Row("desk/requests/saved/", _ACT, wrong=Answers(405, 403), stranger=_LOGIN_BY_POST),
    "desk/requests/saved/<int:pk>/": Row(
        "desk/requests/saved/1/", _ACT, wrong=Answers(405, 403), stranger=_LOGIN_BY_POST
    ),
    "desk/requests/marked/": Row("desk/requests/marked/", _ACT, wrong=Answers(405, 403), stranger=_LOGIN_BY_POST),
    "desk/requests/export/": Row("desk/requests/export/", _FORM, wrong=_DENIED),
    "desk/requests/export/<int:pk>/": Row("desk/requests/export/1/", _NOT_FOUND, stranger=_LOGIN_BY_GET),
    "desk/requests/export/<int:pk>/do/": Row("desk/requests/export/1/do/", _ACT, stranger=_LOGIN_BY_POST),
    "desk/requests/new/": Row("desk/requests/new/", _FORM, wrong=_DENIED, wrong_role="reviewer"),
    "desk/requests/<int:pk>/": Row(
        "desk/requests/{case}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
    ),
    "desk/requests/<int:pk>/personal/": Row(
        "desk/requests/{case}/personal/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        wrong_role="leader",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    "desk/requests/owing/": Row("desk/requests/owing/", _PAGE, stranger=_LOGIN_BY_GET),
    **{
        f"desk/requests/<int:pk>/{page}/": Row(
            f"desk/requests/{{case}}/{page}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
        )
        for page in ("clock", "departments", "plan", "receipt", "searches", "try")
    },
    "desk/requests/<int:pk>/try/<slug:event>/": Row(
        "desk/requests/{case}/try/request_extension/", _FORM, wrong=_NOT_FOUND_ALWAYS, other=_NOT_FOUND_ALWAYS
    ),
    "desk/requests/<int:pk>/split/": Row(
        "desk/requests/{case}/split/", _FORM, wrong=_DENIED, wrong_role="leader", other=_NOT_FOUND_ALWAYS
    ),
    "desk/requests/<int:pk>/papers/": Row(
        "desk/requests/{case}/papers/", _FORM, wrong=_NOT_FOUND_ALWAYS, other=_NOT_FOUND_ALWAYS
    ),
    "desk/requests/<int:pk>/papers/<int:paper>/": Row(
        "desk/requests/{case}/papers/{paper}/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        wrong_role="leader",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    "desk/requests/<int:pk>/do/<slug:event>/": Row(
        "desk/requests/{case}/do/note/",
        _FORM,
        wrong=_DENIED,
        wrong_role="leader",
        other=Answers(404, 404),
    ),
    **_letters("requests", "case"),
    "desk/guidance/": Row("desk/guidance/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/remedies/": Row("desk/remedies/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/remedies/new/": Row("desk/remedies/new/", _FORM, wrong=_DENIED, wrong_role="reviewer"),
    "desk/remedies/<int:pk>/": Row(
        "desk/remedies/{remedy}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
    ),
    "desk/remedies/<int:pk>/personal/": Row(
        "desk/remedies/{remedy}/personal/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        wrong_role="leader",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    "desk/remedies/<int:pk>/do/<slug:event>/": Row(
        "desk/remedies/{remedy}/do/note/",
        _FORM,
        wrong=_DENIED,
        wrong_role="leader",
        other=Answers(404, 404),
    ),
}

ROWS |= {
    "desk/records/": Row("desk/records/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/records/new/": Row("desk/records/new/", _FORM, wrong=_DENIED, wrong_role="reviewer"),
    "desk/records/<int:pk>/": Row(
        "desk/records/{record}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
    ),
    "desk/records/<int:pk>/personal/": Row(
        "desk/records/{record}/personal/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        wrong_role="leader",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    "desk/records/<int:pk>/papers/": Row(
        "desk/records/{record}/papers/", _FORM, wrong=_NOT_FOUND_ALWAYS, other=_NOT_FOUND_ALWAYS
    ),
    "desk/records/<int:pk>/papers/<int:paper>/": Row(
        "desk/records/{record}/papers/{evidence}/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        wrong_role="leader",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    "desk/records/<int:pk>/papers/<int:paper>/shown/": Row(
        "desk/records/{record}/papers/{evidence}/shown/",
        Answers(405, 302),
        wrong=Answers(405, 403),
        wrong_role="leader",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    **_letters("records", "record"),
    "desk/records/<int:pk>/do/<slug:event>/": Row(
        "desk/records/{record}/do/note/",
        _FORM,
        wrong=_DENIED,
        wrong_role="leader",
        other=Answers(404, 404),
    ),
}

ROWS |= {
    "desk/questions/": Row("desk/questions/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/questions/export.csv": Row("desk/questions/export.csv", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/questions/new/": Row("desk/questions/new/", _FORM, wrong=_DENIED, wrong_role="reviewer"),
    "desk/questions/<int:pk>/": Row(
        "desk/questions/{question}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
    ),
    "desk/questions/<int:pk>/personal/": Row(
        "desk/questions/{question}/personal/",
        Answers(405, 422),
        wrong=Answers(405, 403),
        wrong_role="reviewer",
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
    ),
    "desk/questions/<int:pk>/do/<slug:event>/": Row(
        "desk/questions/{question}/do/note/",
        _FORM,
        wrong=_DENIED,
        wrong_role="reviewer",
        other=Answers(404, 404),
    ),
}

ROWS["desk/schedule/"] = Row(
    "desk/schedule/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET, right_role="head", wrong_role="clerk"
)

ROWS |= {
    "desk/watch/": Row("desk/watch/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET),
    "desk/watch/<int:pk>/put-off/": Row(
        "desk/watch/{alert}/put-off/", _FORM, wrong=_DENIED, wrong_role="leader", other=Answers(404, 404)
    ),
    "desk/watch/calendar/": Row("desk/watch/calendar/", _FORM, wrong=_DENIED),
    "desk/watch/told/": Row("desk/watch/told/", _FORM),
    "desk/watch/outbox/": Row(
        "desk/watch/outbox/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET, right_role="head", wrong_role="clerk"
    ),
    "desk/watch/outbox/<int:pk>/again/": Row(
        "desk/watch/outbox/{message}/again/",
        _ACT,
        wrong=Answers(405, 403),
        other=_GONE_BY_GET,
        stranger=_LOGIN_BY_POST,
        right_role="head",
        wrong_role="clerk",
    ),
    # The address is the key: whoever is logged in gets no more by one that is none.
    "desk/calendar/<slug:token>.ics": Row("desk/calendar/00.ics", _NOT_FOUND, stranger=_NOT_FOUND),
}

ROWS["desk/registers/"] = Row("desk/registers/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
for _key, _place in PLACES.items():
    _list = _place.lstrip("/")
    _one = f"{_list}{{{_key}}}/"
    ROWS[_list] = Row(_list, _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
    ROWS[f"{_list}new/"] = Row(f"{_list}new/", _FORM, wrong=_DENIED, wrong_role="reviewer")
    ROWS[f"{_list}<int:pk>/"] = Row(_one, _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET)
    ROWS[f"{_list}<int:pk>/do/<slug:event>/"] = Row(
        f"{_one}do/annul/", _FORM, wrong=_DENIED, wrong_role="leader", other=Answers(404, 404)
    )

ROWS["desk/columns/new/"] = Row("desk/columns/new/", _FORM, wrong=_DENIED, wrong_role="reviewer")
ROWS["desk/columns/usual/"] = Row("desk/columns/usual/", Answers(200, 302), wrong=_DENIED, wrong_role="reviewer")
ROWS["desk/columns/adopt/"] = Row(
    "desk/columns/adopt/", _ACT, wrong=Answers(405, 403), stranger=_LOGIN_BY_POST, wrong_role="leader"
)
for _page in ("", "month/", "catalogue/"):
    _path = f"desk/columns/{_page}"
    ROWS[_path] = Row(_path, _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
ROWS["desk/columns/<int:pk>/"] = Row(
    "desk/columns/{column}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
)
ROWS["desk/columns/<int:pk>/move/"] = Row(
    "desk/columns/{column}/move/",
    _ACT,
    wrong=Answers(405, 403),
    other=_GONE_BY_GET,
    stranger=_LOGIN_BY_POST,
    wrong_role="leader",
)
ROWS["desk/columns/<int:pk>/do/<slug:event>/"] = Row(
    "desk/columns/{column}/do/close/", _FORM, wrong=_DENIED, wrong_role="leader", other=Answers(404, 404)
)

# Documents: what belongs to one, clean-up, the comparison with the province.
ROWS["desk/registers/documents/"] = Row("desk/registers/documents/", Answers(301, 301), stranger=Answers(301, 301))
ROWS["desk/registers/documents/<int:pk>/"] = Row(
    "desk/registers/documents/{document}/", Answers(301, 301), stranger=Answers(301, 301)
)
ROWS["desk/documents/export.<slug:suffix>"] = Row(
    "desk/documents/export.csv", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET
)
ROWS["desk/documents/clean-up/"] = Row("desk/documents/clean-up/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
for _path, _sample in (("lists/", "lists/"), ("lists.<slug:suffix>", "lists.xlsx")):
    ROWS[f"desk/documents/clean-up/{_path}"] = Row(
        f"desk/documents/clean-up/{_sample}?name=2025年清理",
        _PAGE,
        wrong=_DENIED_BY_GET,
        other=_NOT_FOUND,
        stranger=_LOGIN_BY_GET,
    )
ROWS["desk/documents/same-source/"] = Row("desk/documents/same-source/", _FORM, wrong=_DENIED)
ROWS["desk/documents/same-source/<int:pk>/"] = Row(
    "desk/documents/same-source/{difference}/", _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
)
ROWS["desk/documents/same-source/<int:pk>/do/<slug:event>/"] = Row(
    "desk/documents/same-source/{difference}/do/settle/",
    _FORM,
    wrong=_DENIED,
    wrong_role="compiler",
    other=Answers(404, 404),
)
for _what in ("amend", "conclude"):
    ROWS[f"desk/documents/<int:pk>/{_what}/"] = Row(
        f"desk/documents/{{document}}/{_what}/", _FORM, wrong=_DENIED, wrong_role="leader", other=Answers(404, 404)
    )
for _what in ("amendment", "conclusion"):
    ROWS[f"desk/documents/{_what}s/<int:pk>/do/<slug:event>/"] = Row(
        f"desk/documents/{_what}s/{{{_what}}}/do/annul/",
        _FORM,
        wrong=_DENIED,
        wrong_role="leader",
        other=Answers(404, 404),
    )

ROWS["desk/activities/"] = Row("desk/activities/", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
ROWS["desk/sessions/"] = Row("desk/sessions/", Answers(302, 405), wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
for _room, _key, _event in (("activities", "activity", "annul"), ("sessions", "session", "hold")):
    _one = f"desk/{_room}/{{{_key}}}/"
    ROWS[f"desk/{_room}/new/"] = Row(f"desk/{_room}/new/", _FORM, wrong=_DENIED, wrong_role="reviewer")
    ROWS[f"desk/{_room}/<int:pk>/"] = Row(_one, _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET)
    ROWS[f"desk/{_room}/<int:pk>/do/<slug:event>/"] = Row(
        f"{_one}do/{_event}/", _FORM, wrong=_DENIED, wrong_role="leader", other=Answers(404, 404)
    )
ROWS["desk/sessions/<int:pk>/files/"] = Row(
    "desk/sessions/{session}/files/",
    _ACT,
    wrong=Answers(405, 403),
    other=_GONE_BY_GET,
    stranger=_LOGIN_BY_POST,
    wrong_role="leader",
)
ROWS["desk/sessions/<int:pk>/files/<slug:digest>/"] = Row(
    "desk/sessions/{session}/files/{material}/",
    _PAGE,
    wrong=_NOT_FOUND,
    other=_NOT_FOUND,
    stranger=_LOGIN_BY_GET,
)

# What citizens did not find is the site's: every organ that publishes looks at it; entries are those of the organ that made them.
for _path in ("", "synonyms/"):
    ROWS[f"desk/search/{_path}"] = Row(f"desk/search/{_path}", _PAGE, wrong=_DENIED_BY_GET, stranger=_LOGIN_BY_GET)
for _path in ("settle/", "synonyms/new/", "synonyms/import/"):
    ROWS[f"desk/search/{_path}"] = Row(f"desk/search/{_path}", _FORM, wrong=_DENIED, wrong_role="reviewer")
for _room, _key in (("synonyms", "synonym"), ("settled", "settled")):
    _one = f"desk/search/{_room}/{{{_key}}}/"
    ROWS[f"desk/search/{_room}/<int:pk>/"] = Row(
        _one, _PAGE, wrong=_NOT_FOUND, other=_NOT_FOUND, stranger=_LOGIN_BY_GET
    )
    ROWS[f"desk/search/{_room}/<int:pk>/do/<slug:event>/"] = Row(
        f"{_one}do/annul/", _FORM, wrong=_DENIED, wrong_role="leader", other=Answers(404, 404)
    )
