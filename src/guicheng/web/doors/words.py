"""Doors of what clauses share: words, parameters, exceptions, routes of approval, and what is in force."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import exceptions, in_force, parameters, routes, terms

_READ: Final = "standards.read"
_WORDS: Final = {"GET": _READ, "POST": "lexicon.manage"}
_ROUTES: Final = {"GET": "routes.manage", "POST": "routes.manage"}
_EXCEPT: Final = "standards.suppress"

DOORS: Final[tuple[Door, ...]] = (
    Door("in-force/", in_force.in_force, "in_force", {"GET": "standards.read_published"}),
    Door("words/", terms.words, "words", _WORDS),
    Door("words/<str:key>/", terms.word, "word", _WORDS),
    Door("glossary/", terms.glossary, "glossary", {"GET": _READ}),
    Door("parameters/", parameters.parameters, "parameters", _WORDS),
    Door("parameters/<str:key>/", parameters.parameter, "parameter", _WORDS),
    Door("exceptions/", exceptions.exceptions, "exceptions", {"GET": _READ, "POST": _EXCEPT}),
    Door(
        "standards/<str:code>/clauses/<str:key>/except/",
        exceptions.clause_except,
        "clause_except",
        {"GET": _EXCEPT, "POST": _EXCEPT},
    ),
    Door("routes/", routes.routes, "routes", {"GET": "routes.manage"}),
    Door("routes/<str:key>/", routes.route, "route", _ROUTES),
)
