"""Photos and PDFs of work orders, sent by the hash of their bytes."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.bodies import body_named
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import orders as shapes
from guicheng.apps.operations.models import OrderFile
from guicheng.apps.operations.selectors.orders import finding
from guicheng.apps.operations.services import orders as services
from guicheng.apps.operations.services.orders.talking import LARGEST

calls: Final = Calls("orders")
_READ: Final = "orders.read"


@calls.get("/orders/{key}/files", needs=_READ, answer=shapes.OrderFiles, summary="List the files of an order")
def list_order_files(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the photos and PDFs of an order, in order."""
    found = finding.order_visible_to(actor_of(request), key)
    return {"items": [_file(row) for row in finding.files_of(found)]}


@calls.write(
    "PUT",
    "/orders/{key}/files/{sha256}",
    needs=_READ,
    answer=shapes.OrderFileOut,
    summary="Keep a file with a work order",
    refuses=("not-an-order", "order-refused", "file-refused", "store-failed", "not-stored"),
)
def attach_order_file(
    request: HttpRequest, key: Path[str], sha256: Path[str], wanted: Query[shapes.OrderFileWanted]
) -> dict[str, Any]:
    """Keep a photo (JPEG, PNG) or a PDF of at most 4 MB, sent as the body.

    The address is the SHA-256 of the bytes, so that a call that was cut off is sent again without a second file. What a
    photo tells of the phone and the place is taken out before it is kept.
    """
    # An order out of reach is absent, whatever is wrong with what was sent.
    finding.order_visible_to(actor_of(request), key)
    data = body_named(request, sha256, LARGEST)
    made = services.attach_to_order(
        actor=actor_of(request),
        order_key=key,
        stream=wanted.stream,
        name=wanted.name,
        data=data,
        at=timezone.now(),
        key=f"file:{sha256}",
    )
    return _file(made)


def _file(row: OrderFile) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "name": row.name,
        "media": row.media,
        "size": row.size,
        "stream": row.stream,
        "at": row.at,
        "by": row.by_name,
    }
