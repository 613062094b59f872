"""The service itself: it answers, jobs are done, pages are built, the way to it is safe, backups are fresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPException
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.checks import run_checks
from django.core.mail import get_connection
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from guicheng.adapters.norms.own import refused_files
from guicheng.apps.organization.models import Grant, Person
from guicheng.apps.organization.permissions import Role
from guicheng.apps.platform.selectors import LEASE, abandoned_jobs
from guicheng.domain.values.message import Message, _
from guicheng.site import env
from guicheng.site.checkup.verdict import Verdict, error, ok, warning
from guicheng.site.running import answers, running_at
from guicheng.web import build

_WAITS_LONG: Final = timedelta(minutes=5)
_BACKUP_OLD: Final = timedelta(days=2)
_BACKUP_STALE: Final = timedelta(days=14)


def norms() -> Iterator[Verdict]:
    """Look at the company's own files of norms; nothing is said where there are none."""
    for each in refused_files():
        place = f"{each.name}:{each.line}" if each.line else each.name
        yield error(
            "norms",
            _("The norms file {place} has a fault and is not used.", place=place),
            _("“guicheng norms check {path}” says what to mend.", path=str(settings.NORMS_FOLDER / each.name)),
        )


def pages() -> Verdict:
    """Look whether the browser's files were built."""
    try:
        build.file_of("src/main.ts")
    except (build.FrontEndMissingError, KeyError, ValueError):
        return error(
            "pages", _("The files for the browser are not built."), _("Run “python3 tools/bootstrap.py build”.")
        )
    return ok("pages", _("The files for the browser are built."))


def running(home: Path) -> Verdict:
    """Look whether the service runs and answers."""
    url = running_at(home)
    if not url:
        return warning("service", _("The service does not run."), _("Start it when you are done here."))
    if not answers(url):
        return error(
            "service", _("The service at {url} does not answer.", url=url), _("Read its log, then start it again.")
        )
    return ok("service", _("The service answers at {url}.", url=url))


def jobs(home: Path, now: datetime) -> Iterator[Verdict]:
    """Look at the jobs: those that failed, that lost their worker, that nobody takes.

    Args:
        home: The data folder.
        now: Now, with time zone.
    """
    look = _("Read the log of the service around that time; “django_tasks_db_dbtaskresult” keeps each job for 14 days.")
    ready = DBTaskResult.objects.filter(status="READY")
    due = ready.filter(Q(run_after__lt=now - _WAITS_LONG) | Q(run_after__year=9999, enqueued_at__lt=now - _WAITS_LONG))
    lost, failed = len(abandoned_jobs(at=now, place="")), DBTaskResult.objects.filter(status="FAILED").count()
    if running_at(home) and (waiting := due.count()):
        told = _("Jobs that nobody took for {minutes} minutes: {count}.", minutes="5", count=str(waiting))
        yield error("worker", told, _("Start the service again; it starts its worker."))
    if lost:
        told = _("Jobs whose worker gave no sign for {seconds} s: {count}.", seconds=_whole(LEASE), count=str(lost))
        yield warning("worker", told, _("A running service takes them over by itself within a minute."))
    if failed:
        yield warning("jobs", _("Jobs that failed for good in the last 14 days: {count}.", count=str(failed)), look)
    else:
        yield ok("jobs", _("No job failed. Jobs that wait: {count}.", count=str(ready.count())))


def _whole(duration: timedelta) -> str:
    return f"{duration.total_seconds():.0f}"


def way_in() -> Iterator[Verdict]:
    """Look at the names, HTTPS and the proxy in front, and ask Django's own checks for a deployment."""
    named = env.names("GUICHENG_HOSTS")
    if settings.DEBUG:
        told = _("GUICHENG_DEBUG=1 shows what is inside to whoever causes an error.")
        yield (error if named else warning)("debug", told, _("Unset GUICHENG_DEBUG."))
    if not named and not settings.HTTPS:
        yield ok("https", _("Only this machine reaches the service."))
        return
    if not settings.HTTPS:
        yield error(
            "https",
            _("Others reach the service without HTTPS: passwords travel in the open."),
            _("Put a proxy with a certificate in front and set GUICHENG_HTTPS=1: see docs/how-to/run-in-production.md"),
        )
        return
    yield from _deployment()
    if not named:
        told = _("GUICHENG_HTTPS=1, but GUICHENG_HOSTS names nobody's address.")
        yield error("hosts", told, _("Write the name that people type: GUICHENG_HOSTS=guicheng.example"))
    if not settings.PROXIES:
        told = _("GUICHENG_PROXIES=0: every caller seems to have the address of the proxy.")
        yield warning("proxies", told, _("Write how many proxies stand in front; one is usual."))


def _deployment() -> Iterator[Verdict]:
    """Yield what Django finds, in its own words."""
    found = [note for note in run_checks(include_deployment_checks=True) if not note.is_silenced()]
    for note in found:
        # Django's own sentences are English and name the setting.
        told = Message("{id}: {text}", {"id": str(note.id), "text": str(note.msg).splitlines()[0]})
        advice = _("Look for that code in the documentation of Django.")
        yield (error if note.is_serious() else warning)("deployment", told, advice)
    if not found:
        yield ok("https", _("HTTPS, hosts and cookies are set as they should be."))


def mail() -> Verdict:
    """Look whether letters can be sent: connect, encrypt and sign in, without sending one."""
    if not settings.EMAIL_HOST:
        told = _("No mail server is set, so messages stay in the inbox.")
        if not Person.objects.filter(is_active=True).exclude(email="").exists():
            return ok("mail", told)
        return warning("mail", told, _("Set GUICHENG_MAIL_HOST and GUICHENG_MAIL_FROM, or leave it so."))
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection = get_connection(fail_silently=False)
        connection.open()
        connection.close()
    except (OSError, SMTPException) as failed:
        reason = str(failed).strip().splitlines()[0] if str(failed).strip() else type(failed).__name__
        return error(
            "mail",
            _("The mail server {place} refuses: {reason}", place=place, reason=reason),
            _("Check the variables that begin with GUICHENG_MAIL_."),
        )
    return ok("mail", _("The mail server {place} takes letters from {sender}.", place=place, sender=_sender()))


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL)


def backup(home: Path, now: datetime) -> Verdict:
    """Look at the age of the last backup.

    Args:
        home: The data folder.
        now: Now, with time zone.
    """
    advice = _("Run “guicheng backup FOLDER” every night: see docs/how-to/back-up.md")
    last = last_backup(home)
    if last is None:
        return warning("backup", _("No backup was made from this data folder yet."), advice)
    made, name = last
    told = _(
        "The last backup is {hours} hours old: {path}", hours=f"{(now - made) / timedelta(hours=1):.0f}", path=name
    )
    if now - made > _BACKUP_STALE:
        return error("backup", told, advice)
    if now - made > _BACKUP_OLD:
        return warning("backup", told, advice)
    if not Path(name).exists():
        return warning("backup", _("The last backup is no longer at {path}.", path=name), _("Know where it is."))
    return ok("backup", told)


def last_backup(home: Path) -> tuple[datetime, str] | None:
    """Return when and where the last backup was written; None where none is known."""
    try:
        noted: dict[str, Any] = json.loads((home / "last-backup.json").read_text(encoding="utf-8"))
        return datetime.fromisoformat(noted["at"]), str(noted["path"])
    except (FileNotFoundError, PermissionError, ValueError, KeyError, TypeError):
        return None


def second_factor() -> Verdict:
    """Look whether administrators have a second factor."""
    held = Grant.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True).values_list("person_id", flat=True)
    administrators = set(held)
    safe = set(
        Authenticator.objects.filter(user_id__in=administrators, type=Authenticator.Type.TOTP)
        .values_list("user_id", flat=True)
    )  # fmt: skip
    bare = len(administrators - safe)
    if not bare:
        return ok("second-factor", _("Administrators with a second factor: all {count}.", count=str(len(safe))))
    told = _("Administrators without a second factor: {count}.", count=str(bare))
    if settings.SECOND_FACTOR:
        return warning("second-factor", told, _("They are asked to set it up when they sign in next."))
    if not env.names("GUICHENG_HOSTS"):
        return ok("second-factor", told)
    return error("second-factor", told, _("Unset GUICHENG_SECOND_FACTOR; they are then asked to set it up."))
