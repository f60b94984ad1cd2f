"""Formulas: Office Math (ECMA-376-1, 22.1) to MathML Core, and to text that reads in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final
from unicodedata import combining

from lxml import etree

from pipeline.content import Math, ink
from pipeline.ingest.mathml import grouped
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.names import M_T, MATH, Element, T, is_on, m

_MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_VAL: Final = m("val")
_PROPERTIES: Final = "Pr"
_N_ARY_DEFAULT: Final = "∫"  # 22.1.2.70
_ACCENT_DEFAULT: Final = "\u0302"  # 22.1.2.20
# The accent of MathML is a sign of its own; a combining one would stand on whatever comes before it.
_SPACING: Final = {
    **dict(zip("\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030a\u030c", "`´^~¯‾˘˙¨˚ˇ", strict=True)),
    **dict(zip("\u20d0\u20d1\u20d6\u20d7\u20db\u20dc\u20e1", "↼⇀←→⋯⋯↔", strict=True)),
}
_NO_BREAK_SPACE: Final = "\u00a0"
_OPERATORS: Final = frozenset("+-−±∓×÷·∗=≠<>≤≥≈≡→←↔∈∉⊂⊆∪∩∧∨¬∀∃,;:!|/%()[]{}∑∏∫∮…")

_INVISIBLE: Final = "\u2061\u2062\u2063\u2064"
_INVISIBLE_TO_BLANK: Final = str.maketrans(dict.fromkeys(_INVISIBLE, " "))

Pair = tuple[Element, str]
"""The MathML of a part of a formula, and its text."""


def formula(part: Part, element: Element) -> Math:
    """An `oMath` as a formula, counted with its part."""
    said, unsaid, added = spoken(element)
    part.kept_out.append(unsaid)
    part.added.append(added)
    return said


def spoken(element: Element) -> tuple[Math, str, str]:
    """An `oMath` as a formula; the signs of its text leaves that it does not say, and those that no leaf holds.

    The invisible signs of function and product (U+2061 to U+2064) are said by a blank, or not at all; the bar of a
    fraction and a sum stand in no leaf.
    """
    row, text = _row(element)
    root = etree.Element(f"{{{_MATHML}}}math", nsmap={None: _MATHML})  # type: ignore[dict-item]
    root.extend(row if row.tag.endswith("mrow") else [row])
    held = Counter("".join(leaf.text or "" for leaf in element.iter(M_T, T)))
    folded = " ".join(text.translate(_INVISIBLE_TO_BLANK).split())
    math = Math(text=folded, mathml=etree.tostring(root, encoding="unicode"))
    unsaid = "".join(sign * held[sign] for sign in _INVISIBLE)
    return math, unsaid, "".join((Counter(ink(folded)) - held).elements())


def _node(name: str, *children: Element, text: str = "", **attributes: str) -> Element:
    element = etree.Element(f"{{{_MATHML}}}{name}", attributes)
    element.text = text or None
    element.extend(children)
    return element


def _row(parent: Element | None) -> Pair:
    pairs = [pair for child in (parent if parent is not None else ()) if (pair := _read(child)) is not None]
    nodes = [node for node, _ in pairs]
    text = _joined(text for _, text in pairs)
    return (nodes[0] if len(nodes) == 1 else _node("mrow", *nodes)), text


def _joined(texts: Iterable[str]) -> str:
    """Texts after one another; a blank keeps two words or factors apart."""
    result = ""
    for text in texts:
        apart = result[-1:].isalnum() and text[:1].isalnum()
        result += f" {text}" if apart else text
    return result


def _read(element: Element) -> Pair | None:
    tag = element.tag
    if not tag.startswith(f"{{{MATH}}}"):
        texts = "".join(leaf.text or "" for leaf in element.iter(M_T, T))
        return _tokens(texts) if texts else None
    name = tag.rpartition("}")[2]
    if name.endswith(_PROPERTIES):
        return None
    if name == "r":
        return _run(element)
    handler = _HANDLERS.get(name)
    return handler(element) if handler is not None else _row(element)


def _child(element: Element, name: str) -> Pair:
    return _row(element.find(m(name)))


def _property(element: Element, name: str, default: str) -> str:
    found = element.find(f"{m(element.tag.rpartition('}')[2] + _PROPERTIES)}/{m(name)}")
    return default if found is None else found.get(_VAL) or ""


def _run(element: Element) -> Pair:
    text = "".join(leaf.text or "" for leaf in element.iter(M_T, T))
    if text.strip() and is_on(element.find(f"{m('rPr')}/{m('nor')}"), _VAL):
        # Words among the signs (22.1.2.75): a renderer keeps their blanks, and sets them upright.
        return _node("mtext", text=" ".join(text.split()).join(_edges(text))), text
    return _tokens(text)


def _edges(text: str) -> tuple[str, str]:
    """No-break spaces for the blanks around a text: MathML drops blanks there."""
    return _NO_BREAK_SPACE * text[:1].isspace(), _NO_BREAK_SPACE * text[-1:].isspace()


def _tokens(text: str) -> Pair:
    """Numbers, identifiers and operators (MathML Core 3.2)."""
    nodes: list[Element] = []
    word = ""
    for sign in (*text, ""):
        if word and sign and (sign.isdigit() or sign in ".,") and word[0].isdigit():
            word += sign
            continue
        if word:
            nodes.append(_token(word))
        word = "" if not sign or sign.isspace() else sign
    return (nodes[0] if len(nodes) == 1 else _node("mrow", *nodes)), text


def _token(word: str) -> Element:
    if word[0].isdigit():
        return _node("mn", text=word)
    return _node("mo" if word in _OPERATORS else "mi", text=word)


def _fraction(element: Element) -> Pair:
    (top, above), (bottom, below) = _child(element, "num"), _child(element, "den")
    attributes = {"linethickness": "0"} if _property(element, "type", "bar") == "noBar" else {}
    return _node("mfrac", top, bottom, **attributes), f"{grouped(above)}/{grouped(below)}"


def _script(node_name: str, *names: str) -> Callable[[Element], Pair]:
    signs = {"sub": "_", "sup": "^", "lim": "_"}

    def read(element: Element) -> Pair:
        base, text = _child(element, "e")
        scripts = [(name, _child(element, name)) for name in names]
        text += "".join(f"{signs[name]}{grouped(script)}" for name, (_, script) in scripts if script)
        return _node(node_name, base, *(node for _, (node, _) in scripts)), text

    return read


def _before(element: Element) -> Pair:
    (base, text), (sub, below), (sup, above) = (_child(element, name) for name in ("e", "sub", "sup"))
    node = _node("mmultiscripts", base, _node("mprescripts"), sub, sup)
    return node, f"_{grouped(below)}^{grouped(above)}{text}"


def _root(element: Element) -> Pair:
    (base, text), (degree, of) = _child(element, "e"), _child(element, "deg")
    hidden = is_on(element.find(f"{m('radPr')}/{m('degHide')}")) or not of
    if hidden:
        return _node("msqrt", base), f"√{grouped(text)}"
    return _node("mroot", base, degree), f"{of}√{grouped(text)}"


def _delimited(element: Element) -> Pair:
    begin, end = _property(element, "begChr", "("), _property(element, "endChr", ")")
    between = _property(element, "sepChr", "|")
    nodes: list[Element] = [_node("mo", text=begin)] if begin else []
    texts: list[str] = []
    for number, argument in enumerate(element.iterchildren(m("e"))):
        node, text = _row(argument)
        nodes.extend([_node("mo", text=between), node] if number else [node])
        texts.append(text)
    if end:
        nodes.append(_node("mo", text=end))
    return _node("mrow", *nodes), f"{begin}{between.join(texts)}{end}"


def _n_ary(element: Element) -> Pair:
    sign = _property(element, "chr", _N_ARY_DEFAULT)
    (sub, below), (sup, above), (base, text) = (_child(element, name) for name in ("sub", "sup", "e"))
    operator: Element = _node("mo", text=sign)
    if below and above:
        operator = _node("munderover", operator, sub, sup)
    elif below or above:
        operator = _node("munder" if below else "mover", operator, sub if below else sup)
    bounds = f"_{grouped(below)}" * bool(below) + f"^{grouped(above)}" * bool(above)
    return _node("mrow", operator, base), f"{sign}{bounds} {text}"


def _function(element: Element) -> Pair:
    (name, called), (argument, text) = _child(element, "fName"), _child(element, "e")
    return _node("mrow", name, _node("mo", text="\u2061"), argument), f"{called} {text}"


def _matrix(element: Element) -> Pair:
    rows = [[_row(cell) for cell in line.iterchildren(m("e"))] for line in element.iterchildren(m("mr"))]
    table = _node("mtable", *(_node("mtr", *(_node("mtd", node) for node, _ in line)) for line in rows))
    return table, f"[{'; '.join(', '.join(text for _, text in line) for line in rows)}]"


def _equations(element: Element) -> Pair:
    rows = [_row(line) for line in element.iterchildren(m("e"))]
    table = _node("mtable", *(_node("mtr", _node("mtd", node)) for node, _ in rows))
    return table, "; ".join(text for _, text in rows)


def _accent(element: Element) -> Pair:
    base, text = _child(element, "e")
    sign = _property(element, "chr", _ACCENT_DEFAULT)
    if not sign:
        return base, text
    # In a line it stands on the letter before it, where it can.
    said = f"{text}{sign}" if len(text) == 1 and combining(sign) else text
    return _node("mover", base, _node("mo", text=_SPACING.get(sign, sign)), accent="true"), said


def _bar(element: Element) -> Pair:
    base, text = _child(element, "e")
    name = "mover" if _property(element, "pos", "bot") == "top" else "munder"
    return _node(name, base, _node("mo", text="¯")), text


def _brace(element: Element) -> Pair:
    base, text = _child(element, "e")
    name = "mover" if _property(element, "pos", "bot") == "top" else "munder"
    return _node(name, base, _node("mo", text=_property(element, "chr", "⏟"))), text


_HANDLERS: Final[dict[str, Callable[[Element], Pair]]] = {
    "f": _fraction,
    "sSup": _script("msup", "sup"),
    "sSub": _script("msub", "sub"),
    "sSubSup": _script("msubsup", "sub", "sup"),
    "sPre": _before,
    "limLow": _script("munder", "lim"),
    "limUpp": _script("mover", "lim"),
    "rad": _root,
    "d": _delimited,
    "nary": _n_ary,
    "func": _function,
    "m": _matrix,
    "eqArr": _equations,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _brace,
}


def formulas(part: Part, elements: Iterable[Element]) -> list[Math]:
    """The formulas that say anything."""
    return [found for element in elements if (found := formula(part, element)).text]
