"""Accessibility of a page as Chromium renders it, by axe-core.

axe runs in an isolated world of the page: it sees the same elements and styles, but the page's content
security policy, which holds for the page's own scripts, neither stops it nor is weakened for it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.tools.browser import Browser, Scheme
from tests.tools.desk import ToolError
from tests.tools.kit import AXE

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}

OPEN_ALL = """
for (const details of document.querySelectorAll("details")) details.open = true;
for (const button of document.querySelectorAll('[aria-expanded="false"]')) button.click();
new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
"""


@dataclass(frozen=True)
class Violation:
    """A rule that a page breaks, and the elements that break it, each as `selector: what to repair`."""

    rule: str
    impact: str
    help: str
    elements: tuple[str, ...]


@dataclass(frozen=True)
class Axe:
    """axe-core, at hand in a browser."""

    browser: Browser

    def __call__(
        self,
        source: Path | bytes,
        *,
        scheme: Scheme = "light",
        opened: bool = False,
        unsure: bool = False,
        width: int = 1280,
    ) -> list[Violation]:
        """Return what axe finds; `opened` opens all that folds, `unsure` adds what axe leaves to a person."""
        with self.browser.visit(source, scheme=scheme, width=width) as visit:
            return look(visit.page, opened=opened, unsure=unsure)


def look(page: Page, *, opened: bool = False, unsure: bool = False) -> list[Violation]:
    """Judge a page in the state it has now."""
    session = page.context.new_cdp_session(page)
    world = _isolated_world(session)
    if opened:
        _evaluate(session, world, OPEN_ALL)
    _evaluate(session, world, AXE.path.read_text(encoding="utf-8"))
    run = f"axe.run(document, {json.dumps(OPTIONS)}).then(JSON.stringify)"
    result = json.loads(str(_evaluate(session, world, run)))
    session.detach()
    return [_violation(entry) for entry in result["violations"] + (result["incomplete"] if unsure else [])]


def _isolated_world(session: CDPSession) -> int:
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
    return int(world["executionContextId"])


def _evaluate(session: CDPSession, world: int, expression: str) -> object:
    parameters = {
        "expression": expression,
        "contextId": world,
        "awaitPromise": True,
        "returnByValue": True,
        "userGesture": True,
    }
    answer: Mapping[str, Mapping[str, object]] = session.send("Runtime.evaluate", parameters)
    if "exceptionDetails" in answer:
        raise ToolError(f"axe-core: {answer['exceptionDetails']}")
    return answer["result"].get("value")


def _violation(entry: Mapping[str, object]) -> Violation:
    nodes = entry["nodes"]
    assert isinstance(nodes, list)
    elements = (f"{' '.join(map(str, node['target']))}: {node.get('failureSummary', '')}" for node in nodes)
    return Violation(str(entry["id"]), str(entry["impact"]), str(entry["help"]), tuple(elements))
