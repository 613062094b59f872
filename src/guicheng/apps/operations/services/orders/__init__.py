"""What is done with work orders; every act is one transaction with its audit row."""

from guicheng.apps.operations.services.orders.access import NotAnOrderError, OrderRefusedError
from guicheng.apps.operations.services.orders.acting import (
    add_cost,
    cancel_order,
    change_priority,
    finish_order,
    follow_up_order,
    pause_order,
    reopen_order,
    step_order,
    strike_cost,
)
from guicheng.apps.operations.services.orders.dispatching import claim_order, dispatch_order
from guicheng.apps.operations.services.orders.following import follow_order, unfollow_order
from guicheng.apps.operations.services.orders.holding import say_numbers, wanted_numbers
from guicheng.apps.operations.services.orders.privacy import forget_caller, forget_callers, reveal_caller
from guicheng.apps.operations.services.orders.refreshing import refresh_named
from guicheng.apps.operations.services.orders.reminding import tell_of_due_orders
from guicheng.apps.operations.services.orders.reporting import Caller, Source, report_order, understand
from guicheng.apps.operations.services.orders.several import Wanted, act_on_orders
from guicheng.apps.operations.services.orders.talking import (
    answer_as_resident,
    attach_to_order,
    comment_on_order,
    rate_order,
)

__all__ = [
    "Caller",
    "NotAnOrderError",
    "OrderRefusedError",
    "Source",
    "Wanted",
    "act_on_orders",
    "add_cost",
    "answer_as_resident",
    "attach_to_order",
    "cancel_order",
    "change_priority",
    "claim_order",
    "comment_on_order",
    "dispatch_order",
    "finish_order",
    "follow_order",
    "follow_up_order",
    "forget_caller",
    "forget_callers",
    "pause_order",
    "rate_order",
    "refresh_named",
    "reopen_order",
    "report_order",
    "reveal_caller",
    "say_numbers",
    "step_order",
    "strike_cost",
    "tell_of_due_orders",
    "understand",
    "unfollow_order",
    "wanted_numbers",
]
