"""The pictures in the README: `python -m tests.tools.picture` takes them anew, after a change of looks."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import pipeline
from tests.site.served import visit as visit_site
from tests.tools.browser import start
from tests.tools.desk import Desk
from tests.tools.pdf import PdfPagesPng

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "input" / "2.6.1 Veiligheid, handhaving en crisisbeheersing.docx"
PICTURE = ROOT / "docs" / "page.png"
PAPER = ROOT / "docs" / "pdf.png"
SITE = ROOT / "docs" / "site.png"
SITE_PAGE = (
    "programmabegroting-2026-hoogwerve/leefomgeving-en-mobiliteit/wegen-en-verkeer/fiets-en-verkeersveiligheid.html"
)
WIDTH = 1040
OPENED = "Actiepunten"
DPI = 80


def main() -> None:
    """Take the picture of the page, with one block open, that of the first page of the PDF, and that of a site."""
    made = pipeline.convert(SAMPLE.read_bytes(), SAMPLE.name, to=("html", "pdf")).outputs
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(Path(folder))
        PAPER.write_bytes(PdfPagesPng(desk)(made["pdf"], desk.folder, dpi=DPI)[0].read_bytes())
        browser = start(playwright, desk)
        with browser.visit(made["html"], width=WIDTH) as visit:
            visit.page.get_by_role("button", name=OPENED).press("Enter")
            # Without the ring of the focus and without a hover: as a reader finds the page.
            visit.page.evaluate("document.activeElement.blur()")
            visit.page.screenshot(path=PICTURE, full_page=True)
        with visit_site(browser, SITE_PAGE, width=WIDTH) as seen:
            seen.page.screenshot(path=SITE, full_page=True)
        browser.chromium.close()


if __name__ == "__main__":
    main()
