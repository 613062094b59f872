"""Robots and subscriptions of a company, and things that happen there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from guicheng.apps.notices.models import Delivery
from guicheng.apps.notices.services import tell
from guicheng.apps.notices.services.robots import add_robot
from guicheng.apps.notices.services.robots_out import send_to_robot
from guicheng.apps.notices.services.subscriptions import add_subscription
from guicheng.apps.notices.services.webhooks_out import send_to_subscription
from guicheng.domain.values.message import Message

#: A Monday, 10:00 at the estate.
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PATHS = {
    "wecom": "/cgi-bin/webhook/send?key=k",
    "dingtalk": "/robot/send?access_token=ab",
    "feishu": "/open-apis/bot/v2/hook/k",
}


class Clock:
    """A clock that is set by hand, and goes on a little with each look where it is told to."""

    def __init__(self, at=AT, step=timedelta(0)):
        self.at, self.step = at, step

    def __call__(self):
        self.at += self.step
        return self.at


def robot_at(company, host, vendor="dingtalk", unit=None, **more):
    values = {"unit_key": (unit or company.estate).key, "vendor": vendor, "name": "工程群", "secret": "SECx", "at": AT}
    return add_robot(actor=company.actor("gao"), address=host.url(PATHS[vendor]), **{**values, **more})


def subscription_at(company, host, **more):
    return add_subscription(actor=company.actor("gao"), name="ERP", url=host.url("/hook"), at=AT, **more)


def happen(company, number=1, *, at=AT, kind="case-late", unit=None, people=(), **more):
    title = Message("Work {number} is late.", {"number": str(number)})
    values = {"unit": unit or company.estate, "path": f"/cases/{number}/", "key": f"case:{number}"}
    return tell(people, kind=kind, title=title, at=at, **values, **more)


def say(robot, at=AT):
    return send_to_robot(robot_id=robot.pk, clock=at if callable(at) else lambda: at)


def call(subscription, at=AT):
    return send_to_subscription(subscription_id=subscription.pk, clock=at if callable(at) else lambda: at)


def states(outlet):
    return [(row.state, row.attempts) for row in outlet.deliveries.order_by("pk")]


def rows(outlet):
    return list(Delivery.objects.filter(pk__in=outlet.deliveries.values("pk")).order_by("pk"))
