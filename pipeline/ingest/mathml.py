"""Formulas in MathML (Core, W3C 2024; MathML 3 for what older programs write): what of it is kept, and how it reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from pipeline.content import Math, clean, ink

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"
# MathML Core, 2.1 and 3; maction and the like are left out, their content is not.
ELEMENTS: Final = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics".split()
)
ATTRIBUTES: Final = frozenset(
    "display mathvariant displaystyle scriptlevel stretchy fence separator form accent accentunder "
    "linethickness lspace rspace movablelimits largeop symmetric minsize maxsize width height depth columnspan "
    "rowspan dir".split()
)
NSMAP: Final[Any] = {None: NAMESPACE}  # lxml-stubs know no default namespace
DEEPEST: Final = 60

_DATA: Final = frozenset(("annotation", "annotation-xml"))
# The invisible signs of function, product, separator and sum (Unicode 16, 22.6) are said by a blank.
_INVISIBLE: Final = str.maketrans(dict.fromkeys("\u2061\u2062\u2063\u2064", " "))
_TOKENS: Final = frozenset(("mi", "mn", "mo", "ms", "mspace"))
_SCRIPTS: Final = {"msub": "_", "msup": "^", "msubsup": "_^", "munder": "_", "mover": "^", "munderover": "_^"}


def element() -> etree._Element:
    """A formula in which nothing stands yet."""
    return etree.Element(f"{{{NAMESPACE}}}math", nsmap=NSMAP)


def formula(root: etree._Element) -> Math | None:
    """The formula of a `math` element of a document; None where it has no text."""
    made = element()
    if not _copy(root, made, DEEPEST):
        text = " ".join("".join(leaves(root)).split())
        return Math(text) if text else None
    text = readable(made)
    return Math(text, etree.tostring(made, encoding="unicode")) if text else None


def leaves(root: etree._Element) -> Iterable[str]:
    """The texts of a formula; what only programs read (annotations) is none."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if event == "start":
            if etree.QName(node).localname in _DATA:
                walker.skip_subtree()
            else:
                yield clean(node.text or "")
        elif node is not root:
            yield clean(node.tail or "")


def added(math: Math, held: str) -> str:
    """The signs that a formula is read with and that its texts (`held`) do not have: the bar of a fraction, a root."""
    return "".join((Counter(ink(math.text)) - Counter(ink(held))).elements())


def _copy(source: etree._Element, target: etree._Element, deepest: int) -> bool:
    """Copy what is kept; False where it nests too deep to be a formula."""
    for name, value in source.attrib.items():
        if str(name) in ATTRIBUTES:
            target.set(name, clean(str(value)))
    target.text = clean(source.text or "").strip() or None
    for child in source:
        local = etree.QName(child).localname
        if local not in _DATA:
            inner = etree.SubElement(target, f"{{{NAMESPACE}}}{local if local in ELEMENTS else 'mrow'}")
            if deepest == 0 or not _copy(child, inner, deepest - 1):
                return False
        if tail := clean(child.tail or "").strip():
            etree.SubElement(target, f"{{{NAMESPACE}}}mtext").text = tail
    return True


# ------------------------------------------------------------------------------------ in a line


def readable(root: etree._Element) -> str:
    """A formula as it reads in a line: `(a+b)/c`, `x^2`, `√(x+1)`."""
    return " ".join(_said(root).translate(_INVISIBLE).split())


def grouped(text: str) -> str:
    """Text in parentheses where it would not read as one."""
    return text if len(text) == 1 or text.isalnum() or (text.startswith("(") and text.endswith(")")) else f"({text})"


def _said(node: etree._Element) -> str:
    name = etree.QName(node).localname
    own = " ".join((node.text or "").split())
    parts = [_said(child) for child in node]
    if any((child.tail or "").strip() for child in node):
        return own + _row(node, parts)
    if name in _SCRIPTS and len(parts) == len(_SCRIPTS[name]) + 1:
        return own + _scripted(node, parts, _SCRIPTS[name])
    if name == "msqrt":
        return f"{own}√{grouped(_row(node, parts))}"
    said = _ALONE.get(name)
    if said is None and len(parts) == 2:
        said = _OF_TWO.get(name)
    return own + (said(parts) if said is not None else _row(node, parts))


def _row(node: etree._Element, parts: Sequence[str]) -> str:
    """Parts after one another, as they are drawn; a blank keeps a word, fraction or script from what is beside it."""
    result = ""
    was_token = True
    for child, part in zip(node, parts, strict=True):
        is_token = etree.QName(child).localname in _TOKENS
        apart = not (is_token and was_token) and result[-1:].isalnum() and part[:1].isalnum()
        result += f" {part}" if apart else part
        was_token = is_token
        if tail := " ".join((child.tail or "").split()):
            result, was_token = result + tail, True
    return result


_ALONE: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "mtr": ", ".join,
    "mtable": lambda parts: f"[{'; '.join(parts)}]",
}
_OF_TWO: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "mfrac": lambda parts: f"{grouped(parts[0])}/{grouped(parts[1])}",
    "mroot": lambda parts: f"{parts[1]}√{grouped(parts[0])}",
}


def _scripted(node: etree._Element, parts: Sequence[str], signs: str) -> str:
    """A base with its scripts. A bar or an arrow over it is part of it, and stands beside it."""
    base, *scripts = parts
    if etree.QName(node).localname in {"mover", "munder"} and not scripts[0][:1].isalnum() and len(scripts[0]) == 1:
        return base + scripts[0]
    return base + "".join(f"{sign}{grouped(script)}" for sign, script in zip(signs, scripts, strict=True) if script)
