"""An installation is set up and watched over from the shell: organs, people, the journal, personal data."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from pytest_django import Settings

from gongkai.apps.journal import actions, vault
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import actions as papers
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.faces.cli import main
from tests.apps.files.made import a_picture
from tests.rigs.journal import lifted

pytestmark = pytest.mark.django_db
PASSWORD = "heavy-rain-4711"
FOUND = ("organs", "found", "office", "--name", "测试县人民政府办公室", "--kind", "office", "--level", "county")


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run a command with a line on its standard input; exit code, stdout, stderr."""

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def office(say) -> None:  # type: ignore[no-untyped-def]
    assert say(*FOUND, "--since", "2020-01-01")[0] == 0


@pytest.fixture
def clerk(say, office: None) -> None:  # type: ignore[no-untyped-def]
    words = (
        "people",
        "add",
        "zhang",
        "--name",
        "张三",
        "--organ",
        "office",
        "--role",
        "经办人",
        "--since",
        "2020-01-01",
    )
    assert say(*words, typed=PASSWORD)[0] == 0


def test_the_first_administrator_from_nothing(say) -> None:  # type: ignore[no-untyped-def]
    assert say("organs", "list") == (0, "没有机关。用 gongkai organs found 设立。\n", "")
    assert say("people", "list") == (0, "没有人员。用 gongkai people add 开通。\n", "")
    assert say(*FOUND)[0] == 0
    code, out, _ = say(
        "people", "add", "admin", "--name", "王一", "--organ", "测试县人民政府办公室", "--role", "admin", typed=PASSWORD
    )
    assert code == 0
    assert "系统管理员" in out
    assert people.person("admin").check_password(PASSWORD)
    (row,) = json.loads(say("people", "list", "--json")[1])
    assert (row["login"], row["posts"][0]["role"]) == ("admin", "admin")


@pytest.mark.parametrize(
    ("words", "typed", "about"),
    [
        (("people", "add", "b", "--name", "李四", "--organ", "office", "--role", "clerk"), PASSWORD, "登录名"),
        (("people", "add", "li", "--name", "李四", "--organ", "office", "--role", "clerk"), "12345", "密码"),
        (("people", "add", "li", "--name", "李四", "--organ", "nobody", "--role", "clerk"), PASSWORD, "nobody"),
        (("people", "add", "li", "--name", "李四", "--organ", "office", "--role", "king"), PASSWORD, "king"),
        (("people", "add", "zhang", "--name", "李四", "--organ", "office", "--role", "clerk"), PASSWORD, "已有人使用"),
        (("people", "appoint", "zhang", "--organ", "office", "--role", "clerk"), "", "不用重复任职"),
        (("people", "appoint", "zhang", "--organ", "office", "--role", "head", "--since", "soon"), "", "soon"),
        (("people", "dismiss", "zhang", "--organ", "office", "--role", "head"), "", "没有这个职务"),
        (("people", "password", "nobody"), PASSWORD, "nobody"),
        (("people", "on", "zhang"), "", "没有停用"),
        ((*FOUND[:2], "office", *FOUND[3:]), "", "已有机关使用"),
        (("organs", "found", "x", "--name", "测试县水务局", "--kind", "x", "--level", "county"), "", "类别"),
        (("organs", "move", "office", "--parent", "office"), "", "不能作为它的上级"),
        (("organs", "describe", "office", "--set", "phone"), "", "名称=值"),
        (("organs", "describe", "office", "--set", "email=x"), "", "电子邮箱"),
        (("verify", "--head", "2026-01-01:abc"), "", "--head"),
        (("verify", "--head", f"2026-13-01:{'a' * 64}"), "", "--head"),
        (("verify", "--organ", "nobody"), "", "nobody"),
        (("heads", "--last", "0"), "", "--last"),
    ],
)
def test_what_is_refused_is_one_line_and_changes_nothing(  # type: ignore[no-untyped-def]
    say, clerk: None, words: tuple[str, ...], typed: str, about: str
) -> None:
    before = journal.verify().entries
    code, out, err = say(*words, typed=typed)
    assert code == 2
    assert out == ""
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    assert about in err
    assert journal.verify().entries == before


def test_organs_are_renamed_described_moved_and_dissolved(say, office: None) -> None:  # type: ignore[no-untyped-def]
    words = ("--kind", "department", "--level", "county", "--since", "2020-01-01")
    assert say("organs", "found", "water", "--name", "测试县水利局", "--parent", "office", *words)[0] == 0
    assert say("organs", "rename", "water", "--name", "测试县水务局", "--since", "2022-07-01")[0] == 0
    assert say("organs", "describe", "测试县水务局", "--set", "phone=0000-1", "--set", "court=测试县人民法院")[0] == 0
    organ = organs.organ("water", date(2026, 1, 1))
    assert (organ.phone, organ.court) == ("0000-1", "测试县人民法院")
    assert organs.name_on(organ.pk, date(2021, 12, 31)) == "测试县水利局"
    listed = json.loads(say("organs", "list", "--json")[1])
    assert [(row["code"], row["depth"]) for row in listed] == [("office", 0), ("water", 1)]
    assert say("organs", "move", "water")[0] == 0
    assert say("organs", "dissolve", "water", "--last-day", "2025-12-31")[0] == 0
    assert [row["code"] for row in json.loads(say("organs", "list", "--json")[1])] == ["office"]


def test_a_post_may_be_given_until_a_day(say, clerk: None) -> None:  # type: ignore[no-untyped-def]
    words = ("people", "appoint", "zhang", "--organ", "office", "--role", "reviewer", "--since", "2026-01-05")
    code, out, _ = say(*words, "--until", "2026-03-31")
    assert (code, "到 2026-03-31 为止" in out) == (0, True)
    code, _, err = say(*words[:-1], "2026-05-05", "--until", "2026-04-30")
    assert code == 2
    assert "末日 2026-04-30 在首日 2026-05-05 之前" in err


def test_posts_passwords_and_switching_off(say, clerk: None) -> None:  # type: ignore[no-untyped-def]
    assert say("people", "appoint", "zhang", "--organ", "office", "--role", "head")[0] == 0
    assert say("people", "dismiss", "zhang", "--organ", "office", "--role", "clerk")[0] == 0
    assert say("people", "password", "zhang", typed="other-weather-15")[0] == 0
    person = people.person("zhang")
    assert person.check_password("other-weather-15")
    assert say("people", "off", "zhang")[0] == 0
    assert not people.person("zhang").is_active
    assert "已停用" in say("people", "list")[1]
    assert say("people", "on", "zhang")[0] == 0
    assert say("people", "unlock", "zhang") == (0, "zhang 没有被锁定。\n", "")
    events = [entry.event for entry in journal.entries("person", person.pk)]
    assert events == ["join", "appoint", "appoint", "dismiss", "password", "deactivate", "reactivate"]
    assert "张三" not in repr([entry.payload for entry in journal.entries("person", person.pk)])


def test_a_locked_login_and_a_lost_second_factor_are_mended(say, clerk: None, client: Client) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        client.post("/desk/login/", {"login": "zhang", "password": "wrong"})
    assert client.post("/desk/login/", {"login": "zhang", "password": PASSWORD}).status_code == 429
    assert say("people", "unlock", "zhang")[1] == "已解除 zhang 的锁定。\n"
    assert client.post("/desk/login/", {"login": "zhang", "password": PASSWORD}).status_code == 302
    person = people.person("zhang")
    code, _, err = say("people", "second-factor", "zhang")
    assert (code, "没有设置动态验证码" in err) == (2, True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    assert say("people", "second-factor", "zhang")[0] == 0
    assert not Authenticator.objects.exists()
    assert journal.entries("person", person.pk)[-1].event == "second_factor_dropped"


class TestVerify:
    def test_before_and_after_a_forged_row(self, say, clerk: None) -> None:  # type: ignore[no-untyped-def]
        code, out, _ = say("verify")
        assert code == 0
        assert out.startswith("完好：3 条、1 个机关")
        with lifted(), connection.cursor() as cursor:
            cursor.execute("""UPDATE journal_entry SET payload = '{"forged":1}' WHERE seq = 2""")
        code, out, _ = say("verify")
        assert code == 1
        assert out.startswith("测试县人民政府办公室：第 2 条")
        told = json.loads(say("verify", "--json", "--organ", "office")[1])
        assert (told["broken"][0]["seq"], told["broken"][0]["kind"]) == (2, "hash")
        assert told["broken"][0]["organ"] == "测试县人民政府办公室"

    def test_against_a_head_kept_outside(self, say, office: None, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
        organ = organs.organ("office", date(2026, 1, 1))
        clerk = Actor("7", "", organ.pk, "clerk")
        actions.append("request", 1, "note", date(2026, 3, 2), clerk, datetime(2026, 3, 2, 1, tzinfo=UTC), {})
        (head,) = json.loads(say("heads", "--json", "--last", "1")[1])
        assert say("heads", "--last", "1")[1] == f"{head['day']}:{head['head']}\n"
        assert say("verify", "--head", f"{head['day']}:{head['head']}")[0] == 0
        code, out, _ = say("verify", "--head", f"{head['day']}:{'a' * 64}")
        assert code == 1
        assert head["day"] in out

    def test_missing_guards_are_told(self, say, office: None) -> None:  # type: ignore[no-untyped-def]
        with lifted():
            code, out, _ = say("verify")
        assert code == 1
        assert "触发器" in out

    def test_the_heads_of_an_empty_journal(self, say) -> None:  # type: ignore[no-untyped-def]
        assert say("heads") == (0, "截至昨天没有登记，还没有日汇总。\n", "")
        assert say("verify")[0] == 0


class TestVault:
    @pytest.fixture
    def archived(self, office: None, tmp_path: Path, settings: Settings) -> PersonalRecord:
        settings.VAULT_KEYS = str(tmp_path / "keys.json")
        organ = organs.organ("office", date(2026, 1, 1))
        clerk = Actor("7", "", organ.pk, "clerk")
        now = datetime(2015, 3, 2, 1, tzinfo=UTC)
        for subject_id, last in ((1, "archive"), (2, "reopen"), (3, "note")):
            record = vault.seal(organ.pk, {"applicant_name": "李四光"})
            actions.append("request", subject_id, "register", date(2015, 1, 1), clerk, now, {}, record)
            actions.append(
                "request", subject_id, "archive" if last != "note" else last, date(2015, 2, 1), clerk, now, {}
            )
            if last == "reopen":
                actions.append("request", subject_id, last, date(2015, 3, 1), clerk, now, {})
        return PersonalRecord.objects.earliest("pk")

    def test_what_was_archived_long_ago_is_shredded(self, say, archived: PersonalRecord, settings: Settings) -> None:  # type: ignore[no-untyped-def]
        assert "没有设置" in say("vault", "shred")[1]
        settings.PERSONAL_YEARS = 10
        code, out, _ = say("vault", "shred")
        assert (code, out) == (0, "销毁了 1 份期满的个人信息，都已记入台账日志。\n")
        archived.refresh_from_db()
        assert bytes(archived.sealed) == b""
        assert say("verify", "--records")[0] == 0

    def test_new_keys(self, say, archived: PersonalRecord) -> None:  # type: ignore[no-untyped-def]
        assert "重新密封了 3 份" in say("vault", "rotate")[1]
        assert "重新密封了 0 份" in say("vault", "rotate", "--continue")[1]
        assert say("verify", "--records")[0] == 0

    def test_lost_keys_are_one_line(self, say, archived: PersonalRecord, settings: Settings) -> None:  # type: ignore[no-untyped-def]
        Path(settings.VAULT_KEYS).unlink()
        for words in (("vault", "rotate"), ("verify", "--records")):
            code, _, err = say(*words)
            assert code == 2
            assert "从备份恢复" in err

    def test_sealed_files_are_verified_survive_new_keys_and_go_with_their_case(  # type: ignore[no-untyped-def]
        self, say, archived: PersonalRecord, settings: Settings, tmp_path: Path
    ) -> None:
        settings.PAPERS_ROOT = tmp_path / "papers"
        clerk = Actor("7", "甲", archived.organ_id, "clerk")
        now = datetime(2020, 1, 6, tzinfo=UTC)
        papers.add(clerk, "request", 1, "identity", [papers.Upload("证件.png", a_picture())], now)
        assert say("vault", "rotate")[0] == 0
        assert say("verify", "--records")[0] == 0
        (kept,) = settings.PAPERS_ROOT.glob("??/*")
        whole = kept.read_bytes()
        kept.write_bytes(whole[:-1])
        code, out, _ = say("verify", "--records")
        assert (code, "案卷材料" in out) == (1, True)
        kept.write_bytes(whole)
        settings.PERSONAL_YEARS = 1
        assert say("vault", "shred")[0] == 0
        assert not kept.exists()
        assert say("verify", "--records")[0] == 0
