"""Secrets as they are stored: nobody who reads the database alone can use them."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str) -> str:
    """Return a secret as it is stored, "" for none."""
    return _vault().encrypt(secret.encode()).decode("ascii") if secret else ""


def unseal(sealed: str) -> str:
    """Return a secret that was sealed; "" where the key of the service has changed since, so that it fits nowhere."""
    if not sealed:
        return ""
    try:
        return _vault().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def _vault() -> Fernet:
    key = hashlib.sha256(b"guicheng notices" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
