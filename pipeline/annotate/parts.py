"""Bytes put into parts, and parts put into a ZIP of which all others keep every byte (APPNOTE 6.3.10)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline import xmldoor
from pipeline.ingest.archive import part_key

_LOCAL: Final = struct.Struct("<4s5H3I2H")  # 4.3.7
_ENTRY: Final = struct.Struct("<4s6H3I5H2I")  # 4.3.12
_END: Final = struct.Struct("<4s4H2IH")  # 4.3.16
_ELSEWHERE: Final = 0xFFFFFFFF  # the value stands in the ZIP64 field (4.5.3)
_ZIP64: Final = 1
_DESCRIPTOR: Final = 0x08  # sizes stand behind the data (4.4.4)
_UTF8: Final = 0x800
_DEFLATED: Final = 8
_VERSION: Final = 20
_MIDNIGHT: Final = (0, 0x21)  # 1 January 1980, the first date of a ZIP


def inserted(data: bytes, insertions: Iterable[tuple[int, bytes]]) -> bytes:
    """Bytes with others put in, each before the byte of its number; those at one place in their order."""
    pieces: list[bytes] = []
    done = 0
    for at, piece in sorted(insertions, key=lambda insertion: insertion[0]):
        pieces += (data[done:at], in_encoding_of(data, piece))
        done = at
    return b"".join((*pieces, data[done:]))


def inside_end(data: bytes, piece: bytes) -> bytes:
    """An XML document with ASCII markup put in as the last of its root."""
    span = xmldoor.spans(data)[0]
    if not span.is_one_tag:
        return inserted(data, [(span.outer, piece)])
    tag = data[span.start : span.inner].decode("ascii")
    name = tag[1:].rstrip("/>").split()[0]
    return (
        data[: span.start] + tag.removesuffix("/>").encode() + b">" + piece + f"</{name}>".encode() + data[span.end :]
    )


def in_encoding_of(data: bytes, piece: bytes) -> bytes:
    """ASCII markup in the encoding of a document: UTF-16 where its first two bytes say so."""
    encodings = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    return piece.decode("ascii").encode(encodings.get(data[:2], "ascii"))


def replaced(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A ZIP in which these parts hold these bytes; new ones come last.

    All other entries are copied as they lie, with their dates and whatever compressed them, in the order of the file.
    """
    wanted = {part_key(name): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        infos = sorted(file.infolist(), key=lambda info: info.header_offset)
        directory = file.start_dir
        comment = file.comment
    records = _records(data, directory)
    borders = [info.header_offset for info in infos] + [directory]
    body = bytearray(data[: borders[0]])
    places: dict[int, bytes] = {}
    for info, end in zip(infos, borders[1:], strict=True):
        content = wanted.pop(part_key(info.filename), None)
        old = records[info.header_offset]
        if content is None:
            places[info.header_offset] = moved(old, len(body))
            body += data[info.header_offset : end]
        else:
            local, places[info.header_offset] = _made(old, content, len(body))
            body += local
    added: list[bytes] = []
    for name, content in parts.items():
        if part_key(name) in wanted:
            local, record = _made(_new(name), content, len(body))
            body += local
            added.append(record)
    records_in_order = [*(places[offset] for offset in records), *added]
    where = len(body)
    body += b"".join(records_in_order)
    count = len(records_in_order)
    body += _END.pack(b"PK\5\6", 0, 0, count, count, len(body) - where, where, len(comment)) + comment
    return bytes(body)


def _records(data: bytes, start: int) -> dict[int, bytes]:
    """The records of the central directory in their order, by where the entry of each begins."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        offsets = [info.header_offset for info in file.infolist()]
    found: dict[int, bytes] = {}
    for offset in offsets:
        fields = _ENTRY.unpack_from(data, start)
        length = _ENTRY.size + sum(fields[10:13])
        found[offset] = data[start : start + length]
        start += length
    return found


def moved(record: bytes, offset: int) -> bytes:
    """A record of the directory for an entry that lies elsewhere now."""
    fields = list(_ENTRY.unpack_from(record))
    if fields[16] != _ELSEWHERE:
        fields[16] = offset
        return _ENTRY.pack(*fields) + record[_ENTRY.size :]
    changed = bytearray(record)
    at = _ENTRY.size + fields[10]
    end = at + fields[11]
    while at + 4 <= end:
        kind, size = struct.unpack_from("<2H", record, at)
        if kind == _ZIP64:
            before = 8 * sum(field == _ELSEWHERE for field in fields[8:10])
            struct.pack_into("<Q", changed, at + 4 + before, offset)
        at += 4 + size
    return bytes(changed)


def _made(record: bytes, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """An entry with this content, and its record: name, date and attributes are those of the record given."""
    fields = list(_ENTRY.unpack_from(record))
    name = record[_ENTRY.size : _ENTRY.size + fields[10]]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    flags = fields[3] & ~_DESCRIPTOR
    sums = (zlib.crc32(content), len(packed), len(content))
    # Its ZIP64 field would speak of other sizes: it goes.
    fields[3:5] = flags, _DEFLATED
    fields[7:10] = sums
    fields[11:14] = 0, 0, 0
    fields[16] = offset
    local = _LOCAL.pack(b"PK\3\4", _VERSION, flags, _DEFLATED, fields[5], fields[6], *sums, len(name), 0)
    return local + name + packed, _ENTRY.pack(*fields) + name


def _new(name: str) -> bytes:
    """The record of an entry that is not there yet."""
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8
    return (
        _ENTRY.pack(
            b"PK\1\2", _VERSION, _VERSION, flags, _DEFLATED, *_MIDNIGHT, 0, 0, 0, len(encoded), 0, 0, 0, 0, 0, 0
        )
        + encoded
    )
