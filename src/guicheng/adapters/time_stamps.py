"""Time stamps of an authority (RFC 3161): asked for over HTTP, looked at before they are kept.

The package behind it is an extra of the product; without it every asking ends with a sentence that says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from guicheng.adapters.outward import post
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Bytes of a token: with its chain of certificates a few thousand.
LARGEST: Final = 60_000
_HEADERS: Final = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
_GRANTED: Final = (0, 1)
_OK: Final = 200


class StampRefusedError(GuichengError):
    """An authority gave no time stamp, or none of what was asked."""

    code = "stamp-refused"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp.

    Args:
        token: As the authority signed it, in DER; openssl reads it.
        by: Who, as the certificate names it.
        at: When, by the authority's clock.
    """

    token: bytes
    by: str
    at: datetime


def ask_for_stamp(url: str, message: bytes, *, certificates: Path | None = None) -> Stamp:
    """Return a time stamp over the SHA-256 of a message.

    Args:
        url: The authority's address, as whoever set this service up wrote it; so it need not be a public one.
        message: What is stamped.
        certificates: File with the roots that are trusted, in PEM; None where only the answer itself is looked at.

    Raises:
        StampRefusedError: The package is missing, or the answer is no time stamp of this message.
        UnsafeAddressError: The address is none.
        UnreachableError: Nobody answered.
    """
    client = _client()
    request = client.TimestampRequestBuilder().data(message).hash_algorithm(client.HashAlgorithm.SHA256).build()
    host = urlsplit(url).hostname or ""
    answer = post(url, request.as_bytes(), _HEADERS, allowed={host})
    if answer.status != _OK:
        raise StampRefusedError(_("The authority answered with status {status}.", status=str(answer.status)))
    try:
        return _looked_at(client, request, answer.body, message, certificates)
    except client.VerificationError as error:
        sentence = _("The certificates that are trusted do not prove the signature of the time stamp.")
        raise StampRefusedError(sentence) from error
    except (ValueError, OSError) as error:
        raise StampRefusedError(_("The answer is no time stamp: {why}", why=str(error)[:200])) from error


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        sentence = _("Time stamps need a package more: pip install 'guicheng[stamps]'.")
        raise StampRefusedError(sentence) from error
    return rfc3161_client


def _looked_at(client: Any, request: Any, body: bytes, message: bytes, certificates: Path | None) -> Stamp:
    """Return the stamp of an answer that is one of this message and this asking.

    Raises:
        ValueError: It is not.
    """
    found = client.decode_timestamp_response(body)
    if found.status not in _GRANTED:
        raise StampRefusedError(_("The authority refused: {why}", why="; ".join(found.status_string)[:200] or "—"))
    if found.tst_info.message_imprint.message != hashlib.sha256(message).digest():
        raise StampRefusedError(_("The time stamp is of something else."))
    if found.tst_info.nonce != request.nonce:
        raise StampRefusedError(_("The time stamp answers another request."))
    if certificates is not None:
        _verify(client, request, found, message, certificates)
    token = bytes(found.time_stamp_token())
    if len(token) > LARGEST:
        raise StampRefusedError(_("The time stamp is larger than {most} bytes.", most=str(LARGEST)))
    return Stamp(token, _name(found.signed_data.certificates), found.tst_info.gen_time)


def _verify(client: Any, request: Any, found: Any, message: bytes, certificates: Path) -> None:
    from cryptography import x509

    builder = client.VerifierBuilder.from_request(request)
    for root in x509.load_pem_x509_certificates(certificates.read_bytes()):
        builder = builder.add_root_certificate(root)
    builder.build().verify_message(found, message)


def _name(certificates: Iterable[bytes]) -> str:
    """Return the name in the certificate that may stamp; "" where none came along."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    for each in certificates:
        certificate = x509.load_der_x509_certificate(each)
        try:
            use = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except x509.ExtensionNotFound:
            continue
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        if ExtendedKeyUsageOID.TIME_STAMPING in use and names:
            return str(names[0].value)[:120]
    return ""
