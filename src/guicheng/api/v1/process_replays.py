"""Logs set beside processes; what they say can be kept."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.adapters.process_log import read_log_file
from guicheng.adapters.process_log_json import log_json, rendered
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import process_times as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.models import KeptReplay
from guicheng.apps.processes.readings import compiled
from guicheng.apps.processes.services.replays import MOST_KEPT, Log
from guicheng.domain.process.logs import read_log

calls = Calls("processes")
_READ: Final = "processes.read"


@calls.write(
    "POST",
    "/processes/{code}/replays",
    needs=_READ,
    answer=shapes.ReplayResult,
    summary="Replay a log",
    refuses=("table-refused", "diagram-refused", "file-refused", "log-refused", "too-many-ways", "archived"),
)
def replay_log(request: HttpRequest, code: Path[str], body: shapes.LogIn) -> dict[str, Any]:
    """Set a log beside an edition or the draft; the log is forgotten, and what it says is kept where that is asked."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    edition = selectors.edition_of(found, body.edition) if body.edition else None
    source = edition or found
    log = Log(body.name or "log.csv", body.log.encode())
    report = read_log(compiled(source.title, source.rows, source.drawn), read_log_file(log.name, log.data))
    kept = None
    if body.keep:
        kept = services.keep_replay(
            actor=actor, process_key=found.key, edition=edition, log=log, report=report, at=timezone.now()
        )
    return {"key": str(kept.key) if kept else None, **rendered(log_json(report, MOST_KEPT), gettext)}


@calls.get(
    "/processes/{code}/replays",
    needs=_READ,
    answer=shapes.Replays,
    summary="List kept replays",
    refuses=("bad-cursor",),
)
def list_replays(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the replays that were kept of a process, newest first."""
    rows = selectors.replays_of(selectors.process_visible_to(actor_of(request), code))
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [_head(row) for row in found], "next": following}


@calls.get("/processes/{code}/replays/{key}", needs=_READ, answer=shapes.ReplayResult, summary="See a kept replay")
def see_replay(request: HttpRequest, code: Path[str], key: Path[str]) -> dict[str, Any]:
    """Return what a kept replay says."""
    kept = selectors.replay_of(selectors.process_visible_to(actor_of(request), code), key)
    return {"key": str(kept.key), **rendered(kept.result, gettext)}


@calls.write(
    "DELETE",
    "/processes/{code}/replays/{key}",
    needs="processes.edit",
    answer=None,
    summary="Delete a kept replay",
    refuses=("archived",),
)
def delete_replay(request: HttpRequest, code: Path[str], key: Path[str]) -> None:
    """Delete a kept replay; the audit keeps its counts."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    kept = selectors.replay_of(found, key)
    services.delete_replay(actor=actor, process_key=found.key, replay_key=kept.key, at=timezone.now())


def _head(row: KeptReplay) -> dict[str, Any]:
    names = ("revision", "file_name", "log_hash", "cases", "events", "fitting", "at")
    return {
        "key": str(row.key),
        "edition": row.edition.number if row.edition else None,
        **{name: getattr(row, name) for name in names},
        "by": row.by_name,
    }
