"""Fonts of symbols: their characters in Unicode (`w:sym`, ECMA-376-1, 17.3.3.30; and text typed in such a font)."""

from __future__ import annotations

from typing import Final

# Word keeps a symbol's code in the private use area, at U+F000 (17.3.3.30).
_PRIVATE: Final = 0xF000

_SYMBOL: Final[dict[int, str]] = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS: Final[dict[int, str]] = {
    0x20: " ✎✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍",
    0x40: "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉",
    0x60: "♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□❐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶❝❞",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•",
    0xA0: "⬝○🞆🞈◉◎🔿▪◻🟀✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    0xC0: "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←",
    0xE0: "→↑↓↖↗↙↘🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑",
}
_WINGDINGS_2: Final[dict[int, str]] = {
    0x4F: "✗✓☒☑☒☒⮽",
    0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x95: "•●⚫⬤◯",
    0x9E: "⊙",
    0xA0: "■◾□□",
}
_WINGDINGS_3: Final[dict[int, str]] = {
    0x21: "←→↑↓↖↗↙↘",
    0x70: "▲▼△▽◀▶◁▷◣◢◤◥",
    0x7D: "▶",
}
_WEBDINGS: Final[dict[int, str]] = {
    0x33: "◀▶▲▼",
    0x61: "✓",
    0x67: "■",
    0x6E: "●",
    0x72: "✗",
    0x80: "⚐",
}


def _by_code(rows: dict[int, str]) -> dict[int, str]:
    return {start + offset: sign for start, row in rows.items() for offset, sign in enumerate(row)}


_FONTS: Final[dict[str, dict[int, str]]] = {
    "symbol": _by_code(_SYMBOL),
    "wingdings": _by_code(_WINGDINGS),
    "wingdings 2": _by_code(_WINGDINGS_2),
    "wingdings 3": _by_code(_WINGDINGS_3),
    "webdings": _by_code(_WEBDINGS),
}

REPLACEMENT: Final = "\ufffd"


def is_symbol_font(font: str) -> bool:
    """Whether a font (lower case) draws symbols where others have letters."""
    return font in _FONTS


def symbol(font: str, code: int) -> str:
    """The character that a font (lower case) shows for a code; U+FFFD where Unicode is not known to have it."""
    table = _FONTS.get(font)
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if table is not None and low in table:
        return table[low]
    if 0xE000 <= code <= 0xF8FF or 0xD800 <= code < 0xE000 or not 0x20 <= code < 0x110000:
        return REPLACEMENT
    return chr(code)


def in_unicode(text: str, font: str) -> str:
    """Text with the characters of a font of symbols, or of the private use area, in Unicode."""
    if is_symbol_font(font):
        return "".join(symbol(font, ord(sign)) if sign > " " else sign for sign in text)
    if text.isascii() or not any("\ue000" <= sign <= "\uf8ff" for sign in text):
        return text
    return "".join(symbol(font, ord(sign)) if "\ue000" <= sign <= "\uf8ff" else sign for sign in text)
