"""The picture of a page in the README: `python -m tests.tools.picture` takes it anew, after a change of its looks."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import pipeline
from tests.tools.browser import start
from tests.tools.desk import Desk

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "input" / "2.6.1 Veiligheid, handhaving en crisisbeheersing.docx"
PICTURE = ROOT / "docs" / "page.png"
WIDTH = 1040
OPENED = "Actiepunten"


def main() -> None:
    """Take the picture, with one block open."""
    page = pipeline.convert(SAMPLE.read_bytes(), SAMPLE.name, to=("html",)).outputs["html"]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = start(playwright, Desk(Path(folder)))
        with browser.visit(page, width=WIDTH) as visit:
            visit.page.get_by_role("button", name=OPENED).press("Enter")
            # Without the ring of the focus and without a hover: as a reader finds the page.
            visit.page.evaluate("document.activeElement.blur()")
            visit.page.screenshot(path=PICTURE, full_page=True)
        browser.chromium.close()


if __name__ == "__main__":
    main()
