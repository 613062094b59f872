"""Doors of work orders, and of the page on which whoever reported one follows it without an account."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import ANYBODY, Door
from guicheng.web.views import order, order_following, order_giving, order_list, order_reporting, order_several

_READ: Final = "orders.read"
_REPORT: Final = "orders.report"

DOORS: Final[tuple[Door, ...]] = (
    Door("orders/", order_list.orders, "orders", {"GET": _READ}),
    Door("orders/views/", order_several.views, "order_views", {"POST": _READ}),
    # Which of them can be done is said order by order by the service.
    Door("orders/several/", order_several.several, "orders_several", {"POST": _READ}),
    Door("orders/paper/", order_list.paper, "orders_paper", {"GET": _READ}),
    Door("orders/new/", order_reporting.new, "order_new", {"GET": _REPORT, "POST": _REPORT}),
    Door("orders/new/reading/", order_reporting.reading, "order_reading", {"POST": _REPORT}),
    # Who may do what with an order is said by whose it is, so the service is asked.
    Door("orders/<str:key>/", order.order, "order", {"GET": _READ, "POST": _READ}),
    Door("orders/<str:key>/print/", order.printed, "order_print", {"GET": _READ}),
    Door("orders/<str:key>/give/", order_giving.give, "order_give", {"GET": _REPORT, "POST": _REPORT}),
    Door("orders/<str:key>/files/<str:file>/", order.file, "order_file", {"GET": _READ}),
    Door("o/<str:link>/", order_following.follow, "order_follow", {"GET": ANYBODY, "POST": ANYBODY}),
    Door("o/<str:link>/files/<str:file>/", order_following.file, "order_follow_file", {"GET": ANYBODY}),
)
