"""The page: the frame of the house style around the content, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.content import clean
from pipeline.emit.context import Context, look_at
from pipeline.emit.html.inside import inside
from pipeline.emit.html.markup import Element, Part, broken_into_lines, el, serialise
from pipeline.emit.html.outline import page_title
from pipeline.emit.html.pictures import data_address
from pipeline.emit.setting import Setting
from pipeline.emit.standing import Standing, standing
from pipeline.errors import ThemeError
from pipeline.model import BudgetDocument

MAIN = "page--main"

# BCP 47, as far as a browser heeds it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# What an expression of a frame may raise besides: it is the municipality's own mistake, and told as such.
FRAME_MISTAKES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def page(document: BudgetDocument, setting: Setting) -> bytes:
    """One document as one page that needs no other file."""
    context = look_at(document, setting)
    style, code = style_sheet(setting), script()
    written = document.meta.language
    html = _framed(
        setting,
        language=written if _LANGUAGE.fullmatch(written) else setting.labels.language,
        title=clean(page_title(document, context)),
        head=Markup("\n").join(_markup(node) for node in _head(document, context, setting, style, code)),
        content=_markup(broken_into_lines(_main(document, context, setting))),
        script=_markup(el("script", code)),
    )
    return (html.rstrip("\n") + "\n").encode()


def _framed(setting: Setting, **parts: str) -> str:
    """The parts in the frame of the house style. Raises ThemeError where that has a mistake."""
    theme = setting.theme
    # A frame is a municipality's own file, and no more than a frame: it reaches what it is given and nothing else.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    logo = data_address(theme.logo_type, theme.logo) if theme.logo else ""
    try:
        template = environment.from_string(theme.frame)
        return template.render(theme=theme, logo=logo, label=setting.labels, main_id=MAIN, **parts)
    except (jinja2.TemplateError, *FRAME_MISTAKES) as error:
        raise ThemeError("theme-frame", name=theme.name, detail=error) from error


def _main(document: BudgetDocument, context: Context, setting: Setting) -> Element:
    return el("main", *standing_line(standing(setting)), *inside(document, context), id=MAIN, tabindex="-1")


def standing_line(told: Standing | None) -> list[Element]:
    """How the publication stands, as a line of a page; nothing where there is nothing to say."""
    if told is None:
        return []
    words: list[Part] = [el("strong", told.word), " "] if told.word else []
    return [el("p", *words, told.sentence, class_="standing standing-concept" if told.word else "standing")]


def _head(document: BudgetDocument, context: Context, setting: Setting, style: str, code: str) -> list[Element]:
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(code)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    meta = document.meta
    described = {"author": meta.author, "description": meta.subject, "keywords": meta.keywords}
    return [
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        *([el("meta", name="robots", content="noindex")] if _is_concept(setting) else []),
        el("title", page_title(document, context)),
        *(el("meta", name=name, content=value) for name, value in described.items() if value),
        el("style", style),
    ]


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _is_concept(setting: Setting) -> bool:
    return setting.publication is not None and setting.publication.is_concept


def style_sheet(setting: Setting) -> str:
    """The style sheet of a page in its house style."""
    theme = setting.theme
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{theme.dark}}}\n" if theme.dark else ""
    return f"{theme.tokens}{dark}{_resource('style.css')}{_paper(setting)}".strip()


def _paper(setting: Setting) -> str:
    """What each page says that is printed."""
    told = standing(setting)
    if told is None or not told.word:
        return ""
    # A string of CSS: quotes, backslashes and ends of lines would end it (CSS Syntax 3, 4.3.5).
    word = re.sub(r'[\\"\n]', " ", told.word)
    return f'\n@page {{ @top-right {{ content: "{word}"; font: 700 9pt sans-serif; color: #8a4b00; }} }}'


def script() -> str:
    """The script that opens and closes the blocks of a page."""
    return _resource("script.js")


@cache
def _resource(name: str) -> str:
    # No white space around it: the Nu HTML checker leaves that out of the digest that it compares.
    return (files("pipeline.emit.html") / name).read_text(encoding="utf-8").strip()


def _markup(node: Element) -> Markup:
    return Markup(serialise(node))  # noqa: S704 (made of elements, see markup.py)
