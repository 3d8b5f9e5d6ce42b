"""The web application for a WSGI server: kept pages first, then Django, which reads words in our coding only."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from gongkai.config.coding import only_ours

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django_application = get_wsgi_application()

from gongkai.config.kept_server import KeptPages  # noqa: E402 - asks the settings, which are there only now

# Named as text, for config stands below the apps: what another release or another setting made is thrown away first.
is_true = import_string("gongkai.apps.pages.actions.begin_serving")()
readable = only_ours(django_application)  # type: ignore[arg-type]  # WSGI, told in other words by the stubs
application = KeptPages(readable) if is_true else readable
