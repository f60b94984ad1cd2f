"""Imports run downwards, and some things are done in one place only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import pipeline

ROOT = Path(__file__).parent.parent
PACKAGE = Path(pipeline.__file__).parent

# Where each of these may stand, and why nowhere else.
BANS = {
    r"\betree\.(parse|fromstring|XML|iterparse|HTML)\b": {"xmldoor.py"},  # one hardened parser
    r"\bhtml5lib\b": set(),  # 14 kB of soup takes it 40 s
    r"BeautifulSoup\([^)]*[\"']xml[\"']": set(),  # recovers silently to an empty document
    r"\.xinclude\(": set(),  # reads files
    r"\bshell=True\b": set(),
    r"\b(?:eval|exec)\(": set(),
    r"^\s*(?:import|from) pickle\b": set(),
    r"\bdatetime\.now\b|\bdate\.today\b|\btime\.time\(": {"clock.py"},  # outputs know no clock
    r"\blocale\.": set(),
}


def test_imports_run_downwards() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == 0


def modules() -> Iterator[Path]:
    yield from PACKAGE.rglob("*.py")


@pytest.mark.parametrize("ban", BANS)
def test_what_is_banned_stands_nowhere_else(ban: str) -> None:
    pattern = re.compile(ban, re.MULTILINE)
    found = {path.name for path in modules() if pattern.search(_code(path))}
    assert found <= BANS[ban]


def _code(path: Path) -> str:
    """The code of a module without comments and docstrings."""
    return ast.unparse(_without_docstrings(ast.parse(path.read_text(encoding="utf-8"))))


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    return tree


def test_the_word_reader_uses_none_of_the_quadratic_proxies() -> None:
    """python-docx's `row.cells` and its like walk the grid at each call: 2,000 merged rows end in a RecursionError."""
    proxies = re.compile(r"\.(?:cells|paragraphs|iter_inner_content)\b")
    found = [path.name for path in (PACKAGE / "ingest" / "word").glob("*.py") if proxies.search(_body(path))]
    assert found == []


def _body(path: Path) -> str:
    """The code of a module without its imports."""
    tree = _without_docstrings(ast.parse(path.read_text(encoding="utf-8")))
    kept = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, kept))


# The rooms that may touch the disk. Package data is read through importlib.resources, which is no disk of the user's.
# typeset.py gives Typst the pictures as files of a temporary folder: its root takes no bytes.
DISK = {"storage.py", "typeset.py"}
DISK_ROOMS = {"cli", "batch"}
_DISK_CALLS = re.compile(
    r"(?<![\w.])(?<!def )open\(|\.open\(['\)]|\bos\.(?:walk|replace)\b"
    r"|\.(?:write_bytes|write_text|mkdir|unlink|rename|touch)\("
)


def test_only_the_storage_module_the_batch_and_the_command_touch_the_disk() -> None:
    touching = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if path.name not in DISK and path.parent.name not in DISK_ROOMS and _DISK_CALLS.search(_code(path))
    }
    assert touching == set()


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    without = [path.name for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert without == []
