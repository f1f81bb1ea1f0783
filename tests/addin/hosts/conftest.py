"""xlwings' server for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.addin.hosts.com import Server


@pytest.fixture
def com_call() -> Iterator[Callable[..., Any]]:
    """Call a function as PlanmoServer.bas does."""
    server = Server()
    yield server.call
    server.stop()
