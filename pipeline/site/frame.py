"""The frame around each page of a site: its head with the policy, the navigation, and the files that pages share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

import jinja2
import msgspec
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.content import clean
from pipeline.emit.html.markup import Element, broken_into_lines, el, serialise
from pipeline.emit.html.page import FRAME_MISTAKES, MAIN, script, standing_line, style_sheet
from pipeline.emit.setting import Setting
from pipeline.emit.standing import standing
from pipeline.errors import ThemeError
from pipeline.publication import Publication
from pipeline.site import addresses
from pipeline.site.addresses import OWN, relative

_HASH: Final = 12


class View(msgspec.Struct, frozen=True):
    """A page before its frame: where it is, what it is called, and what stands in it.

    `above` are the titles and paths (empty: none) of what it stands in, from the start page on. `menu` is the path of
    the entry of the menu that it is. `more_policy` are sources that the policy of this page allows besides;
    `more_scripts` are paths. `is_listed` tells whether search engines may list it.
    """

    path: str
    title: str
    main: Element
    above: Sequence[tuple[str, str]] = ()
    language: str = ""
    menu: str = ""
    description: str = ""
    fragment: str = ""
    before: str = ""
    after: str = ""
    script_policy: str = "'self'"
    more_policy: str = ""
    more_scripts: tuple[str, ...] = ()
    is_listed: bool = True
    root: str | None = None


class Frame:
    """The frame of a publication in a house style. Raises ThemeError where its template has a mistake."""

    def __init__(self, publication: Publication, setting: Setting, *, actions: bool, search: bool) -> None:
        self.publication = publication
        self.setting = setting
        self.labels = setting.labels
        self.told = standing(setting)
        self._menu = [(addresses.START, "site.start")]
        self._menu += [(addresses.ACTIONS, "site.actions")] * actions + [(addresses.SEARCH, "site.search")] * search
        self.files: dict[str, bytes] = {}
        self._style = self.share("site", ".css", style_sheet(setting) + "\n" + resource("site.css"))
        self._script = self.share("site", ".js", script() + "\n" + resource("site.js"))
        theme = setting.theme
        kind = {"image/svg+xml": ".svg", "image/jpeg": ".jpg"}.get(theme.logo_type, f".{theme.logo_type[6:]}")
        self._logo = self.share("logo", kind, theme.logo) if theme.logo else ""
        environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
        try:
            self._template = environment.from_string(theme.site)
        except jinja2.TemplateError as error:
            raise ThemeError("theme-site", name=theme.name, detail=error) from error

    @property
    def title(self) -> str:
        """The title of the publication."""
        return self.publication.title or self.labels("html.untitled")

    def share(self, name: str, extension: str, content: str | bytes) -> str:
        """The path of a file that pages share. Its name tells its content, so a browser may keep it for ever."""
        data = content.encode() if isinstance(content, str) else content
        path = f"{OWN}/{name}-{hashlib.sha256(data).hexdigest()[:_HASH]}{extension}"
        self.files[path] = data
        return path

    def page(self, view: View) -> bytes:
        """A page in its frame."""
        language = self.labels.language
        theme = self.setting.theme
        if view.language and view.language != language:
            view.main.set("lang", view.language)
        try:
            html = self._template.render(
                theme=theme,
                label=self.labels,
                language=language,
                main_id=MAIN,
                title=clean(view.title),
                site_title=clean(self.title),
                home=self.seen(addresses.START, view),
                logo=self.seen(self._logo, view) if self._logo else "",
                head=_joined(self._head(view)),
                menu=_markup(self._navigation(view)),
                breadcrumbs=_markup(self._breadcrumbs(view)) if view.above else "",
                content=_markup(broken_into_lines(view.main)),
                footer=_joined(self._footer()),
                script=_joined(self._scripts(view)),
            )
        except (jinja2.TemplateError, *FRAME_MISTAKES) as error:
            raise ThemeError("theme-site", name=theme.name, detail=error) from error
        return (html.rstrip("\n") + "\n").encode()

    def seen(self, path: str, view: View) -> str:
        """The address of a file of the site as a page sees it."""
        return relative(view.path, path) if view.root is None else view.root + path

    def standing(self) -> list[Element]:
        """How the publication stands, as a line of a page; nothing where there is nothing to say."""
        return standing_line(self.told)

    def main(self, *parts: Element) -> Element:
        """The main part of a page: how the publication stands, and what there is to read."""
        return el("main", *self.standing(), *parts, id=MAIN, tabindex="-1")

    def _head(self, view: View) -> list[Element]:
        base = self.publication.base_url
        full = view.title if view.title == self.title else f"{view.title} – {self.title}"
        links = [
            el("link", rel="stylesheet", href=self.seen(self._style, view)),
            el("link", rel="icon", href=self.seen(self._logo, view) if self._logo else "data:,"),
        ]
        if base and view.is_listed:
            links.append(el("link", rel="canonical", href=base + canonical(view.path)))
        for relation, path in (("prev", view.before), ("next", view.after)):
            if path:
                links.append(el("link", rel=relation, href=self.seen(path, view)))
        if view.fragment:
            links.append(el("link", rel="alternate", type="text/html", href=self.seen(view.fragment, view)))
        is_listed = view.is_listed and not self.publication.is_concept
        return [
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=policy(view.script_policy, view.more_policy)),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="color-scheme", content="light dark"),
            *([] if is_listed else [el("meta", name="robots", content="noindex")]),
            el("title", " ".join(full.split())),
            *([el("meta", name="description", content=view.description)] if view.description else []),
            *links,
        ]

    def _navigation(self, view: View) -> Element:
        """The menu of the site."""
        items = []
        for path, label in self._menu:
            current = "page" if path == view.menu else None
            items.append(el("li", el("a", self.labels(label), href=self.seen(path, view), aria_current=current)))
        return el("nav", el("ul", *items), aria_label=self.labels("site.menu"), class_="menu")

    def _breadcrumbs(self, view: View) -> Element:
        items = [
            el("li", el("a", title, href=self.seen(path, view)) if path else el("span", title))
            for title, path in view.above
        ]
        items.append(el("li", el("span", view.title, aria_current="page")))
        return el("nav", el("ol", *items), aria_label=self.labels("site.breadcrumbs"), class_="breadcrumbs")

    def _footer(self) -> list[Element]:
        lines: list[Element] = []
        if self.told is not None:
            lines.append(el("p", self.told.sentence))
        if address := self.publication.accessibility:
            lines.append(el("p", el("a", self.labels("site.accessibility"), href=address)))
        return lines

    def _scripts(self, view: View) -> Iterable[Element]:
        yield el("script", src=self.seen(self._script, view), defer="defer")
        for path in view.more_scripts:
            yield el("script", src=self.seen(path, view), defer="defer")


def policy(script: str = "'self'", more: str = "") -> str:
    """The content security policy of a page: its own files, and nothing from elsewhere."""
    return (
        f"default-src 'none'; img-src 'self' data:; style-src 'self'; script-src {script}; "
        f"{more}base-uri 'none'; form-action 'self'"
    )


def root_of(publication: Publication) -> str:
    """The path of the site's folder on its server."""
    return urlsplit(publication.base_url).path or "/"


@cache
def resource(name: str) -> str:
    """A style sheet or script of the site."""
    return (files("pipeline.site") / name).read_text(encoding="utf-8").strip() + "\n"


def canonical(path: str) -> str:
    """The one address of a page: a folder's for its index."""
    return path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path


def _markup(node: Element) -> Markup:
    return Markup(serialise(node))  # noqa: S704 (made of elements, see markup.py)


def _joined(nodes: Iterable[Element]) -> Markup:
    return Markup("\n").join(_markup(node) for node in nodes)
