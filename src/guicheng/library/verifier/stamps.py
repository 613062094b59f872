"""Time stamps of RFC 3161: read without a library; their signature is checked by openssl."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from guicheng.library.verifier.hashing import Said, say

CHINA = timezone(timedelta(hours=8))
STAMP = bytes.fromhex("060b2a864886f70d0109100104")


def stamp_of(row: dict[str, Any], certificates: str) -> tuple[list[Said], list[Said]]:
    """Return what does not agree in the time stamp of a root, and what it says.

    Args:
        row: The root, with its day and ``stamp``.
        certificates: File with the certificates of the authority, "" to leave the signature unchecked.
    """
    day, message = row["day"], bytes.fromhex(row["root"])
    token = base64.b64decode(row["stamp"]["token"], validate=True)
    hashed, at = stamped(token)
    if hashed != hashlib.sha256(message).digest():
        return [say("day {day}: the time stamp is of something else", "{day}：时间戳盖的不是当日的根", day=day)], []
    checked = say("signature not checked here", "此处未验签名")
    if certificates:
        if not openssl_agrees(token, message, certificates):
            english = "day {day}: the signature of the time stamp does not agree"
            return [say(english, "{day}：时间戳的签名不符", day=day)], []
        checked = say("signature agrees", "签名相符")
    english = "root of {day} stamped by {by} at {at} ({checked})"
    told = {"day": day, "by": row["stamp"]["by"], "at": at, "checked": checked}
    return [], [say(english, "{day} 的根由 {by} 于 {at} 盖时间戳（{checked}）", **told)]


def inside(data: bytes, start: int) -> tuple[int, int, int]:
    """Return the tag of a DER value, and where its content begins and ends."""
    length, begin = data[start + 1], start + 2
    if length & 0x80:
        begin += length & 0x7F
        length = int.from_bytes(data[start + 2 : begin], "big")
    return data[start], begin, begin + length


def stamped(token: bytes) -> tuple[bytes, str]:
    """Return what a time stamp of RFC 3161 was given for, as a hash, and its moment."""
    place = token.index(STAMP) + len(STAMP)
    for _step in ("content", "octets"):
        place = inside(token, place)[1]
    place = inside(token, place)[1]  # TSTInfo
    for _skipped in ("version", "policy"):
        place = inside(token, place)[2]
    imprint, serial = inside(token, place)[1], inside(token, place)[2]
    _tag, begin, end = inside(token, inside(token, imprint)[2])
    _tag, first, last = inside(token, inside(token, serial)[2])
    at = datetime.strptime(token[first:last].decode()[:14], "%Y%m%d%H%M%S").replace(tzinfo=timezone(timedelta(0)))
    return token[begin:end], at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S +08:00")


def openssl_agrees(token: bytes, message: bytes, certificates: str) -> bool:
    """Tell whether openssl finds that an authority signed a time stamp of a message."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "token").write_bytes(token)
        (place / "data").write_bytes(message)
        asked = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "data"]
        trusted = ["-CAfile", str(Path(certificates).resolve())]
        done = subprocess.run([*asked, *trusted], cwd=folder, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0
