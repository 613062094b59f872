"""An estate with a clause in force that was broken, and people who mend, verify and look on."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from tests.apps.operations.order_desk import Desk
from tests.apps.standards.company import AT

from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.standards import services
from guicheng.apps.standards.models import DraftClause, EditionClause
from guicheng.usecases.publish_edition import publish_edition

TEXT = "接到紧急报修后，维修工30分钟内到达现场。"


class Shop(Desk):
    """``found`` opens a nonconformity; ``clause`` is the one that was broken."""

    def __init__(self):
        super().__init__()
        self.clause = EditionClause.objects.select_related("edition").get(text=TEXT)

    def publish(self, *texts, code="GC-01"):
        """Publish a standard whose clauses have numbers."""
        standard = self.company.standard(*texts, unit=self.estate, code=code)
        for place, clause in enumerate(standard.clauses.order_by("position"), start=1):
            DraftClause.objects.filter(pk=clause.pk).update(number=f"3.{place}")
        sent = services.submit(actor=self.actor("chen"), standard_key=standard.key, at=AT)
        for name in ("lin", "wang"):
            services.approve(actor=self.actor(name), submission_key=sent.key, at=AT)
        publish_edition(actor=self.actor("lin"), standard_key=standard.key, effective_from=localdate(AT), at=AT)

    def found(self, what="维修工45分钟才到", *, by="sun", severity="ordinary", at=AT, **more):
        said = {"citation": "", "sentence": "", "source": "", "unit": self.estate, "clause_key": self.clause.key}
        return open_nonconformity(severity=severity, found=what, actor=self.actor(by), at=at, **{**said, **more})


def later(days=0, minutes=0):
    return AT + timedelta(days=days, minutes=minutes)
