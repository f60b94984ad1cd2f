"""Where checkers find what they check, and how they run: files in a scratch folder, with a time limit."""

import hashlib
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class ToolError(Exception):
    """A checker did not check: it crashed, ran out of time or could not read the file at all."""


@dataclass(frozen=True)
class Desk:
    """A scratch folder that gives bytes a file name."""

    folder: Path

    def put(self, source: Path | bytes, suffix: str) -> Path:
        """Return the absolute path of a file with these bytes; the same bytes give the same file."""
        if isinstance(source, Path):
            return source.resolve(strict=True)
        path = self.folder / f"{hashlib.sha256(source).hexdigest()[:16]}{suffix}"
        path.write_bytes(source)
        return path


def output_of(command: Sequence[str], *, timeout: float, environment: Mapping[str, str] | None = None) -> bytes:
    """Run a checker and return what it wrote. Raises ToolError where it fails."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=True,
            timeout=timeout,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace")[-2000:]
        raise ToolError(f"{command[0]} ended with {error.returncode}: {said}") from error
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"{command[0]} took more than {timeout:g} s") from error
    return done.stdout
