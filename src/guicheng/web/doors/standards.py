"""Doors of standards: drafts, their clauses, approval, editions and the inbox."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import SIGNED_IN, Door
from guicheng.web.views import adopt, approval, arranging, clause, editions, inbox, standard, standards

_READ: Final = {"GET": "standards.read"}
_EDIT: Final = {"GET": "standards.edit", "POST": "standards.edit"}
_PUBLISHED: Final = {"GET": "standards.read_published"}

DOORS: Final = (
    Door("standards/", standards.standards, "standards", _READ),
    Door("standards/new/", standards.new, "standard_new", {"GET": "standards.edit", "POST": "standards.edit"}),
    Door("standards/library/", adopt.adopt, "adopt", _EDIT),
    Door("standards/several/", standards.several, "standards_several", {"POST": "standards.edit"}),
    Door("standards/<str:code>/", standard.standard, "standard", _READ),
    Door("standards/<str:code>/write/", arranging.write, "clause_write", _EDIT),
    Door("standards/<str:code>/clauses/<str:key>/arrange/", arranging.arrange, "clause_arrange", _EDIT),
    Door("standards/<str:code>/presence/", standard.presence, "standard_presence", {"POST": "standards.read"}),
    Door(
        "standards/<str:code>/clauses/<str:key>/",
        clause.clause,
        "clause",
        {"GET": "standards.read", "POST": "standards.edit"},
    ),
    Door(
        "standards/<str:code>/clauses/<str:key>/reading/", clause.reading, "clause_reading", {"POST": "standards.read"}
    ),
    Door(
        "standards/<str:code>/clauses/<str:key>/confirm/",
        clause.confirm,
        "clause_confirm",
        {"POST": "standards.confirm"},
    ),
    # Who may decide what is said by the route of the unit, so the service is asked.
    Door("standards/<str:code>/approval/", approval.approval, "approval", {"GET": "standards.read", "POST": SIGNED_IN}),
    Door(
        "standards/<str:code>/editions/",
        editions.editions,
        "editions",
        {"GET": "standards.read_published", "POST": "standards.read_published"},
    ),
    Door("standards/<str:code>/editions/<int:number>/", editions.edition, "edition", _PUBLISHED),
    Door(
        "standards/<str:code>/editions/<int:number>/withdraw/",
        editions.withdraw,
        "edition_withdraw",
        {"POST": "standards.withdraw"},
    ),
    Door(
        "standards/<str:code>/editions/<int:older>/to/<int:newer>/",
        editions.comparison,
        "edition_comparison",
        _PUBLISHED,
    ),
    Door("inbox/", inbox.inbox, "inbox", {"GET": "notifications.own"}),
    Door("inbox/read/", inbox.read, "inbox_read", {"POST": "notifications.own"}),
)
