"""Doors between reading and standards: import into drafts, talk about clauses, kept views, files of drafts."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import bringing, clause_rows, draft_files, history, into_drafts, saved_views, threads

_IMPORT: Final = "documents.import"
_READ: Final = "standards.read"

DOORS: Final[tuple[Door, ...]] = (
    Door("documents/<str:key>/drafts/", into_drafts.into_drafts, "into_drafts", {"GET": _IMPORT, "POST": _IMPORT}),
    Door("standards/views/", saved_views.views, "standard_views", {"POST": _READ}),
    # POST takes the standards that were ticked: hundreds of keys are too long for an address.
    Door(
        "standards/export.<str:kind>", draft_files.standards_export, "standards_export", {"GET": _READ, "POST": _READ}
    ),
    Door("standards/bring/", bringing.bring, "bring", {"GET": "standards.edit", "POST": "standards.edit"}),
    Door("standards/<str:code>/threads/", threads.threads, "threads", {"GET": _READ, "POST": "standards.comment"}),
    Door("standards/<str:code>/history/", history.history, "history", {"GET": _READ, "POST": "standards.edit"}),
    Door(
        "standards/<str:code>/rows/", clause_rows.clause_rows, "clause_rows", {"GET": _READ, "POST": "standards.edit"}
    ),
    Door("standards/<str:code>/rows.xlsx", clause_rows.clause_rows_file, "clause_rows_file", {"GET": _READ}),
    Door("standards/<str:code>/draft.<str:kind>", draft_files.draft_file, "draft_file", {"GET": _READ}),
    Door(
        "standards/<str:code>/editions/<int:number>/edition.<str:kind>",
        draft_files.edition_file,
        "edition_file",
        {"GET": "standards.read_published"},
    ),
)
