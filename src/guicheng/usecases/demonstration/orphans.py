"""Jobs that wait, or have run, for rows that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db.models import Model
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from guicheng.apps.assessment.models import MonthlyReport
from guicheng.apps.improvement.models import NonconformityPhoto
from guicheng.apps.notices.models import Robot, Subscription
from guicheng.apps.operations.models import DisputePack, FieldPhoto, OrderFile
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.platform.services import forget_jobs
from guicheng.apps.research.models import Survey, SurveyReport
from guicheng.apps.standards.models import Document, Handout, Standard

Existing = Callable[[set[Any]], set[Any]]
_CHUNK: Final = 400


def _rows(*models: type[Model], by: str = "pk") -> Existing:
    """Return what tells which of some values a row of one of the tables still has."""

    def existing(named: set[Any]) -> set[Any]:
        listed, found = sorted(named), set[Any]()
        for start in range(0, len(listed), _CHUNK):
            for model in models:
                rows = model._base_manager.filter(**{f"{by}__in": listed[start : start + _CHUNK]})  # noqa: SLF001
                found.update(rows.values_list(by, flat=True))
        return found

    return existing


#: By which argument a job names its row, and where such rows are; a job about nothing of a company is not here.
NAMED: Final[dict[str, tuple[str, Existing]]] = {
    "guicheng.apps.research.jobs.letters.write_letters": ("survey_id", _rows(Survey)),
    "guicheng.apps.research.jobs.reports.make_report": ("report_id", _rows(SurveyReport)),
    "guicheng.apps.assessment.jobs.count_estate": ("unit_id", _rows(Unit)),
    "guicheng.apps.assessment.jobs.make_monthly_report": ("report_id", _rows(MonthlyReport)),
    "guicheng.apps.standards.jobs.read_document": ("document_id", _rows(Document)),
    "guicheng.apps.standards.jobs.make_handout": ("handout_id", _rows(Handout)),
    "guicheng.apps.standards.jobs.reread_company": ("company_id", _rows(Unit)),
    "guicheng.apps.standards.jobs.reread_standard": ("standard_id", _rows(Standard)),
    "guicheng.apps.operations.jobs.make_small_photo": ("kept", _rows(FieldPhoto, OrderFile, by="kept")),
    "guicheng.apps.operations.jobs.make_pack": ("pack_id", _rows(DisputePack)),
    "guicheng.apps.improvement.jobs.make_small_photo": ("kept", _rows(NonconformityPhoto, by="kept")),
    "guicheng.apps.notices.jobs.send_letter": ("person_id", _rows(Person)),
    "guicheng.apps.notices.jobs.send_to_robot": ("robot_id", _rows(Robot)),
    "guicheng.apps.notices.jobs.send_to_subscription": ("subscription_id", _rows(Subscription)),
    "guicheng.usecases.demonstration.job.tell_story": ("company_id", _rows(Unit)),
}


def forget_orphaned_jobs() -> int:
    """Delete the jobs, but for running ones, whose row is gone; return how many there were.

    They would find nothing, and what they were asked names what is to be forgotten.
    """
    rows = DBTaskResult.objects.filter(task_path__in=NAMED).exclude(status=TaskResultStatus.RUNNING)
    jobs: dict[str, list[tuple[Any, Any]]] = {}
    for key, path, asked in rows.values_list("pk", "task_path", "args_kwargs"):
        jobs.setdefault(path, []).append((key, asked["kwargs"].get(NAMED[path][0])))
    return sum(_forget(found, NAMED[path][1]) for path, found in jobs.items())


def _forget(jobs: Iterable[tuple[Any, Any]], existing: Existing) -> int:
    listed = list(jobs)
    there = existing({named for _key, named in listed if named is not None})
    keys = [key for key, named in listed if named not in there]
    for start in range(0, len(keys), _CHUNK):
        forget_jobs(keys=keys[start : start + _CHUNK])
    return len(keys)
