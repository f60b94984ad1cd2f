"""Small OpenDocument texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.diagnostics import Diagnostic
from pipeline.ingest import odt
from pipeline.limits import Limits
from pipeline.source import Source, no_resources

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta")),
        *(f'xmlns:{name}="{_OASIS}:{full}:1.0"' for name, full in (("draw", "drawing"), ("svg", "svg-compatible"))),
        f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def package(body: str, *, automatic: str = "", styles: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A document with this body, automatic styles, styles (and page styles), and further parts."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(),
        "styles.xml": f"<office:document-styles {_SPACES}>{styles}</office:document-styles>".encode(),
        **(more or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def meta(inside: str) -> bytes:
    """The part with the properties."""
    return f"<office:document-meta {_SPACES}><office:meta>{inside}</office:meta></office:document-meta>".encode()


def read(data: bytes, found: list[Diagnostic] | None = None) -> Source:
    """What the reader makes of it; diagnostics go to `found`."""
    return odt.read(data, no_resources, Limits(), (found if found is not None else []).append)
