"""House style: the frame, the colours and the logo of a municipality, as a folder of files."""

from __future__ import annotations

import msgspec


class Theme(msgspec.Struct, frozen=True):
    """A house style, read.

    `tokens` is a style sheet of custom properties, `frame` the Jinja2 template of a page, `logo` the bytes of a picture
    (empty: none) with its media type and its alternative text. `pdf` holds the colours and names that the PDF
    template takes, by name.
    """

    name: str
    tokens: str
    frame: str
    logo: bytes = b""
    logo_type: str = ""
    logo_alt: str = ""
    pdf: dict[str, str] = {}
