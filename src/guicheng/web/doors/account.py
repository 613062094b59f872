"""Doors of signing in: the first set-up, passwords, second factors, sessions, and other places that vouch for people.

The pages of allauth are named one by one, so that none of its others stands open.
"""

from __future__ import annotations

from typing import Final

from allauth.account import views as password
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as place
from allauth.socialaccount.providers.dingtalk import views as dingtalk
from allauth.socialaccount.providers.feishu import views as feishu
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.socialaccount.providers.weixin import views as weixin

from guicheng.web.doors.door import ANYBODY, SIGNED_IN, Door
from guicheng.web.views import demonstration, my_account, setup

_OPEN: Final = {"GET": ANYBODY, "POST": ANYBODY}
_LOOK: Final = {"GET": ANYBODY}
_OWN: Final = {"GET": SIGNED_IN, "POST": SIGNED_IN}


def _places() -> tuple[Door, ...]:
    """Return the way out to each place and back; a place that is not set up answers as an absent page."""
    company = "account/places/company/<str:provider_id>/"
    doors = [
        Door(company, setup.only_places(openid.login), "openid_connect_login", _OPEN),
        Door(f"{company}back/", setup.only_places(openid.callback), "openid_connect_callback", _LOOK),
    ]
    for name, views in (("dingtalk", dingtalk), ("feishu", feishu), ("weixin", weixin)):
        doors += [
            Door(f"account/places/{name}/", setup.only_places(views.oauth2_login, name), f"{name}_login", _OPEN),
            Door(
                f"account/places/{name}/back/",
                setup.only_places(views.oauth2_callback, name),
                f"{name}_callback",
                _LOOK,
            ),
        ]
    return tuple(doors)


DOORS: Final = (
    Door("setup/", setup.setup, "setup", _OPEN),
    Door("demonstration/", demonstration.demonstration, "demonstration", _OPEN),
    Door("demonstration/progress/", demonstration.progress, "demonstration_progress", _LOOK),
    Door("sign-in/", password.login, "account_login", _OPEN),
    Door("sign-in/code/", factor.authenticate, "mfa_authenticate", _OPEN),
    Door("sign-in/ended/", password.account_inactive, "account_inactive", _LOOK),
    Door("sign-out/", my_account.sign_out, "account_logout", {"POST": ANYBODY}),
    Door("account/", my_account.my_account, "my_account", _OWN),
    Door("account/password/", my_account.change_password, "account_change_password", _OWN, unfinished=True),
    Door("account/again/", password.reauthenticate, "account_reauthenticate", _OWN, unfinished=True),
    Door("account/second-factor/", my_account.second_factor, "mfa_index", {"GET": SIGNED_IN}),
    Door("account/second-factor/again/", factor.reauthenticate, "mfa_reauthenticate", _OWN),
    Door("account/second-factor/add/", totp.activate_totp, "mfa_activate_totp", _OWN, unfinished=True),
    Door("account/second-factor/remove/", totp.deactivate_totp, "mfa_deactivate_totp", _OWN),
    Door("account/recovery-codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes", {"GET": SIGNED_IN}),
    Door("account/recovery-codes/new/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes", _OWN),
    Door("account/places/", place.connections, "socialaccount_connections", _OWN),
    Door("account/places/cancelled/", place.login_cancelled, "socialaccount_login_cancelled", _LOOK),
    Door("account/places/unknown/", place.signup, "socialaccount_signup", _LOOK),
    *_places(),
)
