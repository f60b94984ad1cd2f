"""Which tests run where: outside tools, the corpus, the goldens. What was skipped is said at the end, loudly.

A test that needs a missing tool is skipped; with `--require-tools`, or where CI=true, it fails. Tests of the
corpus (`test_corpus*.py`, or anything in a folder `corpus`) are collected only where CORPUS names its folder.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tools import kit

pytest_plugins = ["pytester", "tests.tools.fixtures"]

# A busy machine is no failure of a property.
settings.register_profile("begroting", deadline=None)
settings.load_profile("begroting")

SKIPPED = "needs a tool that is not here: "


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("begroting")
    group.addoption("--accept", action="store_true", help="rewrite the goldens")
    group.addoption("--require-tools", action="store_true", help="fail, not skip, without a tool")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("accept") and _in_ci():
        raise pytest.UsageError("goldens are accepted by a person who reads the diff, not where CI=true")
    folder = os.environ.get("CORPUS")
    if folder and not Path(folder).is_dir():
        raise pytest.UsageError(f"CORPUS names no folder: {folder}")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    of_corpus = collection_path.name == "corpus" or collection_path.name.startswith("test_corpus")
    return True if of_corpus and not os.environ.get("CORPUS") else None


@pytest.hookimpl(tryfirst=True)  # before pytest reads `-m browser`
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in kit.FIXTURES:
                item.add_marker(kit.FIXTURES[fixture])
        absent = _absent(item)
        if absent and not _tools_are_required(config):
            item.add_marker(pytest.mark.skip(reason=SKIPPED + absent))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    absent = _absent(item)
    if absent and _tools_are_required(item.config):
        pytest.fail(f"{SKIPPED}{absent} (make test-tools)", pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)  # outermost: the last words, after pytest's own summary
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield
    skipped = list(_skipped_for_tools(terminalreporter))
    if not skipped:
        return
    terminalreporter.section(f"{len(skipped)} TESTS NOT RUN", sep="!", red=True, bold=True)
    for reason in sorted(set(skipped)):
        terminalreporter.line(f"{skipped.count(reason):5} need {reason}")
    terminalreporter.line("What they would prove is not proved. As root, `make test-tools` installs them.")


@pytest.fixture(scope="session")
def accept(pytestconfig: pytest.Config) -> bool:
    """Whether goldens are to be rewritten (`make accept`) rather than compared."""
    return bool(pytestconfig.getoption("accept"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder that CORPUS names; tests that ask for it are collected only where it is set."""
    return Path(os.environ["CORPUS"]).resolve()


def _absent(item: pytest.Item) -> str:
    markers = sorted({mark.name for mark in item.iter_markers()} & kit.NEEDS.keys())
    return ", ".join(name for marker in markers for name in kit.missing(marker))


def _tools_are_required(config: pytest.Config) -> bool:
    return _in_ci() or bool(config.getoption("require_tools"))


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def _skipped_for_tools(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
        _, found, names = reason.partition(SKIPPED)
        if found:
            yield names
