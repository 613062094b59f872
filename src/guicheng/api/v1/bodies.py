"""Bytes that are sent as the body of a call, at an address that is their own SHA-256."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest

from guicheng.api.v1.evidence_json import is_hash
from guicheng.api.v1.problems import MalformedCallError


def body_named(request: HttpRequest, sha256: str, largest: int) -> bytes:
    """Return the body of a call whose address names its SHA-256.

    Args:
        request: The call.
        sha256: What the address names.
        largest: Most bytes that are taken; of a longer body one byte more is returned, for the service to refuse.

    Raises:
        MalformedCallError: The address is no SHA-256, or not that of the body.
    """
    data = request.read(largest + 1)
    if not is_hash(sha256) or (len(data) <= largest and hashlib.sha256(data).hexdigest() != sha256):
        raise MalformedCallError(["path.sha256"])
    return data
