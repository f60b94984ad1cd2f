"""One Chromium a session; each page in a context of its own, without a network, and watched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import geteuid
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser as PlaywrightBrowser
from playwright.sync_api import Page, Playwright, Request, Route

from tests.tools.desk import Desk
from tests.tools.kit import chromium

Scheme = Literal["light", "dark"]

# Quiet: Chromium itself would look for updates, a search engine, a better protocol …
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
AS_ROOT = ("--no-sandbox",)  # Chromium refuses to start its sandbox for root


@dataclass(frozen=True)
class Visit:
    """An open page: Playwright's own, and what was seen of it so far."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """Every address that was asked for besides the document and data: addresses; only files were answered."""
    console: list[str] = field(default_factory=list)
    """Every console message (violations of the content security policy among them) and uncaught error."""


@dataclass(frozen=True)
class Browser:
    """Chromium, started."""

    chromium: PlaywrightBrowser
    desk: Desk

    @contextmanager
    def visit(
        self,
        source: Path | bytes,
        *,
        scheme: Scheme = "light",
        width: int = 1280,
        script: bool = True,
        media: Literal["screen", "print"] = "screen",
    ) -> Iterator[Visit]:
        """Open a page for a reader with this colour scheme and window width (in CSS pixels)."""
        document = self.desk.put(source, ".html").as_uri()
        context = self.chromium.new_context(
            color_scheme=scheme,
            java_script_enabled=script,
            offline=True,
            reduced_motion="reduce",  # nothing is measured half-way through a transition
            service_workers="block",
            viewport={"width": width, "height": 900},
        )
        try:
            visit = Visit(context.new_page())
            _watch(visit, document)
            visit.page.emulate_media(media=media)
            visit.page.goto(document)
            yield visit
        finally:
            context.close()


def start(playwright: Playwright, desk: Desk) -> Browser:
    """Start Debian's Chromium, rather than a browser that Playwright would download.

    From here on Playwright's event loop runs in this thread, between calls too: no test in the same process
    can use `asyncio.run`.
    """
    flags = [*FLAGS, *(AS_ROOT if geteuid() == 0 else ())]
    return Browser(playwright.chromium.launch(executable_path=chromium(), args=flags), desk)


def _watch(visit: Visit, document: str) -> None:
    def is_document(request: Request) -> bool:
        return request.is_navigation_request() and request.url.partition("#")[0] == document

    def note(request: Request) -> None:
        if not is_document(request) and not request.url.startswith("data:"):
            visit.requests.append(request.url)

    def answer(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            route.abort()

    visit.page.context.route("**/*", answer)
    visit.page.context.on("request", note)
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
    visit.page.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
    visit.page.on("pageerror", lambda error: visit.console.append(f"uncaught: {error.message}"))
