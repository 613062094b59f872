"""Months sealed: a version of a company's figures that never changes, with what proves the evidence behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import Counted, MonthCount, MonthPromise, SealedMonth, SealedRun, Tally
from guicheng.apps.assessment.readings.judged import judged_of
from guicheng.apps.assessment.readings.runs import pack
from guicheng.apps.assessment.selectors.figures import in_version
from guicheng.apps.assessment.selectors.gathering.judging import bounds_of
from guicheng.apps.assessment.services.counting.counting import count_month, make_tallies
from guicheng.apps.operations.models import DailyRoot, FieldChain
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.domain.attainment.sealed import seal
from guicheng.domain.evidence import merkle_root
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

SEAL = "attainment.seal"


class NotToSealError(GuichengError):
    """A month cannot be sealed as it is."""

    code = "not-to-seal"


@dataclass(frozen=True, slots=True)
class _Evidence:
    root: str
    day: date | None
    links: int


@transaction.atomic
def seal_month(*, company: Unit, month: str, actor: Actor, at: datetime) -> SealedMonth:
    """Count a month of all estates of a company once more and seal it; the next time it is the next version.

    Earlier versions stay as they are, with every occurrence that they counted. Reports name the version that they
    show, so that they stay right.

    Args:
        company: The company.
        month: Such as 2026-10; it has to be over.
        actor: Who seals; needs ``attainment.seal`` at the company.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not seal.
        NotToSealError: It is no month, is not over, has nothing counted, or nothing changed since the last version.
    """
    company = Unit.objects.select_for_update().get(pk=company.pk)
    permit(actor, SEAL, company)
    _refuse_running(month, at)
    estates = _estates(company, month)
    for unit in estates:
        count_month(unit=unit, month=month, at=at)
    last = SealedMonth.objects.filter(unit=company, month=month).order_by("-version").first()
    version = last.version + 1 if last else 1
    rows = Counted.objects.filter(month=month, unit__path__startswith=company.path)
    if not _take_in(rows, version) and last is not None:
        raise NotToSealError(
            _(
                "Nothing changed since version {version} was sealed. There is nothing to seal.",
                version=str(last.version),
            )
        )
    if not estates:
        raise NotToSealError(_("Nothing was counted in {month}. Count it first.", month=month))
    return _kept(company, month, version, estates, actor=actor, at=at)


def _refuse_running(month: str, at: datetime) -> None:
    try:
        _first, after = bounds_of(month)
    except ValueError as error:
        raise NotToSealError(_("“{month}” is no month. Write it like 2026-10.", month=month[:20])) from error
    if localdate(at) < after:
        raise NotToSealError(
            _("{month} is not over yet. It can be sealed from {day} on.", month=month, day=after.isoformat())
        )


def _estates(company: Unit, month: str) -> list[Unit]:
    """Return the estates of which a month is sealed: those in use, and those that were counted in it."""
    counted = MonthCount.objects.filter(month=month).values("unit")
    rows = Unit.objects.filter(path__startswith=company.path, kind=UnitKind.ESTATE)
    return list(rows.filter(Q(archived_at=None) | Q(pk__in=counted)).order_by("path"))


def _take_in(rows: QuerySet[Counted], version: int) -> int:
    """Let a version begin: what is new is in it, what is no longer so ended with the one before; return how many."""
    gone = rows.filter(live=False, sealed_from__isnull=False, sealed_to=None).update(sealed_to=version - 1)
    come = rows.filter(live=True, sealed_from=None).update(sealed_from=version)
    return gone + come


def _kept(
    company: Unit, month: str, version: int, estates: Sequence[Unit], *, actor: Actor, at: datetime
) -> SealedMonth:
    runs = [_run(unit, month, version) for unit in estates]
    evidence = _evidence(company, month)
    row = SealedMonth.objects.create(
        unit=company,
        month=month,
        version=version,
        sealed_at=at,
        sealed_by=actor.person,
        sealed_by_name=actor.name[:80],
        root=root_of((run.digest for run in runs), evidence.root),
        evidence_root=evidence.root,
        evidence_day=evidence.day,
        evidence_links=evidence.links,
        estates=len(estates),
        rows=Counted.objects.filter(in_version(version), month=month, unit__path__startswith=company.path).count(),
    )
    for run in runs:
        run.sealed = row
    SealedRun.objects.bulk_create(runs, batch_size=100)
    record(
        actor=actor, act="assessment.seal_month", subject="month", key=str(row.key), label=f"{month} v{version}",
        unit_path=str(company.path), after={"root": row.root, "rows": row.rows}, at=at,
    )  # fmt: skip
    return row


def _run(unit: Unit, month: str, version: int) -> SealedRun:
    standing = Tally.objects.filter(unit=unit, month=month, version=0).values("promise")
    promises = MonthPromise.objects.filter(Q(pk__in=standing) | Q(counted__sealed_to=None, counted__live=True))
    make_tallies(unit, month, promises.filter(unit=unit, month=month).distinct(), version)
    rows = Counted.objects.filter(in_version(version), unit=unit, month=month)
    judged = judged_of(rows.select_related("promise__edition", "unit").iterator(chunk_size=2000))
    content = pack(seal(month, judged, version=version))
    return SealedRun(unit=unit, digest=sha256(content).hexdigest(), content=content)


def root_of(digests: Iterable[str], evidence_root: str) -> str:
    """Return the root of a sealed month: a Merkle root over the runs in order of the tree and the root of the evidence.

    Args:
        digests: SHA-256 of the run of each estate.
        evidence_root: Root of the last day of evidence, "" for none.
    """
    return merkle_root([*digests, *filter(None, (evidence_root,))])


def _evidence(company: Unit, month: str) -> _Evidence:
    _first, after = bounds_of(month)
    last = DailyRoot.objects.filter(company=company, day__lte=after - timedelta(days=1)).order_by("-day").first()
    chain = FieldChain.objects.filter(company=company).first()
    return _Evidence(last.root if last else "", last.day if last else None, chain.length if chain else 0)
