"""Settings of signing in: passwords, second factors, sessions, and other places that vouch for people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from guicheng.site import env

#: How long somebody stays signed in: at least for a shift, and a week on a device of their own.
SIGNED_IN_FOR: Final = timedelta(hours=12)
STAY_SIGNED_IN_FOR: Final = timedelta(days=7)

APPS: Final = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.dingtalk",
    "allauth.socialaccount.providers.feishu",
    "allauth.socialaccount.providers.weixin",
]
PASSWORD_RULES: Final[list[dict[str, Any]]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
#: Attempts by address and by name; past them the answer is the same whatever the password.
RATES: Final = {
    "login": "60/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
    "setup": "10/m/ip",
}


def places() -> dict[str, dict[str, Any]]:
    """Return the places that vouch for people, those that are set up in the environment.

    Raises:
        SettingError: A variable is missing or cannot be used.
    """
    found: dict[str, dict[str, Any]] = {}
    if company := _openid():
        found["openid_connect"] = {"APPS": [company], "OAUTH_PKCE_ENABLED": True}
    for name, client in _others().items():
        if client:
            found[name] = {"APPS": [client]}
    return found


def _openid() -> dict[str, Any] | None:
    client = env.client("GUICHENG_OIDC", env.text("GUICHENG_OIDC_ID"), env.text("GUICHENG_OIDC_SECRET"))
    if client is None:
        return None
    address = env.secure_address("GUICHENG_OIDC_URL", env.text("GUICHENG_OIDC_URL"))
    name = env.text("GUICHENG_OIDC_NAME", "OpenID")
    return {**client, "provider_id": "company", "name": name, "settings": {"server_url": address}}


def _others() -> dict[str, dict[str, str] | None]:
    return {
        "dingtalk": env.client(
            "GUICHENG_DINGTALK", env.text("GUICHENG_DINGTALK_ID"), env.text("GUICHENG_DINGTALK_SECRET")
        ),
        "feishu": env.client("GUICHENG_FEISHU", env.text("GUICHENG_FEISHU_ID"), env.text("GUICHENG_FEISHU_SECRET")),
        "weixin": env.client("GUICHENG_WEIXIN", env.text("GUICHENG_WEIXIN_ID"), env.text("GUICHENG_WEIXIN_SECRET")),
    }
