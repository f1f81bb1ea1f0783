"""Computing a workbook without Excel."""

from __future__ import annotations

from addin.hosts.headless.compute import CellInError, CellNote, Computed, Unsupported, compute
from addin.hosts.headless.fresh import Difference, fresh_differences

__all__ = ["CellInError", "CellNote", "Computed", "Difference", "Unsupported", "compute", "fresh_differences"]
