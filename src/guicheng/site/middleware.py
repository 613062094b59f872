"""What every answer passes: the caller's own address, security headers, a limit on bodies, the reader's language."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from guicheng.api.v1.problems import instead_of

#: Seconds between two notes that a session is in use, so that not every page writes.
_NOTED_EVERY: Final = 300
#: Ends of addresses that an open page asks for by itself.
_BY_ITSELF: Final = ("/presence/", "/status/")
Respond = Callable[[HttpRequest], HttpResponse]


class BehindProxy:
    """Take the caller's address from the proxies in front, as many as are known to stand there."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what a caller writes into the header himself stands further left and is not believed."""
        named = [name.strip() for name in request.headers.get("X-Forwarded-For", "").split(",")]
        if settings.PROXIES and len(named) >= settings.PROXIES and (address := _address(named[-settings.PROXIES])):
            request.META["REMOTE_ADDR"] = address
        return self.respond(request)


def _address(text: str) -> str:
    """Return an address of the network as text, "" for something else."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""


class SecurityHeaders:
    """Tell the browser to run and load nothing that does not come from this service."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.policy = "; ".join(f"{name} {value}" for name, value in settings.CONTENT_SECURITY_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers set, unless the view set its own policy."""
        response = self.respond(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class ProblemsForPrograms:
    """Let every refusal under ``/api/v1/`` be a problem with a code, those too that no call of the API gave."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a page for people becomes a problem."""
        response = self.respond(request)
        return instead_of(response) if request.path.startswith("/api/v1/") else response


class NothingKept:
    """Let no browser and no proxy keep what somebody who is known was shown."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; who came with a session or a token gets nothing to be stored, unless the view says otherwise."""
        response = self.respond(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class EndWhenIdle:
    """End a session in which nobody did anything for a while; a page that asks by itself does not count.

    Who stays signed in on a device of their own has no moment to count from.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, as to a stranger where the session was idle for too long."""
        # A browser without a session gets none by being asked for it.
        seen = request.session.get("seen") if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if isinstance(seen, int):
            now = int(timezone.now().timestamp())
            if now - seen > settings.IDLE_FOR.total_seconds():
                logout(request)
            elif now - seen > _NOTED_EVERY and not request.path.endswith(_BY_ITSELF):
                request.session["seen"] = now
        return self.respond(request)


class BodyLimit:
    """Refuse a body that is larger than any manual before a byte of it is read."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 with a sentence, or go on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= settings.BODY_LIMIT:
            return self.respond(request)
        megabytes = settings.BODY_LIMIT // (1024 * 1024)
        sentence = _("The file is too large. Send at most {megabytes} MB at a time.").format(megabytes=megabytes)
        if not request.accepts("text/html"):
            return JsonResponse({"error": sentence}, status=413)
        return render(request, "413.html", {"sentence": sentence}, status=413)


class ChineseFirst:
    """Speak Chinese unless this reader switched to another language; the browser's own language is not asked."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie, or in Chinese."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.respond(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
