"""How signing in works here: forms with our words, who is let in, what is kept of it, and how secrets are stored."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as SecondFactorForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors.myself import person_with_email
from guicheng.apps.organization.services import myself
from guicheng.web.actor import address_of, unfinished_step

#: Names in the session: how this person came in (written by allauth), and whether they want to stay.
RECORDS: Final = "account_authentication_methods"
_STAY: Final = "stay"
#: What allauth tells people by letter is kept in the audit instead.
_KEPT: Final = {
    "mfa/email/totp_activated": "add_second_factor",
    "mfa/email/totp_deactivated": "remove_second_factor",
    "mfa/email/recovery_codes_generated": "draw_recovery_codes",
    "socialaccount/email/account_connected": "add_connection",
    "socialaccount/email/account_disconnected": "remove_connection",
}
_TOO_OFTEN: Final = _("That was too often. Wait five minutes, then try once more.")
_WRONG: Final = _("User name and password do not fit together. Type both once more.")
_WRONG_CODE: Final = _("The code does not fit. Type the six figures that the app shows now.")


def means_of(request: HttpRequest) -> list[str]:
    """Return how the person in this session proved who they are, the first means first."""
    return [str(record.get("method", "")) for record in request.session.get(RECORDS, [])]


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password; widths and case of the name make no difference."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, login=_("Enter your user name."), password=_("Enter your password."))

    def clean_login(self) -> str:
        """Return the name as it is kept."""
        return unicodedata.normalize("NFKC", str(self.cleaned_data["login"])).strip().lower()

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, or go on to the second factor."""
        stay = bool(self.cleaned_data.get("remember"))
        request.session[_STAY] = stay
        response: HttpResponse = super().login(request, redirect_url)
        set_end(request, stay=stay)
        return response


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before the account itself is changed."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, password=_("Enter your password."))


class CodeForm(SecondFactorForm):  # type: ignore[misc]
    """A code of the second factor."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, code=_("Enter the code."))


class CodeAgainForm(SecondFactorAgainForm):  # type: ignore[misc]
    """A code once more, before the account itself is changed."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, code=_("Enter the code."))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it was set up rightly."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, code=_("Enter the code."))


def _say(form: BaseForm, **required: Any) -> None:
    """Give fields our sentence for an empty value."""
    for name, sentence in required.items():
        if name in form.fields:
            form.fields[name].error_messages["required"] = sentence


def set_end(request: HttpRequest, *, stay: bool) -> None:
    """Let the session end at a fixed moment, whatever is done in it; on a shared device also when nothing is done."""
    lasting = settings.STAY_SIGNED_IN_FOR if stay else settings.SIGNED_IN_FOR
    request.session.set_expiry(timezone.now() + lasting)
    if not stay:
        request.session["seen"] = int(timezone.now().timestamp())


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are added by administrators; coming in, leaving and failing are kept."""

    error_messages = {  # noqa: RUF012 - as in the class above
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _WRONG,
        "incorrect_password": _("The password does not fit. Type it once more."),
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: nobody adds themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the desk of whoever signed in, or what they have to do before anything else."""
        return reverse("my_account" if unfinished_step(request) else "home")

    def login(self, request: HttpRequest, user: Person) -> None:
        """Open the session; a password that was just given counts as given again for five minutes."""
        stay = bool(request.session.pop(_STAY, False))
        super().login(request, user)
        set_end(request, stay=stay)
        if "password" in means_of(request):
            reauthenticate_by_password(request)

    def post_login(self, request: HttpRequest, user: Person, **said: Any) -> HttpResponse:
        """Keep who came in and how, and speak their language."""
        actor = myself.actor_at_door(user, address_of(request))
        by = "+".join(dict.fromkeys(means_of(request)))
        myself.note_access(actor=actor, act="sign_in", by=by, at=timezone.now())
        response: HttpResponse = super().post_login(request, user, **said)
        keep_language(response, user.language)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep a wrong password."""
        username = str(credentials.get("username", ""))
        myself.note_refused_sign_in(username=username, address=address_of(request), at=timezone.now())

    def send_notification_mail(self, template_prefix: str, user: Person, *_said: Any, **_named: Any) -> None:
        """Keep what happened to an account."""
        if act := _KEPT.get(template_prefix):
            actor = myself.actor_at_door(user, address_of(self.request))
            myself.note_access(actor=actor, act=act, at=timezone.now())

    def is_ajax(self, request: HttpRequest) -> bool:
        """Refuse: these pages answer with pages."""
        return False


def keep_language(response: HttpResponse, language: str) -> None:
    """Let the browser ask for a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret of an app lies in the database under a key that is not there."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _WRONG_CODE}  # noqa: RUF012

    def get_totp_label(self, user: Person) -> str:
        """Return what an app calls the account."""
        return user.username

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _vault().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; one stored under another key fits no code."""
        try:
            return _vault().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""


def _vault() -> Fernet:
    key = hashlib.sha256(b"guicheng second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class PlacesAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Other places vouch for people who are here already; they add nobody."""

    error_messages = {  # noqa: RUF012
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": _("Somebody else has connected that account."),
        "no_password": _("Without a password this is the only way in. Have an administrator issue one first."),
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: nobody adds themselves."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Know a person by the address that the company's own sign-in service has checked."""
        own = sociallogin.account.provider == settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("ID")
        if sociallogin.is_existing or request.user.is_authenticated or not own:
            return
        checked = [each.email for each in sociallogin.email_addresses if each.verified]
        if checked and (person := person_with_email(checked[0])):
            sociallogin.connect(request, person)
