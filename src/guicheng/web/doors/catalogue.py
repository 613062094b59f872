"""Doors of the catalogue: scope of services, and the pages of a standard beside its text."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import comparing, contracts, reports, scope, standard_sheet

_READ: Final = "standards.read"
_EDIT: Final = "standards.edit"

DOORS: Final[tuple[Door, ...]] = (
    Door("scope/", scope.scope, "scope", {"GET": _READ}),
    Door("scope/services/", scope.items, "scope_items", {"GET": _READ, "POST": "catalogue.manage"}),
    Door("scope/<str:key>/", scope.scope_unit, "scope_unit", {"GET": _READ, "POST": "catalogue.describe"}),
    Door(
        "standards/<str:code>/elements/",
        standard_sheet.elements,
        "standard_elements",
        {"GET": _READ, "POST": "standards.edit"},
    ),
    Door("standards/<str:code>/beside/", standard_sheet.beside, "standard_beside", {"GET": _READ}),
    Door("standards/<str:code>/benchmarks/", standard_sheet.benchmarks, "standard_benchmarks", {"GET": _READ}),
    Door("standards/<str:code>/consequences/", standard_sheet.consequences, "standard_consequences", {"GET": _READ}),
    Door("standards/<str:code>/cost/", standard_sheet.cost, "standard_cost", {"GET": _READ}),
    Door(
        "standards/<str:code>/compare/",
        comparing.compare,
        "standard_compare",
        {"GET": _READ, "POST": "standards.deviate"},
    ),
    Door("standards/<str:code>/system/", comparing.system, "standard_system", {"GET": _READ}),
    Door("standards/<str:code>/norms/", comparing.norms, "standard_norms", {"GET": _READ}),
    Door("contracts/", contracts.contracts, "contracts", {"GET": _READ}),
    Door("contracts/new/", contracts.contract_new, "contract_new", {"GET": _EDIT, "POST": _EDIT}),
    Door("contracts/<str:code>/", contracts.contract, "contract", {"GET": _READ, "POST": _EDIT}),
    Door("deviations/", comparing.deviations, "deviations", {"GET": _READ, "POST": "standards.deviate"}),
    Door("consistency/", reports.consistency, "consistency", {"GET": _READ}),
    Door("consistency/report.<str:kind>", reports.consistency_file, "consistency_file", {"GET": _READ}),
    Door("compliance/", reports.compliance, "compliance", {"GET": _READ}),
    Door("compliance/report.xlsx", reports.compliance_file, "compliance_file", {"GET": _READ}),
)
