"""A small Dask cluster of this machine, for tests that run stages on one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def two_workers() -> Iterator[str]:
    """The address of its scheduler. What it shows of itself is on a free port, too: tests run at the same time."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, processes=True, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as local:
        yield local.scheduler_address
