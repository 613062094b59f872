"""Work orders: what they are about, which promises bind them, how they stand, and their clocks."""

from guicheng.domain.orders.acts import possible
from guicheng.domain.orders.applying import About, Standard, applying, depending
from guicheng.domain.orders.classifying import PlaceName, Suggestion, suggest
from guicheng.domain.orders.clocks import Bound, Held, StageClock, clocks_of
from guicheng.domain.orders.folding import CostLine, OrderState, state_of
from guicheng.domain.orders.happening import Happening, standing
from guicheng.domain.orders.kinds import ENDED, Act, Channel, OrderKind, PauseReason, Phase, Stream
from guicheng.domain.orders.numbers import Need, Numbers, Standing, needs_from, needs_json
from guicheng.domain.orders.promises import Promise, StageName, promise_of
from guicheng.domain.orders.turns import next_in_turn

__all__ = [
    "ENDED",
    "About",
    "Act",
    "Bound",
    "Channel",
    "CostLine",
    "Happening",
    "Held",
    "Need",
    "Numbers",
    "OrderKind",
    "OrderState",
    "PauseReason",
    "Phase",
    "PlaceName",
    "Promise",
    "StageClock",
    "StageName",
    "Standard",
    "Standing",
    "Stream",
    "Suggestion",
    "applying",
    "clocks_of",
    "depending",
    "needs_from",
    "needs_json",
    "next_in_turn",
    "possible",
    "promise_of",
    "standing",
    "state_of",
    "suggest",
]
