"""Django settings; everything that differs between machines comes from the environment (see ``env``)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from guicheng.site import env
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
    "guicheng.apps.platform",
    "guicheng.apps.organization",
    "guicheng.apps.standards",
    "guicheng.api",
    "guicheng.web",
]
MIDDLEWARE = [
    "guicheng.site.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "guicheng.site.middleware.ChineseFirst",
    "guicheng.site.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "guicheng.site.urls"
WSGI_APPLICATION = "guicheng.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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
AUTH_USER_MODEL = "organization.Person"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

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
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
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
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in env.names("GUICHENG_HOSTS")] if HTTPS else []
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # htmx reads it to send the header
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("GUICHENG_LOG", "WARNING").upper()},
    "loggers": {
        "guicheng": {"level": env.text("GUICHENG_LOG", "INFO").upper()},
        "django.request": {"level": "ERROR"},  # an address that does not exist is no news
        "django_tasks": {"level": "ERROR"},  # our own retry policy reports failures
        "django_tasks_db": {"level": "ERROR"},
    },
}
