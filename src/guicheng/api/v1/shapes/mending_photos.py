"""Photos of nonconformities as calls take and give them."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Wanted


class MendingPhotoOut(Schema):
    """A photo of how it was, or of how it is now that it is mended."""

    key: str
    after: bool = Field(..., description="whether it shows it mended")
    turn: int = Field(..., description="which turn of the mending it shows: one given back needs a new photo")
    media: str
    size: int = Field(..., description="bytes as they are kept")
    at: datetime
    by: str


class MendingPhotos(Schema):
    """The photos of a nonconformity, in order."""

    items: list[MendingPhotoOut]


class MendingPhotoContent(MendingPhotoOut):
    """A photo with its bytes."""

    content: str = Field(..., description="the bytes, in Base64")


class MendingPhotoWanted(Wanted):
    """What a photo shows."""

    after: bool = Field(default=True, description="true: how it is now, mended; false: how it was")
