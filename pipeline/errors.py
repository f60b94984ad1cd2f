"""What stops the work: one small tree of exceptions, each with the exit code that the command ends with.

    PipelineError
    ├── UsageError             2  the run could not start
    │   ├── ProfileError          a profile that is missing, or has a key or value that none may have
    │   ├── ThemeError            a house style that is missing or incomplete
    │   ├── PublicationError      a `publicatie.toml` with a key or value that it may not have
    │   ├── NoInput               nothing to convert, or so much less than before that something is wrong
    │   ├── OutputError           the output cannot be written, or would overwrite a source
    │   ├── EngineError           no process can be started that would do the work
    │   └── ReleaseError          a release is not there, or what was built does not fit together
    ├── LockedError           75  another run is busy with the same output
    └── DocumentError          1  this document cannot be done; others can
        ├── UnreadableSource      the bytes are not what their name says, or are broken
        ├── UnsupportedFormat     no reader or emitter has this name
        ├── SchemaError           XML or JSON that does not fit its schema
        ├── CoverageError         more was lost than the profile allows
        ├── CheckError            a flaw was found that the profile calls an error
        └── EmitError             an output could not be made

A flaw *in* a document is none of these: it is a `Diagnostic` (`diagnostics.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic


class PipelineError(Exception):
    """What stops the work.

    `reason` is a stable key (`not-word`, `encrypted`); `labels.sentence` turns it, with `values`, into the one
    sentence that a user reads.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values: dict[str, str] = {key: str(value) for key, value in values.items()}

    def __str__(self) -> str:
        known = ", ".join(f"{key}={value}" for key, value in self.values.items())
        return f"{self.reason} ({known})" if known else self.reason

    def __reduce__(self) -> tuple[object, ...]:
        # An exception crosses from a worker process as its class and arguments; keywords need this.
        own = {key: value for key, value in vars(self).items() if key not in {"reason", "values"}}
        return (_rebuild, (type(self), self.reason, self.values), own)


def _rebuild(kind: type[PipelineError], reason: str, values: dict[str, str]) -> PipelineError:
    return kind(reason, **values)


class UsageError(PipelineError):
    """The run could not start."""


class ProfileError(UsageError):
    """A profile is missing or not valid."""


class ThemeError(UsageError):
    """A house style is missing or incomplete."""


class PublicationError(UsageError):
    """What `publicatie.toml` says is not valid."""


class NoInput(UsageError):
    """There is nothing to convert, or so much less than in the last release that something must be wrong."""


class OutputError(UsageError):
    """The output cannot be written there."""


class EngineError(UsageError):
    """No process can be started, or none stays, that would do the work."""


class ReleaseError(UsageError):
    """A release is not there, or what was built does not fit together and is not published."""


class LockedError(PipelineError):
    """Another run is busy with the same output. Its code is EX_TEMPFAIL of sysexits.h: try again later."""

    exit_code = 75


class DocumentError(PipelineError):
    """This document cannot be done. `diagnostics` is what was found in it until then, where that helps."""

    exit_code = 1
    diagnostics: tuple[Diagnostic, ...] = ()


class UnreadableSource(DocumentError):
    """The bytes are not what their name says, or are broken."""


class UnsupportedFormat(DocumentError):
    """No reader or emitter has this name."""


class SchemaError(DocumentError):
    """XML or JSON that does not fit its schema."""


class CoverageError(DocumentError):
    """More was lost than the profile allows; `diagnostics` quotes it."""


class CheckError(DocumentError):
    """A flaw was found that the profile calls an error; `diagnostics` holds it, and the others."""


class EmitError(DocumentError):
    """An output could not be made."""
