"""A missing tool is told: skipped and named loudly, or failed where everything must be proved."""

import pytest

from tests.tools import kit

NEEDY = "def test_text(pdf_text): assert pdf_text"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with our conftest, on a machine that has nothing."""
    monkeypatch.setenv("PYTHONPATH", str(kit.ROOT))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CORPUS", raising=False)
    pytester.makeconftest("from tests.conftest import *")
    pytester.makeini("[pytest]\naddopts = --strict-markers\nmarkers =\n    poppler: x\n")
    return pytester


def test_a_test_whose_tool_is_missing_is_skipped_and_named_at_the_end(project: pytest.Pytester) -> None:
    project.makepyfile(test_it=NEEDY)
    result = project.runpytest_subprocess()
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*!! 1 TESTS NOT RUN !!*", "*1 need pdftotext, pdftoppm", "*make test-tools*"])


def test_the_summary_is_the_same_from_two_workers(project: pytest.Pytester) -> None:
    project.makepyfile(test_it=NEEDY, test_that=NEEDY)
    result = project.runpytest_subprocess("-n2")
    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["*!! 2 TESTS NOT RUN !!*"])


@pytest.mark.parametrize(("arguments", "ci"), [((), "true"), (("--require-tools",), "")])
def test_a_missing_tool_fails_where_all_must_be_proved(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], ci: str
) -> None:
    monkeypatch.setenv("CI", ci)
    project.makepyfile(test_it=NEEDY)
    result = project.runpytest_subprocess(*arguments)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*needs a tool that is not here: pdftotext, pdftoppm*"])


def test_a_fixture_brings_its_marker(project: pytest.Pytester) -> None:
    project.makepyfile(test_it=NEEDY + "\ndef test_other(): pass")
    project.runpytest_subprocess("-m", "not poppler").assert_outcomes(passed=1, deselected=1)


@pytest.mark.parametrize(("folder", "collected"), [("", 1), (".", 2)])
def test_the_corpus_is_collected_only_where_it_is_named(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, folder: str, collected: int
) -> None:
    monkeypatch.setenv("CORPUS", folder)
    project.makepyfile(test_it="def test_it(): pass", test_corpus_all="def test_all(corpus): assert corpus.is_dir()")
    project.runpytest_subprocess().assert_outcomes(passed=collected)


def test_a_corpus_that_is_nowhere_is_no_silence(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORPUS", "nergens")
    result = project.runpytest_subprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*CORPUS names no folder: nergens*"])


def test_no_machine_accepts_goldens(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    result = project.runpytest_subprocess("--accept")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*accepted by a person*"])


def test_every_marker_is_registered(pytestconfig: pytest.Config) -> None:
    registered = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert set(kit.FIXTURES.values()) == set(kit.NEEDS)
    assert set(kit.NEEDS) <= registered
