"""What stands where below the output of a run.

current            link to the release that counts:  current/public is served,  current/intern is not
releases/<id>/     the last releases, whole, never changed once they are here
runs/<id>.json     what came of each of the last runs, also of those that failed (`record.py`)
ledger.db          a row a document a run, of all runs (`ledger.py`)
metrics/           the last run, for Prometheus (`health.py`)
.store/            results by key, of which releases are hard links (`store.py`)
.staging/          a release that is being built
.work/             what workers are making
.lock              held while a run is busy
"""

from __future__ import annotations

from pathlib import Path

import msgspec

PUBLIC = "public"
INTERN = "intern"


class Layout(msgspec.Struct, frozen=True):
    """The folders and files below the output `root`."""

    root: Path

    @property
    def current(self) -> Path:
        """The link to the release that counts."""
        return self.root / "current"

    @property
    def releases(self) -> Path:
        """The releases, each a folder named by its id."""
        return self.root / "releases"

    @property
    def runs(self) -> Path:
        """What came of each run."""
        return self.root / "runs"

    @property
    def ledger(self) -> Path:
        """The database of all runs."""
        return self.root / "ledger.db"

    @property
    def metrics(self) -> Path:
        """The last run in figures, for Prometheus' textfile collector."""
        return self.root / "metrics" / "begroting.prom"

    @property
    def store(self) -> Path:
        """Results by key."""
        return self.root / ".store"

    @property
    def staging(self) -> Path:
        """What is being built."""
        return self.root / ".staging"

    @property
    def work(self) -> Path:
        """The work root of an engine."""
        return self.root / ".work"

    @property
    def lock(self) -> Path:
        """Held while a run is busy."""
        return self.root / ".lock"
