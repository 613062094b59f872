"""The Excel workbook in which a company sends its tree, its posts and its people, and gets them back with notes."""

from guicheng.adapters.long_list import MOST_ROWS
from guicheng.adapters.organization_sheet.reading import (
    OrganizationBook,
    SheetRow,
    read_organization,
)
from guicheng.adapters.organization_sheet.words import (
    KIND_NAMES,
    ROLE_NAMES,
    TRADE_NAMES,
    kind_called,
    roles_called,
    trade_called,
)
from guicheng.adapters.organization_sheet.writing import noted_workbook, organization_template

__all__ = [
    "KIND_NAMES",
    "MOST_ROWS",
    "ROLE_NAMES",
    "TRADE_NAMES",
    "OrganizationBook",
    "SheetRow",
    "kind_called",
    "noted_workbook",
    "organization_template",
    "read_organization",
    "roles_called",
    "trade_called",
]
