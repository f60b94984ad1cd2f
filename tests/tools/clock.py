"""A command at another time, by faketime: what no clock may decide comes out the same."""

from collections.abc import Mapping, Sequence

from tests.tools.desk import output_of


def at(
    moment: str, command: Sequence[str], *, environment: Mapping[str, str] | None = None, timeout: float = 60
) -> bytes:
    """Run a command with the clock set to `2031-12-31 23:59:50` (local time of TZ); return its output.

    The monotonic clock stays true, else time limits within the command never end.
    """
    return output_of(["faketime", "--exclude-monotonic", moment, *command], timeout=timeout, environment=environment)
