"""Addresses of the desk, all below /desk/."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from gongkai.faces.desk import calendar_feed, guide, posts, schedule, today, volume
from gongkai.faces.desk.acts import views as acts
from gongkai.faces.desk.cases import listing, page, questions, records, register, remedies, taken_in
from gongkai.faces.desk.cases.list_urls import LISTS
from gongkai.faces.desk.cases.records import RECORDS
from gongkai.faces.desk.cases.request_urls import INSIDE
from gongkai.faces.desk.cases.rooms import QUESTIONS, REMEDIES, REQUESTS, Room
from gongkai.faces.desk.guidance.board import board
from gongkai.faces.desk.records.urls import INSIDE as RECORD_PAGES


def _cases(room: Room) -> list[URLPattern]:
    """The addresses that every sort of case has."""
    told = {"room": room}
    return [
        path("<int:pk>/", page.case, told, name="case"),
        path("<int:pk>/personal/", page.personal, told, name="personal"),
        path("<int:pk>/do/<slug:event>/", acts.act, told, name="act"),
    ]


_requests = [
    path("", listing.request_list, name="list"),
    path("new/", register.register, name="new"),
    *LISTS,
    *_cases(REQUESTS),
    *INSIDE,
    path("<int:pk>/receipt/", taken_in.taken_in, name="receipt"),
]

_remedies = [
    path("", remedies.remedy_list, name="list"),
    path("new/", remedies.register, name="new"),
    *_cases(REMEDIES),
]

_questions = [
    path("", questions.question_list, name="list"),
    path("new/", questions.register, name="new"),
    path("export.csv", questions.export, name="export"),
    *_cases(QUESTIONS),
]

_records = [
    path("", records.record_list, name="list"),
    path("new/", records.register, name="new"),
    *_cases(RECORDS),
    *RECORD_PAGES,
]

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("post/", posts.choose, name="post"),
    path("help/", posts.shortcuts, name="help"),
    path("requests/", include((_requests, "request"))),
    path("remedies/", include((_remedies, "remedy"))),
    path("questions/", include((_questions, "question"))),
    path("records/", include((_records, "record"))),
    path("alike/", volume.volume, name="alike"),
    path("items/", include("gongkai.faces.desk.items.urls")),
    path("duties/", include("gongkai.faces.desk.items.duty_urls")),
    path("moving-in/", include("gongkai.faces.desk.moving_in.urls")),
    path("columns/", include("gongkai.faces.desk.columns.urls")),
    path("activities/", include("gongkai.faces.desk.activities.urls")),
    path("sessions/", include("gongkai.faces.desk.activities.session_urls")),
    path("reports/", include("gongkai.faces.desk.reports.urls")),
    path("documents/", include("gongkai.faces.desk.documents.urls")),
    path("search/", include("gongkai.faces.desk.search.urls")),
    path("guidance/", board, name="guidance"),
    path("registers/", include("gongkai.faces.desk.registers.urls")),
    path("ledger/", include("gongkai.faces.desk.ledgers.urls")),
    path("guide/", guide.office_guide, name="guide"),
    path("watch/", include("gongkai.faces.desk.watch.urls")),
    path("calendar/<slug:token>.ics", calendar_feed.feed, name="feed"),
    path("schedule/", schedule.schedule_page, name="schedule"),
]
