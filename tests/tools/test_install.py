"""Only the pinned package is installed; without root a person is told what to type."""

import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tools import install, kit


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kit, "BUILD", tmp_path)
    path = tmp_path / "axe.tgz"
    with tarfile.open(path, "w:gz") as tarball:
        member = tarfile.TarInfo(kit.AXE.member)
        member.size = 3
        tarball.addfile(member, io.BytesIO(b"axe"))
    return path


def test_the_file_wanted_is_kept(archive: Path) -> None:
    pinned = replace(kit.AXE, sha512=hashlib.sha512(archive.read_bytes()).hexdigest())
    install._keep(pinned, archive)
    assert pinned.path.read_bytes() == b"axe"


def test_a_package_with_another_checksum_is_refused(archive: Path) -> None:
    with pytest.raises(SystemExit, match="its SHA-512 is"):
        install._keep(kit.AXE, archive)
    assert not kit.AXE.path.exists()


def test_without_root_a_person_is_told_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(install, "_is_installed", lambda package: package != "chromium")
    assert not install._debian()
    told = "As root: apt-get install --yes --no-install-recommends chromium\n"
    assert capsys.readouterr().out == told
