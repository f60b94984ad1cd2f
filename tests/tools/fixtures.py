"""The checkers as pytest fixtures."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.tools import clock, kit
from tests.tools.axe import Axe
from tests.tools.browser import Browser, start
from tests.tools.desk import Desk
from tests.tools.nu import Nu
from tests.tools.pdf import PageValidation, PdfPagesPng, PdfTags, PdfText, VeraPdf


@pytest.fixture(scope="session")
def sarif_schema() -> Any:
    """The JSON Schema of SARIF 2.1.0."""
    return json.loads(kit.SARIF.path.read_bytes())


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A scratch folder for what the checkers are given as bytes."""
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def browser(desk: Desk) -> Iterator[Browser]:
    """Chromium, started once a session (once a worker, under xdist)."""
    with sync_playwright() as playwright:
        browser = start(playwright, desk)
        yield browser
        browser.chromium.close()


@pytest.fixture(scope="session")
def axe(browser: Browser) -> Axe:
    return Axe(browser)


@pytest.fixture(scope="session")
def nu(desk: Desk) -> Nu:
    return Nu(desk)


@pytest.fixture(scope="session")
def verapdf(desk: Desk) -> VeraPdf:
    return VeraPdf(desk)


@pytest.fixture(scope="session")
def page_validation(desk: Desk) -> PageValidation:
    return PageValidation(desk)


@pytest.fixture(scope="session")
def pdf_text(desk: Desk) -> PdfText:
    return PdfText(desk)


@pytest.fixture(scope="session")
def pdf_tags(desk: Desk) -> PdfTags:
    return PdfTags(desk)


@pytest.fixture(scope="session")
def pdf_pages_png(desk: Desk) -> PdfPagesPng:
    return PdfPagesPng(desk)


@pytest.fixture(scope="session")
def faketime() -> Callable[..., bytes]:
    """`tests.tools.clock.at`."""
    return clock.at
