"""A JSON answer kept compressed but for its end, so that each reader gets the moment of the answer in it. Pure.

The beginning is a DEFLATE stream (RFC 1951) up to a whole byte; the end goes in as one stored block, and CRC-32 runs on
from the beginning's. Nothing is compressed again: an end costs microseconds, and any GZIP reader (RFC 1952) is content.
"""

from __future__ import annotations

import json
import struct
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_RAW: Final = -15
_LAST_BLOCK: Final = struct.Struct("<BHH")
_TRAILER: Final = struct.Struct("<II")
ALL: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Packed:
    """The beginning of an answer: compressed, with CRC-32 and length of what it holds."""

    body: bytes
    crc: int
    length: int

    def gzipped(self, end: bytes) -> bytes:
        block = _LAST_BLOCK.pack(1, len(end), len(end) ^ 0xFFFF)
        trailer = _TRAILER.pack(zlib.crc32(end, self.crc), (self.length + len(end)) & ALL)
        return b"".join((_HEAD, self.body, block, end, trailer))

    def plain(self, end: bytes) -> bytes:
        return zlib.decompressobj(_RAW).decompress(self.body) + end


def packed(document: Mapping[str, Any], level: int = 6) -> Packed:
    """A JSON object without its end: the members so far, and no closing brace."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    squeeze = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    return Packed(squeeze.compress(text) + squeeze.flush(zlib.Z_SYNC_FLUSH), zlib.crc32(text), len(text))


_end: tuple[int, bytes] = (0, b"")


def end_of(now: float | None = None) -> bytes:
    """The last member and the closing brace: when the answer leaves, to the second."""
    global _end  # noqa: PLW0603  # one tuple, replaced whole: threads can only make the same one twice
    second = int(time.time() if now is None else now)
    if _end[0] != second:
        at = datetime.fromtimestamp(second, UTC).isoformat()
        _end = (second, f',"served_at":"{at}"}}'.encode())
    return _end[1]
