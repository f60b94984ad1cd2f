"""What a Word document holds: all text of all parts that Word shows, whatever the reader made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.ingest.word.context import Context, Part
from pipeline.ingest.word.names import R_ID, Element, w
from pipeline.source import Written

_NOTES: Final = ("footnotes", "endnotes")
_COMMENTS: Final = "comments"
_RUNNING: Final = {w("headerReference"): "header", w("footerReference"): "footer"}


def written(context: Context, root: Element) -> tuple[Written, ...]:
    """All parts of a document, of which `root` is the main one; those of one name (headers) are counted as one.

    For after the reading: what was kept out and added is known then.
    """
    texts: dict[str, list[str]] = {}
    for part, element in _parts(context, root):
        held = context.package.held.get(part.path)
        texts.setdefault(part.name, []).append(part.text(element) if held is None else held)
    kept_out = {name: list(context.kept_out.get(name, ())) for name in texts}
    added = {name: list(context.added.get(name, ())) for name in texts}
    for other in context.beside:
        texts.setdefault(other.part, []).append(other.text)
        kept_out.setdefault(other.part, []).extend(other.kept_out)
        added.setdefault(other.part, []).extend(other.added)
    return tuple(
        Written(name, "\n".join(text), _filled(kept_out[name]), _filled(added[name])) for name, text in texts.items()
    )


def _parts(context: Context, root: Element) -> Iterator[tuple[Part, Element]]:
    main = Part(context, "document", context.package.main)
    yield main, root
    for name in _NOTES:
        yield from _related(context, name)
    running: dict[str, str] = {}
    for reference in root.iter(*_RUNNING):
        relation = main.relation(reference.get(R_ID))
        if relation is not None and not relation.external:
            running.setdefault(relation.target, _RUNNING[reference.tag])
    for path, name in running.items():
        found = context.package.xml_or_report(path) if path in context.package.archive else None
        if found is not None:
            yield Part(context, name, path), found
    yield from _related(context, _COMMENTS)


def _related(context: Context, name: str) -> Iterator[tuple[Part, Element]]:
    found = context.package.related_xml(name, w(name))
    if found is not None:
        yield Part(context, name, context.package.related(name) or ""), found


def _filled(texts: list[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())
