"""Addresses that a page may lead to."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

SCHEMES: Final = frozenset({"https", "http", "mailto", "tel"})

# A browser leaves these out before it looks at an address, and so would read a scheme that we did not see.
_IGNORED = re.compile(r"[\x00-\x20\x7f]+$|^[\x00-\x20\x7f]+|[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
# What an address may hold as it is (RFC 3986, 2.2 and 2.3), brackets excepted: those are for a host alone.
_KEPT: Final = "!#$%&'()*+,-./:;=?@_~"


class UnsafeAddress(ValueError):
    """An address that no page of ours leads to."""


def address(href: str) -> str:
    """The address as an attribute can hold it: of a known scheme, a path beside the page, or `#id`.

    Raises UnsafeAddress for another scheme, for a host without a scheme, and for what is no address.
    """
    href = _IGNORED.sub("", href)
    scheme = _SCHEME.match(href)
    # A browser reads \ as /, and // as the name of another host.
    if not href or (scheme and scheme.group(1).lower() not in SCHEMES) or href.replace("\\", "/").startswith("//"):
        raise UnsafeAddress(href)
    if href.startswith("#"):
        return href
    try:
        host = urlsplit(href).hostname
    except ValueError as error:
        raise UnsafeAddress(href) from error
    if scheme and scheme.group(1).lower() in {"http", "https"} and (not host or re.search(r"[\s<>\"{}|^`%]", host)):
        raise UnsafeAddress(href)
    # A second # would be an error; what a browser takes for the fragment begins at the first.
    path, mark, fragment = _STRAY_PERCENT.sub("%25", href).replace("\\", "/").partition("#")
    return quote(path, safe=_KEPT) + mark + quote(fragment.replace("#", "%23"), safe=_KEPT)
