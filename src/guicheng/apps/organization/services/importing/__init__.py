"""The tree, posts and people from a workbook: all of it, or nothing and a remark beside each row that is wrong."""

from guicheng.apps.organization.services.importing.importing import ImportResult, RowError, import_organization

__all__ = ["ImportResult", "RowError", "import_organization"]
