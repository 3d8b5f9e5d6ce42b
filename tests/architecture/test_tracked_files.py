"""What is in the repository works on any machine: no registry's host, no path of somebody's machine."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import ROOT, tracked

# Written in pieces, so that this file does not find itself.
_HOSTS = [
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "mirror.com"),
        ("deb.", "debian.org"),
        ("mirrors.", "aliyun"),
        ("mirrors.", "cloud.tencent"),
        ("tuna.", "tsinghua"),
        ("mirrors.", "ustc"),
    )
]
_MACHINE = re.compile(r"(?<![\w.~])/(?:wor" + r"k|roo" + r"t|home/\w+|Users/\w+|opt/py" + r"pi)/")


@pytest.mark.parametrize("host", _HOSTS)
def test_no_registry_host_in_any_file(host: str) -> None:
    assert [path for path in tracked() if host.encode() in path.read_bytes()] == []


def test_no_path_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in tracked()
        if (hit := _MACHINE.search(path.read_bytes().decode("utf-8", "ignore")))
    ]
    assert found == []


def test_scripts_can_be_executed() -> None:
    scripts = [path for path in tracked() if path.read_bytes()[:2] == b"#!"]
    assert scripts
    assert [path for path in scripts if not path.stat().st_mode & 0o100] == []
