"""Photos as tests need them, written by hand: real ones that a browser draws, and hostile ones."""

from __future__ import annotations

import struct
import zlib

PNG = b"\x89PNG\r\n\x1a\n"


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(*, orientation=1, taken="2026:11:28 08:30:00", order="<"):
    """Return an EXIF body with orientation, maker, a position and the moment of taking."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    below = 8 + 2 + 3 * 12 + 4
    moment = below + 2 + 12 + 4
    first = struct.pack(order + "H", 3)
    first += struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    first += struct.pack(order + "HHI", 0x010F, 2, 4) + b"HUA\0"
    first += struct.pack(order + "HHII", 0x8769, 4, 1, below) + b"\0\0\0\0"
    second = struct.pack(order + "H", 1) + struct.pack(order + "HHII", 0x9003, 2, 20, moment) + b"\0\0\0\0"
    return b"Exif\0\0" + head + first + second + taken.encode() + b"\0GPS 30.27 120.15"


def jpeg(number=1, *, extra=(), size=(8, 8), scan=True, end=True):
    """Return a grey picture of 8 × 8 pixels; ``number`` changes its shade and its comment-free bytes."""
    width, height = size
    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"), *extra]
    parts.append(segment(0xDB, b"\0" + bytes([8] * 63) + bytes([1 + number // 255 % 255])))
    parts.append(segment(0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)))
    parts.append(segment(0xC4, b"\0" + bytes([0, 0, 0, 12] + [0] * 12) + bytes(range(12))))
    parts.append(segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0"))
    if scan:
        parts.append(segment(0xDA, b"\x01\x01\0\0\x3f\0") + _grey(number % 255 - 127))
    return b"".join([*parts, b"\xff\xd9" if end else b""])


def _grey(difference):
    category = abs(difference).bit_length()
    value = difference if difference >= 0 else difference + (1 << category) - 1
    bits = f"{category:04b}" + (f"{value:0{category}b}" if category else "") + "0"
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return data.replace(b"\xff", b"\xff\0")


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(number=1, *, extra=(), size=(2, 2), data=None):
    """Return a grey picture of 2 × 2 pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0" + bytes([number % 256, number // 256 % 256]) + b"\0\x40\x80") if data is None else data
    return PNG + b"".join([head, *extra, chunk(b"IDAT", rows), chunk(b"IEND", b"")])
