"""Validity of pages, by the Nu HTML checker (the W3C's).

Without -Xss8m it dies on long pages with exit 1, which reads as "invalid"; hence also --exit-zero-always:
any other exit is a crash. Java's start is most of the cost: give it all pages at once.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.tools.desk import Desk, ToolError, output_of
from tests.tools.kit import NU

JAVA = ("java", "-Xss8m", "-XX:TieredStopAtLevel=1")
OPTIONS = (
    "--format",
    "json",
    "--stdout",
    "--exit-zero-always",
    "--also-check-css",
    "--also-check-svg",
)


@dataclass(frozen=True)
class Message:
    """What the checker says of one place: `kind` is error or warning."""

    path: Path
    kind: str
    line: int
    text: str
    extract: str


@dataclass(frozen=True)
class Nu:
    """The Nu HTML checker."""

    desk: Desk

    def __call__(self, *pages: Path | bytes, timeout: float = 120) -> list[Message]:
        """Return the errors and warnings of all pages (HTML, SVG or CSS by suffix; bytes are HTML)."""
        paths = [str(self.desk.put(page, ".html")) for page in pages]
        command = [*JAVA, "-jar", str(NU.path), *OPTIONS]
        said = json.loads(output_of([*command, *paths], timeout=timeout))
        return [message for entry in said["messages"] if (message := _message(entry))]


def _message(entry: dict[str, object]) -> Message | None:
    if entry["type"] == "non-document-error":
        raise ToolError(f"the Nu HTML checker: {entry['message']}")
    kind = "error" if entry["type"] == "error" else str(entry.get("subType", "info"))
    if kind == "info":
        return None
    path = Path(unquote(urlsplit(str(entry["url"])).path))
    line = entry.get("lastLine", 0)
    assert isinstance(line, int)
    return Message(path, kind, line, str(entry["message"]), str(entry.get("extract", "")))
