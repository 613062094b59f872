"""One act on several orders, or on several rows of one's work."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Sent


class OrdersAct(Sent):
    """What is done with each of several orders."""

    keys: list[Key] = Field(..., min_length=1, max_length=200, description="keys of the orders")
    act: Literal["assign", "offer", "turn", "claim", "urgent", "ordinary", "follow", "unfollow"]
    to: Key = Field("", description="key of the person, for assign")
    post: str = Field("", max_length=60, description="name of the post, for offer and turn", examples=[""])
    reason: str = Field("", max_length=500, description="why, for urgent and ordinary", examples=[""])


class WorkRow(Sent):
    """One row of work."""

    kind: Literal["case", "order", "round", "plan"]
    key: str = Field(
        ...,
        max_length=120,
        description="key of the order, occurrence of the round or of what is due by plan, or key of the case with "
        "a slash and the id of the step",
        examples=["0b4f8a52-6d3f-4f0e-9a57-2f6f2f0b9c11"],
    )


class WorkAct(Sent):
    """What is done with each of several rows of work."""

    work: list[WorkRow] = Field(..., min_length=1, max_length=200)
    act: Literal["take_on", "hand_over", "finish", "urge"] = Field(..., description="finish: of what is due by plan")
    to: Key = Field("", description="key of the person, for hand_over")
    reason: str = Field("", max_length=200, description="why, for hand_over and urge", examples=[""])


class Reached(Schema):
    """A row that the act reached."""

    key: str
    label: str


class Unreached(Reached):
    """A row that stayed as it was, and why."""

    code: str
    reason: str


class SeveralDone(Schema):
    """What became of one act on several rows; a row is done whole or not at all."""

    done: list[Reached]
    refused: list[Unreached]
