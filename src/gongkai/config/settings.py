"""Django's settings, all of them from the environment (`config.environment`)."""

from __future__ import annotations

from datetime import timedelta

from csp.constants import NONE, SELF

from gongkai.config import database, law_choices, secret
from gongkai.config.environment import OFFICE_ZONE, current, data_folder

ENVIRONMENT = current()
PRODUCTION = ENVIRONMENT.switch("GONGKAI_PRODUCTION")
DATA = data_folder(ENVIRONMENT)

SECRET_KEY = ENVIRONMENT.text("SECRET_KEY") or secret.own_key(DATA)
DEBUG = ENVIRONMENT.switch("DEBUG")
# The machine itself may always ask by its own names: for a monitor of /healthz.
ALLOWED_HOSTS = [*ENVIRONMENT.words("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    # Before allauth, whose pages it gives our look.
    "gongkai.faces.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    # Only its scripts are used (faces/desk/static/desk/items): it ships ProseMirror as one file.
    "django_prose_editor",
    "gongkai.apps.organs",
    "gongkai.apps.people",
    "gongkai.apps.journal",
    "gongkai.apps.requests",
    "gongkai.apps.remedies",
    "gongkai.apps.files",
    "gongkai.apps.columns",
    "gongkai.apps.documents",
    "gongkai.apps.publishing",
    "gongkai.apps.supervision",
    "gongkai.apps.reporting",
    "gongkai.apps.ledgers",
    "gongkai.apps.schedule",
    "gongkai.apps.search",
    "gongkai.apps.pages",
    "gongkai.apps.questions",
    "gongkai.apps.papers",
    "gongkai.apps.watch",
    "gongkai.apps.notices",
    "gongkai.apps.alike",
    "gongkai.apps.guidance",
    "gongkai.apps.records",
    "gongkai.apps.replies",
    "gongkai.apps.saved",
    "gongkai.faces.portal",
    "gongkai.faces.api",
]
MIDDLEWARE = [
    # Keeps pages as they go out, with every header on them.
    "gongkai.faces.look.keeping.keep_pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.faces.portal.middleware.more_headers",
    "gongkai.faces.portal.middleware.keep_out_of_caches",
    # From here on an answer may be replaced by a page of ours: every header must come from above.
    "gongkai.faces.portal.middleware.limit_uploads",
    "gongkai.faces.portal.middleware.refuse_nul",
    "gongkai.faces.portal.middleware.explain_not_allowed",
    "gongkai.faces.portal.moved.lead_on",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.faces.desk.second_factor.require_second_factor",
    "axes.middleware.AxesMiddleware",
    "gongkai.faces.desk.strangers.note_strangers",
]
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "gongkai.faces.desk.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted in one place, by axes, in the database that all processes share.
ACCOUNT_RATE_LIMITS = {"login_failed": False}
MFA_ADAPTER = "gongkai.faces.desk.login.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A phone whose clock is half a minute off still works.
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Who signs, leads or administers sets up a second factor before anything else (docs/decisions/log-in.md).
REQUIRE_MFA = PRODUCTION and ENVIRONMENT.switch("GONGKAI_REQUIRE_MFA")
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# A login from an address: neither can a stranger lock an officer out, nor one address try many passwords.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "gongkai.faces.desk.login.typed_login"
AXES_CLIENT_IP_CALLABLE = "gongkai.config.peer.address"
AXES_LOCKOUT_CALLABLE = "gongkai.faces.desk.login.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
FORM_RENDERER = "gongkai.faces.look.forms.HouseRenderer"
CSRF_FAILURE_VIEW = "gongkai.faces.desk.kept.form_expired"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.faces.portal.site.site",
                "gongkai.faces.desk.frame.frame",
            ],
        },
    }
]

DATABASES = {"default": database.describe(ENVIRONMENT.text("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = OFFICE_ZONE
USE_I18N = True
USE_TZ = True
# 国办发〔2017〕47号: times are shown as YYYY-MM-DD HH:MM.
DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y-m-d H:i"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    # Before the others: the sheets that pages load are put together from those that people write.
    "gongkai.faces.look.bundles.Bundles",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"

# One request, all its files together; text that is pasted into a form is held in memory and has its own limit.
UPLOAD_LIMIT_BYTES = ENVIRONMENT.whole("GONGKAI_UPLOAD_MB") * 1024 * 1024
FILE_LIMIT_BYTES = ENVIRONMENT.whole("GONGKAI_FILE_MB") * 1024 * 1024
# gongkai.apps.files: a virus scanner to ask, and how long what nobody uses is kept.
CLAMD = ENVIRONMENT.text("GONGKAI_CLAMD")
# gongkai.apps.papers: files of cases, sealed, apart from those that are published.
PAPERS_ROOT = DATA / "papers"
PAPERS_AT_ONCE = ENVIRONMENT.whole("GONGKAI_PAPERS_AT_ONCE")
PAPERS_A_CASE = ENVIRONMENT.whole("GONGKAI_PAPERS_A_CASE")
PAPERS_CASE_MB = ENVIRONMENT.whole("GONGKAI_PAPERS_CASE_MB")
PAPERS_DAY_MB = ENVIRONMENT.whole("GONGKAI_PAPERS_DAY_MB")
SWEEP_DAYS = ENVIRONMENT.whole("GONGKAI_SWEEP_DAYS")
DATA_UPLOAD_MAX_MEMORY_SIZE = ENVIRONMENT.whole("GONGKAI_TEXT_MB") * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# How often addresses asked lately, for all processes of this machine (gongkai.faces.look.counts).
COUNTS_FILE = DATA / "counts"

# 年报体检: what one check may cost, how many an address may ask for in a minute, how long a kept result lives.
CHECK_SECONDS = ENVIRONMENT.whole("GONGKAI_CHECK_SECONDS")
CHECK_MEMORY_MB = ENVIRONMENT.whole("GONGKAI_CHECK_MEMORY_MB")
CHECKS_A_MINUTE = ENVIRONMENT.whole("GONGKAI_CHECKS_A_MINUTE")
# /api/: how many times a minute an address may ask.
API_A_MINUTE = ENVIRONMENT.whole("GONGKAI_API_A_MINUTE")
# /search/: how many times a minute an address may ask for suggestions, and how many of its searches are counted.
SEARCHES_A_MINUTE = ENVIRONMENT.whole("GONGKAI_SEARCHES_A_MINUTE")
SUGGESTIONS_A_MINUTE = ENVIRONMENT.whole("GONGKAI_SUGGESTIONS_A_MINUTE")
# Forms of the portal that write (gongkai.faces.look.challenge).
CHALLENGE_AFTER = ENVIRONMENT.whole("GONGKAI_CHALLENGE_AFTER")
CHALLENGE_SITE_AFTER = ENVIRONMENT.whole("GONGKAI_CHALLENGE_SITE_AFTER")
CHALLENGE_WORK = ENVIRONMENT.whole("GONGKAI_CHALLENGE_WORK")
# /data/: on which terms what is public may be used; empty while the office has settled none.
DATA_LICENCE = ENVIRONMENT.text("GONGKAI_DATA_LICENCE")
KEEP_DAYS = ENVIRONMENT.whole("GONGKAI_KEEP_DAYS")

# Readings of the law that the office chose, for gongkai.apps.rules; the keys of gongkai.apps.journal.vault.
LAW_CHOICES = law_choices.parse(ENVIRONMENT.words("GONGKAI_LAW_SETTINGS"))
PERSONAL_YEARS = ENVIRONMENT.whole("GONGKAI_PERSONAL_YEARS")
VAULT_KEYS = ENVIRONMENT.text("GONGKAI_VAULT_KEYS") or str(DATA / "keys.json")

# gongkai.apps.watch: when the morning's round is due; how often an address may fetch a calendar.
WATCH_AT = ENVIRONMENT.clock("GONGKAI_WATCH_AT")
FEEDS_A_MINUTE = ENVIRONMENT.whole("GONGKAI_FEEDS_A_MINUTE")
# gongkai.apps.notices: the mail server; whether messages are only shown. Other channels: gongkai.config.channels.
EMAIL_HOST = ENVIRONMENT.text("GONGKAI_MAIL_HOST")
EMAIL_PORT = ENVIRONMENT.whole("GONGKAI_MAIL_PORT")
EMAIL_HOST_USER = ENVIRONMENT.text("GONGKAI_MAIL_USER")
EMAIL_HOST_PASSWORD = ENVIRONMENT.text("GONGKAI_MAIL_PASSWORD")
EMAIL_USE_TLS = ENVIRONMENT.text("GONGKAI_MAIL_SECURITY") == "starttls"
EMAIL_USE_SSL = ENVIRONMENT.text("GONGKAI_MAIL_SECURITY") == "tls"
EMAIL_TIMEOUT = 20
MAIL_FROM = ENVIRONMENT.text("GONGKAI_MAIL_FROM") if EMAIL_HOST else ""
NOTICES_DRY = ENVIRONMENT.switch("GONGKAI_NOTICES_DRY")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = ENVIRONMENT.whole("GONGKAI_HSTS_SECONDS") if PRODUCTION else 0
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# An office's machines are shared: a session ends with the browser, and after the working day at the latest.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = ENVIRONMENT.whole("GONGKAI_SESSION_HOURS") * 3600
# Whether what X-Forwarded-Proto and X-Forwarded-For say is believed; without a proxy of ours anybody could write them.
TRUSTED_PROXY = ENVIRONMENT.switch("GONGKAI_TRUSTED_PROXY")
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What the law wants at the foot of every page (国办发〔2017〕47号), and the site's name.
SITE = {
    "name": ENVIRONMENT.text("GONGKAI_SITE_NAME"),
    "organ": ENVIRONMENT.text("GONGKAI_ORGAN"),
    "contact": ENVIRONMENT.text("GONGKAI_CONTACT"),
    "domain": ENVIRONMENT.text("GONGKAI_SITE_DOMAIN"),
    "site_id": ENVIRONMENT.text("GONGKAI_SITE_ID"),
    "mark_url": ENVIRONMENT.text("GONGKAI_MARK_URL"),
    "find_errors_url": ENVIRONMENT.text("GONGKAI_FIND_ERRORS_URL"),
    "icp": ENVIRONMENT.text("GONGKAI_ICP"),
    "icp_url": ENVIRONMENT.text("GONGKAI_ICP_URL"),
    "police": ENVIRONMENT.text("GONGKAI_POLICE"),
    "police_url": ENVIRONMENT.text("GONGKAI_POLICE_URL"),
}

# All addresses of the public site, for who writes their pages: named as text, for it stands above the apps.
KEPT_ADDRESSES = "gongkai.faces.look.addresses"

# The living style page: for those who build pages, not for the public.
DESIGN_PAGE = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secret_addresses": {"()": "gongkai.config.secret_addresses.Hidden"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secret_addresses"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.text("GONGKAI_LOG_LEVEL")},
    "loggers": {
        # Said once, by the root above: Django's own handler would say it again where DEBUG is on.
        "django": {"handlers": []},
        # It greets at every start, which a command's reader takes for an answer.
        "axes": {"level": "WARNING"},
        # A stranger's wrong host name is the network's weather, not an error of ours.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
