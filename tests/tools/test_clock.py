"""A command at another time sees that time."""

import os
import sys
from collections.abc import Callable

NOW = (sys.executable, "-c", "import datetime; print(datetime.datetime.now().year)")


def test_the_command_sees_the_other_time(faketime: Callable[..., bytes]) -> None:
    environment = {**os.environ, "TZ": "Europe/Amsterdam"}
    assert faketime("2031-12-31 12:00:00", NOW, environment=environment) == b"2031\n"
