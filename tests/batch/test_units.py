"""The units of systemd: shut in as far as its own measure says, never in the hour that summer time skips."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
MOST_EXPOSED = 1.0


def unit(name: str) -> str:
    return (UNITS / name).read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze (Debian: systemd)")
def test_the_service_is_as_safe_as_systemd_can_say() -> None:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", UNITS / "begroting.service"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found = re.search(r"Overall exposure level for begroting\.service: ([\d.]+)", told)
    assert found is not None
    assert float(found[1]) <= MOST_EXPOSED


def test_the_timer_avoids_the_hour_of_summer_time_and_makes_up_for_a_missed_night() -> None:
    timer = unit("begroting.timer")
    found = re.search(r"^OnCalendar=\*-\*-\* (\d\d):\d\d:00$", timer, re.MULTILINE)
    assert found is not None
    assert found[1] != "02"
    assert "\nPersistent=true\n" in timer


def test_a_worker_can_still_shut_itself_in() -> None:
    allowed = re.findall(r"^SystemCallFilter=([^~].*)$", unit("begroting.service"), re.MULTILINE)
    needed = {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp", "prlimit64"}
    assert needed <= set(" ".join(allowed).split())


def test_only_the_unit_that_tells_people_has_a_network() -> None:
    assert "\nPrivateNetwork=yes\n" in unit("begroting.service")
    assert "\nOnFailure=begroting-notify@%N.service\n" in unit("begroting.service")
    assert "PrivateNetwork" not in unit("begroting-notify@.service")
