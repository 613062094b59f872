"""The company that a command is about, and whether its tables are those of this version."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _

if TYPE_CHECKING:
    from guicheng.apps.organization.models import Unit


class WhichCompanyError(GuichengError):
    """No company, or several, answer to what was said."""

    code: ClassVar[str] = "which-company"


class OtherTablesError(GuichengError):
    """The tables are not those of this version."""

    code: ClassVar[str] = "other-tables"


def company_named(name: str) -> Unit:
    """Return the company of a name, or the only one for "".

    Raises:
        WhichCompanyError: None, or several, fit.
    """
    from guicheng.apps.organization.selectors import companies

    found = companies(name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise WhichCompanyError(_("There is no company of this name: {name}", name=name or "—"))
    names = ", ".join(unit.name for unit in found)
    raise WhichCompanyError(_("There are several companies: {names}. Say which one with --company.", names=names))


def refuse_other_tables() -> None:
    """Let a command pass where the tables are those of this version.

    Raises:
        OtherTablesError: They are not.
    """
    from guicheng.site.checkup.rows import up_to_date

    if not up_to_date():
        raise OtherTablesError(_("The tables are not those of this version. Start the service once, then repeat."))
