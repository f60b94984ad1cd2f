"""One document's trip: bytes in, the model in the middle, bytes of each format out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline import canonical, checks, coverage, labels, profiles, structure
from pipeline.attachments import attachments
from pipeline.check_rules import CheckRules
from pipeline.diagnostics import Code, Diagnostic, Severity, quote
from pipeline.emit import emitter
from pipeline.emit.setting import Setting
from pipeline.emit.theme import Theme
from pipeline.emit.theme import load as load_theme
from pipeline.errors import CheckError, CoverageError, UnreadableSource
from pipeline.ingest import format_of, reader
from pipeline.model import BudgetDocument, Origin
from pipeline.profile import Profile
from pipeline.prune import prune
from pipeline.publication import Publication
from pipeline.source import Resources, no_resources

XML: Final = "xml"
DEFAULT_FORMATS: Final = ("html", "pdf", "json", XML)
_ALL_TOLD: Final = CheckRules()


class Conversion(msgspec.Struct, frozen=True):
    """What came of a document: the model as ingested, the bytes of each format, and every flaw that was found."""

    document: BudgetDocument
    outputs: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def ingest_document(
    data: bytes,
    name: str,
    *,
    profile: Profile | str = "nl",
    resources: Resources = no_resources,
    year: int | None = None,
) -> BudgetDocument:
    """Read a document. `name` is the file's, whose extension tells the format; `resources` gives files beside it.

    `year` is the budget year of a document whose title names none.

    Raises UnsupportedFormat, UnreadableSource, CoverageError where more was lost than the profile allows, and
    CheckError where a flaw was found that it calls an error.
    """
    known = profiles.load(profile) if isinstance(profile, str) else profile
    source_format = format_of(name)
    if not data:
        raise UnreadableSource("empty", name=name)
    if len(data) > known.limits.source_bytes:
        raise UnreadableSource("file-too-large", size=len(data), limit=known.limits.source_bytes)
    seen: list[Diagnostic] = []
    source = reader(source_format)(data, resources, known.limits, seen.append)
    origin = Origin(name=PurePath(name).name, format=source_format, sha256=hashlib.sha256(data).hexdigest())
    found: list[Diagnostic] = []
    accounts = coverage.of_reader(source)
    # Before the structure: it knows which headings stand above a place.
    seen.extend(lost for account in accounts for lost in account.flaws)
    read = checks.run_on_source(source, known, seen)
    document = structure.build(source, known, found.append, origin, read, year)
    built = coverage.of_structure(source, document)
    checks.run(document, known, found.append)
    done = replace(document, coverage=coverage.together(accounts, built), diagnostics=(*found, *built.flaws))
    told = checks.judged(done.diagnostics, known.checks)
    _check_coverage(done, known)
    _check_severity(told)
    return replace(done, diagnostics=told)


def _check_coverage(document: BudgetDocument, profile: Profile) -> None:
    """Raise CoverageError where less of a part came through than the profile asks."""
    for part in document.coverage:
        if (share := coverage.share(part)) < profile.coverage.minimum:
            lost = [found for found in document.diagnostics if found.code is Code.TEXT_NOT_READ]
            lost.sort(key=lambda found: found.values["part"] != part.part)
            error = CoverageError(
                "coverage",
                part=part.part,
                missing=coverage.missing(part),
                share=f"{share:.1%}".replace(".", ","),
                text=quote(lost[0].text),
            )
            error.diagnostics = checks.judged(document.diagnostics, profile.checks)
            raise error


def _check_severity(told: tuple[Diagnostic, ...]) -> None:
    """Raise CheckError where a flaw was found that the profile calls an error."""
    grave = [found for found in told if found.severity is Severity.ERROR]
    if grave:
        error = CheckError("found-error", count=len(grave), codes=", ".join(dict.fromkeys(map(_code, grave))))
        error.diagnostics = told
        raise error


def _code(found: Diagnostic) -> str:
    return found.code.value


def export_document(
    document: BudgetDocument, to: str, setting: Setting | None = None, *, keep_empty: bool = False
) -> bytes:
    """A document in another format. Empty blocks are dropped, unless they are to be kept; `xml` is the model, unpruned.

    Raises UnsupportedFormat and EmitError.
    """
    chosen = setting if setting is not None else default_setting(document)
    if to == XML:
        return canonical.dumps(document)
    emit = emitter(to)
    return emit(document if keep_empty else prune(document, chosen.report), chosen)


def default_setting(
    document: BudgetDocument, theme: Theme | None = None, publication: Publication | None = None
) -> Setting:
    """Labels in the document's language, and the house style that ships with the program."""
    spoken = labels.load(document.meta.language)
    return Setting(labels=spoken, theme=theme or load_theme("default"), publication=publication)


def convert(
    data: bytes,
    name: str,
    *,
    to: Iterable[str] = DEFAULT_FORMATS,
    profile: Profile | str = "nl",
    theme: Theme | None = None,
    resources: Resources = no_resources,
    publication: Publication | None = None,
) -> Conversion:
    """Read a document and make each format of it, all or none.

    Raises what `ingest_document` and `export_document` raise.
    """
    known = profiles.load(profile) if isinstance(profile, str) else profile
    year = publication.year if publication else None
    document = ingest_document(data, name, profile=known, resources=resources, year=year)
    return make(
        document,
        to,
        keep_empty=not known.prune,
        theme=theme,
        rules=known.checks,
        publication=publication,
        source=data,
    )


def make(
    document: BudgetDocument,
    to: Iterable[str],
    *,
    keep_empty: bool = False,
    theme: Theme | None = None,
    rules: CheckRules = _ALL_TOLD,
    publication: Publication | None = None,
    source: bytes | None = None,
) -> Conversion:
    """Make each format of a document that was ingested, all or none; `rules` say which flaws are told, and how.

    `source` is the file that it was read from, which is attached to the PDF where the publication asks for it and
    nothing in it is kept from readers.
    """
    to = tuple(dict.fromkeys(to))
    found: list[Diagnostic] = []
    setting = replace(default_setting(document, theme, publication), report=found.append)
    # Pruned once for all formats, so that each drop is reported once.
    shown = document if keep_empty else prune(document, found.append)
    if publication is not None and publication.attach and "pdf" in to:
        setting = replace(setting, attachments=attachments(shown, setting, source, rules))
    outputs = {name: canonical.dumps(document) if name == XML else emitter(name)(shown, setting) for name in to}
    told = checks.judged(found, rules)
    return Conversion(document=document, outputs=outputs, diagnostics=_once((*document.diagnostics, *told)))


def _once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each flaw once: two emitters may meet the same one."""
    return tuple({msgspec.json.encode(diagnostic): diagnostic for diagnostic in diagnostics}.values())


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity among diagnostics; None where there are none."""
    found = {diagnostic.severity for diagnostic in diagnostics}
    return next((severity for severity in Severity if severity in found), None)
