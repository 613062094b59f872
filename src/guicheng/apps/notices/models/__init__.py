"""Rows of what was told, by which ways, and what became of it."""

from __future__ import annotations

from guicheng.apps.notices.models.outward import Delivery, DeliveryState, Robot, Subscription, Vendor
from guicheng.apps.notices.models.told import (
    Happening,
    LetterPace,
    Notice,
    NoticeWay,
    NoticeWish,
    UnitQuiet,
    Watermark,
    Way,
)

__all__ = [
    "Delivery",
    "DeliveryState",
    "Happening",
    "LetterPace",
    "Notice",
    "NoticeWay",
    "NoticeWish",
    "Robot",
    "Subscription",
    "UnitQuiet",
    "Vendor",
    "Watermark",
    "Way",
]
