"""A site in a browser, served from memory at an address of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Route

from tests.site import sample_site
from tests.tools.browser import Browser, Scheme

ORIGIN = "http://site.test/"
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "png": "image/png",
    "svg": "image/svg+xml",
    "json": "application/json",
}


@dataclass
class Visit:
    """An open page of a site, and what was seen: requests that the site has no file for, the console's words, bytes."""

    page: Page
    strange: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)


@contextmanager
def visit(
    browser: Browser,
    path: str,
    *,
    files: Mapping[str, bytes] | None = None,
    scheme: Scheme = "light",
    width: int = 1280,
    script: bool = True,
    media: Literal["screen", "print"] = "screen",
    forced: bool = False,
) -> Iterator[Visit]:
    """Open a page of a site, which is served from memory at an address of its own."""
    served = files if files is not None else sample_site()
    context = browser.chromium.new_context(
        color_scheme=scheme,
        forced_colors="active" if forced else "none",
        java_script_enabled=script,
        reduced_motion="reduce",
        service_workers="block",
        viewport={"width": width, "height": 900},
    )
    seen = Visit(context.new_page())

    def answer(route: Route, request: Request) -> None:
        name = urlsplit(request.url).path.lstrip("/")
        data = served.get(name) if request.url.startswith(ORIGIN) else None
        if data is None:
            seen.strange.append(request.url)
            route.fulfill(status=404, body="")
        else:
            seen.sizes[name] = len(data)
            route.fulfill(body=data, content_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream"))

    try:
        context.route("**/*", answer)
        seen.page.on("console", lambda message: seen.console.append(f"{message.type}: {message.text}"))
        seen.page.on("pageerror", lambda error: seen.console.append(f"uncaught: {error.message}"))
        seen.page.emulate_media(media=media)
        seen.page.goto(ORIGIN + path)
        yield seen
    finally:
        context.close()
