"""A list is fetched over https only, from the host that was named, within bounds; every refusal is one sentence."""

from __future__ import annotations

import datetime
import io
import ipaddress
import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.apps.documents.same_source import fetching
from gongkai.apps.documents.same_source.fetching import NotFetched, fetch
from gongkai.texts.provincial import read

HEADINGS, ROW = ("标题", "文号", "施行日期"), ("绿化管理办法", "昌政发〔2024〕1号", "2024-04-01")


def _book() -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    sheet.append(ROW)
    book.save(out)
    return out.getvalue()


def _table() -> bytes:
    rows = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in each)}</tr>" for each in (HEADINGS, ROW))
    return f"<!doctype html><meta charset=gb2312><table>{''.join(rows)}</table>".encode("gb18030")


LISTS = {
    "/all.json": json.dumps([dict(zip(HEADINGS, ROW, strict=True))], ensure_ascii=False).encode(),
    "/all.csv": "\r\n".join(",".join(each) for each in (HEADINGS, ROW)).encode("gb18030"),
    "/all.xlsx": _book(),
    "/all.html": _table(),
}
"""One list in every shape that an address may give."""


class Lists(BaseHTTPRequestHandler):
    """Answers that a list's host may give."""

    def do_GET(self) -> None:
        there = {"/moved": "/list.json", "/away": "https://elsewhere.example/list.json", "/round": "/round"}
        if self.path in there:
            self.send_response(302)
            self.send_header("Location", there[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.end_headers()
        if self.path in LISTS:
            self.wfile.write(LISTS[self.path])
            return
        self.wfile.write(b"x" * 5000 if self.path == "/large" else b"[]")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture(scope="module")
def host(certificate: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Lists)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_a_list_is_fetched_and_a_move_within_the_host_is_followed(host: str, trusting: ssl.SSLContext) -> None:
    assert fetch(f"{host}/list.json", private=True, context=trusting) == b"[]"
    assert fetch(f"{host}/moved", private=True, context=trusting) == b"[]"


@pytest.mark.parametrize("path", LISTS)
def test_whatever_shape_an_address_gives_is_read_alike(host: str, trusting: ssl.SSLContext, path: str) -> None:
    (row,) = read(fetch(host + path, private=True, context=trusting)).rows
    assert (row.title, row.number, str(row.in_force_on)) == ROW


@pytest.mark.parametrize(
    ("path", "says"), [("/away", "转到了另一个主机"), ("/round", "反复跳转"), ("/none", "答复 404")]
)
def test_what_leads_away_or_nowhere_is_refused(host: str, trusting: ssl.SSLContext, path: str, says: str) -> None:
    with pytest.raises(NotFetched, match=says):
        fetch(host + path, private=True, context=trusting)


def test_a_private_network_is_refused_unless_it_is_allowed(host: str, trusting: ssl.SSLContext) -> None:
    with pytest.raises(NotFetched, match="private_network"):
        fetch(f"{host}/list.json", context=trusting)


def test_a_certificate_that_nobody_vouches_for_is_refused(host: str) -> None:
    with pytest.raises(NotFetched, match="证书"):
        fetch(f"{host}/list.json", private=True)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://list.example/a", "不是 https"),
        ("https://me:secret@list.example/", "用户名和密码"),
        ("file:///etc/hosts", "不是 https"),
    ],
)
def test_other_addresses_are_not_fetched(address: str, says: str) -> None:
    with pytest.raises(NotFetched, match=says):
        fetch(address)


def test_too_much_and_too_late_are_refused(
    host: str, trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFetched, match="规定的时间内"):
        fetch(f"{host}/list.json", private=True, context=trusting, seconds=0)
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with pytest.raises(NotFetched, match="没有取完"):
        fetch(f"{host}/large", private=True, context=trusting)


def test_who_looks_on_is_told_how_much_has_come_and_may_end_it(host: str, trusting: ssl.SSLContext) -> None:
    seen: list[int] = []
    fetch(f"{host}/large", private=True, context=trusting, progress=seen.append)
    assert seen[-1] == 5000

    def enough(size: int) -> None:
        raise KeyError(size)

    with pytest.raises(KeyError):
        fetch(f"{host}/large", private=True, context=trusting, progress=enough)


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "::127.0.0.1",
        "::1",
        "224.0.0.1",
        "ff02::1",
        "100.64.0.1",
        "fe80::1%eth0",
    ],
)
def test_addresses_that_lead_inside_by_another_name_are_inside(address: str) -> None:
    assert not fetching.outside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_outside(address: str) -> None:
    assert fetching.outside(address)


@pytest.mark.parametrize("address", ["https://list.example:99999/", "https://[list/", "https://"])
def test_what_is_no_address_is_said_and_stops_nothing_else(address: str) -> None:
    with pytest.raises(fetching.NotFetched, match="网址"):
        fetching.fetch(address)
