"""Django settings; everything that differs between machines comes from the environment (see ``env``)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

from guicheng.site import env, logs, mail, outward, sign_in
from guicheng.site.home import data_home, secret_key

PACKAGE: Final = Path(__file__).resolve().parents[1]
HOME: Final = data_home()

SECRET_KEY = env.text("GUICHENG_SECRET_KEY") or secret_key(HOME)
DEBUG = env.flag("GUICHENG_DEBUG", default=False)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.names("GUICHENG_HOSTS")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "treebeard",
    *sign_in.APPS,
    "guicheng.apps.platform",
    "guicheng.apps.organization",
    "guicheng.apps.notices",
    "guicheng.apps.catalogue",
    "guicheng.apps.research",
    "guicheng.apps.standards",
    "guicheng.apps.processes",
    "guicheng.apps.operations",
    "guicheng.apps.assessment",
    "guicheng.apps.improvement",
    "guicheng.api",
    "guicheng.web",
]
MIDDLEWARE = [
    "guicheng.site.middleware.BehindProxy",
    "guicheng.site.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "guicheng.site.middleware.ChineseFirst",
    "guicheng.site.middleware.NothingKept",
    "guicheng.site.middleware.ProblemsForPrograms",
    "guicheng.site.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guicheng.site.middleware.EndWhenIdle",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "guicheng.site.urls"
WSGI_APPLICATION = "guicheng.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours before those of packages: the pages of signing in are written here.
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# Data
DATABASES = {"default": env.database(env.text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "files"
NORMS_FOLDER = HOME / "norms"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# People: see sign_in and docs/decisions/0040
AUTH_USER_MODEL = "organization.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = sign_in.PASSWORD_RULES
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "guicheng.web.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "guicheng.web.sign_in.SignInForm",
    "reauthenticate": "guicheng.web.sign_in.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = sign_in.RATES
SECOND_FACTOR = env.flag("GUICHENG_SECOND_FACTOR", default=bool(env.names("GUICHENG_HOSTS")))
MFA_ADAPTER = "guicheng.web.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "guicheng.web.sign_in.CodeForm",
    "reauthenticate": "guicheng.web.sign_in.CodeAgainForm",
    "activate_totp": "guicheng.web.sign_in.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Guicheng"
MFA_TOTP_TOLERANCE = 1  # phones are seldom to the second
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "guicheng.web.sign_in.PlacesAdapter"
SOCIALACCOUNT_PROVIDERS = sign_in.places()
SIGNED_IN_FOR, STAY_SIGNED_IN_FOR = sign_in.SIGNED_IN_FOR, sign_in.STAY_SIGNED_IN_FOR
IDLE_FOR = timedelta(minutes=env.count("GUICHENG_IDLE_MINUTES", 120, most=720))
# One web process holds the counts of failed attempts; see gate and serve.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # With the 300 that are usual, whoever tries many names would push the counts of others out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# E-mail: letters of the inbox, for those who want them; without a server none is written.
EMAIL_BACKEND = mail.backend()
EMAIL_HOST = env.text("GUICHENG_MAIL_HOST")
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.encryption()
EMAIL_PORT = env.port("GUICHENG_MAIL_PORT", mail.usual_port())
EMAIL_HOST_USER = env.text("GUICHENG_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("GUICHENG_MAIL_PASSWORD")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail.sender()

# What is said outside: robots and webhooks go to public hosts by HTTPS, and to these.
ADDRESS = outward.address(https=env.flag("GUICHENG_HTTPS", default=False))
OUTWARD_HOSTS = frozenset(env.names("GUICHENG_OUTWARD_HOSTS"))
# An authority that stamps the roots of days with the time, and the certificates by which its word is checked.
TSA_URL, TSA_CERTIFICATES = env.text("GUICHENG_TSA_URL"), env.text("GUICHENG_TSA_CERTIFICATES")

# Languages: Chinese first whatever the browser asks for, English by switch.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# Files that the browser loads: all of them come from here, hashed by the front-end build.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/build/assets/.+-[\w-]{8,}\.\w+$"

# Uploads: the body of one request, checked before it is read; forms without files need far less.
BODY_LIMIT = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# A step table of 500 rows is sent as a form of 13 fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6600
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600

# Security
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HTTPS = env.flag("GUICHENG_HTTPS", default=False)
PROXIES = env.count("GUICHENG_PROXIES", 1 if HTTPS else 0)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Asked on this machine, without the proxy, by whoever watches over the service.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("GUICHENG_HSTS_SUBDOMAINS", default=True)
# To be listed in browsers for good is a step of whoever owns the whole domain, not of one service in it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in env.names("GUICHENG_HOSTS")] if HTTPS else []
# No other service of the domain can set or read them.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = logs.configuration(env.choice("GUICHENG_LOG", "", logs.LEVELS).upper())
