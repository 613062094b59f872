"""The words of what the organization knows by codes, in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.permissions import Role

#: Role → what people call it.
ROLES: Final = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.QUALITY_MANAGER: _("Quality manager"),
    Role.ESTATE_MANAGER: _("Estate manager"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.FRONTLINE: _("Frontline"),
    Role.AUDITOR: _("Auditor"),
}
