"""One act on several orders, or on several rows of one's work: the rows are done one by one, by the same rules."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import several as shapes
from guicheng.apps.operations.services.orders import Wanted, act_on_orders
from guicheng.apps.operations.services.several import Several
from guicheng.apps.operations.services.work_several import act_on_work

orders: Final = Calls("orders")
work: Final = Calls("cases")


@orders.write(
    "POST", "/orders/acts", needs="orders.read", answer=shapes.SeveralDone, summary="Do something with several orders",
    refuses=("not-an-order",),
)  # fmt: skip
def act_on_many_orders(request: HttpRequest, body: shapes.OrdersAct) -> dict[str, Any]:
    """Give orders to somebody, take them, change their priority, follow them; answers what was refused and why."""
    wanted = Wanted(body.act, body.to, body.post, body.reason)
    keys = [str(key) for key in body.keys]
    return _told(act_on_orders(actor=actor_of(request), keys=keys, wanted=wanted, at=timezone.now()))


@work.write(
    "POST",
    "/work/acts",
    needs="cases.work",
    answer=shapes.SeveralDone,
    summary="Do something with several rows of work",
    refuses=("not-a-case",),
)
def act_on_many_rows(request: HttpRequest, body: shapes.WorkAct) -> dict[str, Any]:
    """Take work, hand it over, say that it is done or ask for haste; answers what was refused and why."""
    rows = [f"{row.kind}:{row.key}" for row in body.work]
    return _told(
        act_on_work(actor=actor_of(request), work=rows, act=body.act, to=body.to, reason=body.reason, at=timezone.now())
    )


def _told(outcome: Several) -> dict[str, Any]:
    return {
        "done": [{"key": row.key, "label": row.label} for row in outcome.went],
        "refused": [
            {"key": row.key, "label": row.label, "code": error.code, "reason": error.message.render(_)}
            for row, error in outcome.stayed
        ],
    }
