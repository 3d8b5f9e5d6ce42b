"""Every library that the program runs on may be used, changed and passed on by any office (docs/decisions/licences.md)."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from tests.architecture.test_requirements import _locked

_FREE = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation|OFL|SIL Open Font", re.IGNORECASE)
_BOUND = re.compile(r"GPL|proprietary|non-?commercial", re.IGNORECASE)
# The first two are used unmodified, as installed libraries. qrcode is under BSD: what its second classifier means is, by its
# LICENSE, the MIT text of the library that it grew from, and a trademark.
_EXCEPTIONS = {"psycopg": "LGPL-3.0", "psycopg-binary": "LGPL-3.0", "qrcode": "BSD License"}


def _declared(package: PackageMetadata) -> str:
    """The licence in a word: a package states it as an expression, as a classifier, or in a field that may hold its whole text."""
    classes = [each for each in package.get_all("Classifier") or [] if each.startswith("License ::")]
    return " ".join([package.get("License-Expression") or (package.get("License") or "")[:60], *classes])


def _refused(name: str, declared: str) -> bool:
    if name in _EXCEPTIONS:
        return _EXCEPTIONS[name] not in declared
    return not _FREE.search(declared) or bool(_BOUND.search(declared))


def test_every_library_of_the_program_is_free_for_all() -> None:
    declared = {}
    for name in _locked("run"):
        try:
            declared[name] = _declared(metadata(name))
        except PackageNotFoundError:  # Locked for another platform.
            continue
    assert len(declared) > 10
    assert {name: words for name, words in declared.items() if _refused(name, words)} == {}


def test_this_test_sees_what_it_forbids() -> None:
    assert _refused("x", "AGPL-3.0-only")
    assert _refused("x", "")
    assert _refused("x", "MIT for non-commercial use")
    assert _refused("psycopg", "GPL-3.0-only")
