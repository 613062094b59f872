"""The words of what the organization knows by codes, in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.models import UnitKind
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
#: Kind of unit → what people call it.
KINDS: Final = {
    UnitKind.COMPANY: _("Company"),
    UnitKind.REGION: _("Region"),
    UnitKind.ESTATE: _("Estate"),
}
#: Permission → what a token that has it may do.
PERMISSION_WORDS: Final = {
    "organization.read": _("see units and posts"),
    "organization.manage": _("change units and posts"),
    "people.read": _("see people"),
    "people.reveal": _("see phone numbers in full"),
    "people.manage": _("change people and their roles"),
    "audit.read": _("read the audit"),
    "integrations.manage": _("issue and revoke tokens"),
    "notifications.own": _("read its own notifications"),
    "robots.manage": _("set up robots of groups"),
    "webhooks.manage": _("set up webhooks"),
    "documents.import": _("import documents into drafts"),
    "standards.read": _("read drafts"),
    "standards.read_published": _("read editions"),
    "standards.edit": _("write drafts"),
    "standards.comment": _("comment on clauses"),
    "standards.confirm": _("confirm readings"),
    "standards.suppress": _("except findings"),
    "standards.submit": _("submit for approval"),
    "standards.approve": _("approve and return"),
    "standards.publish": _("publish editions"),
    "standards.withdraw": _("withdraw editions"),
    "standards.deviate": _("sign deviations"),
    "catalogue.manage": _("add services to the catalogue"),
    "catalogue.describe": _("describe units and their contracts"),
    "processes.read": _("read processes and their editions"),
    "processes.edit": _("write processes and ask for approval"),
    "processes.approve": _("approve processes"),
    "processes.publish": _("publish processes, take them out of use"),
    "estates.read": _("see places, equipment, rosters and calendars"),
    "estates.manage": _("write places, points, equipment and calendars"),
    "equipment.record": _("add to the history of equipment"),
    "rosters.manage": _("plan shifts and rosters"),
    "field.send": _("send events and photos of work"),
    "field.read": _("read how far tasks are"),
    "evidence.read": _("read the evidence log"),
    "evidence.keep": _("hold evidence, set its days, forget people"),
    "evidence.devices": _("register phones and take them out of use"),
    "cases.read": _("see running cases"),
    "cases.start": _("start cases"),
    "cases.work": _("do the work of cases"),
    "cases.steer": _("give, return and end the work of others"),
    "cases.migrate": _("move running cases to another edition"),
    "research.read": _("read what customers say and need"),
    "research.edit": _("write what customers say and need"),
    "research.run": _("run surveys"),
    "orders.read": _("see work orders"),
    "orders.report": _("take work orders in and follow them up"),
    "orders.work": _("work on orders"),
    "orders.steer": _("give orders to people, and end them"),
    "attainment.read": _("read what was kept"),
    "attainment.seal": _("seal months"),
    "inspections.read": _("read inspections and their scores"),
    "inspections.plan": _("write scoring sheets and plan inspections"),
    "inspections.carry_out": _("carry out inspections and sign them"),
    "scorecards.read": _("read scorecards"),
    "scorecards.manage": _("write scorecards and sign their results"),
    "scorecards.appeal": _("appeal against results of scorecards"),
    "improvement.read": _("read nonconformities and reviews"),
    "improvement.work": _("open nonconformities and mend them"),
    "improvement.verify": _("verify what was mended"),
    "routes.manage": _("set routes of approval"),
    "lexicon.manage": _("change words and parameters"),
}
