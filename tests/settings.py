"""The program's own settings in a data folder that lives as long as the test run."""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="gongkai-test-")
os.mkdir(os.path.join(_FOLDER, "static"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)

# Drawn keys would draw the sketches of every run anew, and what lies at a threshold would fall on either side of it.
_KEYS = {
    name: base64.b64encode(hashlib.sha256(name.encode()).digest()).decode()
    for name in ("sealing", "lookup", "commitment")
}
with open(os.path.join(_FOLDER, "keys.json"), "w", encoding="ascii") as _file:
    json.dump({"current": 1, **_KEYS, "sealing": {"1": _KEYS["sealing"]}}, _file)
os.chmod(os.path.join(_FOLDER, "keys.json"), 0o600)

# Only DATABASE_URL comes from outside: it tells the two passes of `make test` apart.
_KEPT = ("DATABASE_URL",)
for _name in [name for name in os.environ if name.startswith("GONGKAI_") or name in ("DEBUG", "ALLOWED_HOSTS", "PORT")]:
    if _name not in _KEPT:
        del os.environ[_name]
os.environ["GONGKAI_DATA"] = _FOLDER
os.environ["SECRET_KEY"] = "only-for-tests-" * 5
os.environ["GONGKAI_LOG_LEVEL"] = "ERROR"
# Playwright keeps an event loop in the main thread; Django would take every query of a browser test for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from gongkai.config.settings import *  # noqa: E402, F403 - a settings module is its names, and reads the environment
from gongkai.config.settings import DATABASES, STORAGES  # noqa: E402 - the same

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DESIGN_PAGE = True
# Logins are made in every test of the desk; a slow hash is for operation.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in operation: the in-memory database knows no write-ahead log and locks differently.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_FOLDER, "test.sqlite3")}
