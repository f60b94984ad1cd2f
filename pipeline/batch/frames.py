"""Values between processes: each as MessagePack behind its length. No pickle: who reads it runs nothing of it."""

from __future__ import annotations

import os
import struct
from typing import Final

import msgspec

_LENGTH: Final = struct.Struct(">I")
_CHUNK: Final = 1 << 16

MOST_BYTES: Final = 64_000_000
"""A frame that is longer is refused: an outcome with 20,000 diagnostics takes 6 MB."""


class BrokenFrame(Exception):
    """What came is no frame."""


def frame(value: object) -> bytes:
    """A value as it is sent."""
    data = msgspec.msgpack.encode(value)
    return _LENGTH.pack(len(data)) + data


class Buffer:
    """What came in so far, cut into frames."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The frames that are whole now. Raises BrokenFrame."""
        self._data += data
        frames: list[bytes] = []
        while len(self._data) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._data)
            if length > MOST_BYTES:
                raise BrokenFrame(length)
            end = _LENGTH.size + length
            if len(self._data) < end:
                break
            frames.append(bytes(self._data[_LENGTH.size : end]))
            del self._data[:end]
        return frames


def send(fd: int, value: object) -> None:
    """Write a value, and wait until it is taken. Raises OSError where nobody reads any more."""
    view = memoryview(frame(value))
    while view:
        view = view[os.write(fd, view) :]


def receive(fd: int, buffer: Buffer, waiting: list[bytes]) -> bytes | None:
    """The next frame, waited for; None where the other side has gone. `waiting` holds what came along with others."""
    while not waiting:
        try:
            data = os.read(fd, _CHUNK)
        except ConnectionResetError:
            return None
        if not data:
            return None
        waiting += buffer.feed(data)
    return waiting.pop(0)
