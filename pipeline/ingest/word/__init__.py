"""The Word reader: a .docx, .docm, .dotx or .dotm (ECMA-376, Transitional and Strict) to the flat source.

python-docx opens the package; the body is walked on lxml elements, as its proxies drop text and are quadratic.
"""

from __future__ import annotations

from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.ingest.word.body import story
from pipeline.ingest.word.context import Context, Part
from pipeline.ingest.word.embedded import nested_reader
from pipeline.ingest.word.names import w
from pipeline.ingest.word.notes import read_notes, read_running, report_comments
from pipeline.ingest.word.numbering import Numbering
from pipeline.ingest.word.package import Package
from pipeline.ingest.word.preflight import open_archive
from pipeline.ingest.word.slim import read_known
from pipeline.ingest.word.styles import Styles
from pipeline.ingest.word.written import written
from pipeline.limits import Limits
from pipeline.source import Resources, Source

FORMAT = "docx"


def read(data: bytes, resources: Resources, limits: Limits, report: Report, prefix: str = "") -> Source:
    """Read a Word document as if all its tracked changes were accepted.

    `prefix` goes before the ids of notes, where the document stands inside another. Raises UnreadableSource.

    What is counted (`Source.written`): of each part all text leaves, and signs that Word shows and no leaf holds (a
    computed field, the bar of a fraction). Kept out is what diagnostics quote (deleted, hidden, commented), and what
    only says again what is read: the other branches of an AlternateContent, field instructions, separators of notes,
    a header that equals another.
    """
    package = Package(open_archive(data, limits), limits, report)
    root = package.document()
    known = read_known(package)
    styles = Styles(known.styles)
    context = Context(
        package=package,
        styles=styles,
        numbering=Numbering(known.numbering, styles),
        resources=resources,
        limits=limits,
        report=report,
        nested=nested_reader(read, limits, report, prefix),
        prefix=prefix,
    )
    if package.has_macros():
        report(flaw(Code.MACROS_IGNORED, Place()))
    part = Part(context, "document", package.main)
    body = root.find(w("body"))
    pieces = story(part, body) if body is not None else ()
    part.close(root)
    notes = read_notes(context)
    running = read_running(context)
    report_comments(context)
    if context.revisions:
        report(flaw(Code.TRACKED_CHANGES, Place(), count=context.revisions))
    return Source(
        format=FORMAT,
        pieces=(*pieces, *running),
        notes=notes,
        assets=context.assets,
        written=written(context, root),
        title=known.title,
        author=known.author,
        subject=known.subject,
        keywords=known.keywords,
        language=known.language or context.styles.language,
        date=known.date,
    )
