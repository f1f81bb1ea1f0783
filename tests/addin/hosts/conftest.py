"""xlwings' own COM server, importable off Windows: what it takes from pywin32 is stood in for, everything else is the real code."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest

_ABSENT = ("pythoncom", "pywintypes", "win32api", "win32event", "win32com", "win32com.client", "win32com.server",
           "win32com.server.dispatcher", "win32com.server.policy", "win32com.server.util", "xlwings._xlwindows")  # fmt: skip
_RELOADED = ("xlwings.udfs", "xlwings.com_server", "addin.hosts.excel")


class ComRange:
    """The cell that asks, as xlwings wraps it."""

    def __init__(self, xl: object) -> None:
        self.xl = xl


def _stand_ins() -> dict[str, types.ModuleType]:
    stands = {name: types.ModuleType(name) for name in _ABSENT}
    for name, module in stands.items():
        parent, _, child = name.rpartition(".")
        if parent in stands:
            setattr(stands[parent], child, module)
    stands["pythoncom"].__dict__.update(
        CoInitialize=lambda *_: None, TypeIIDs={"dispatch": types.SimpleNamespace}, IID_IDispatch="dispatch"
    )
    stands["pywintypes"].__dict__.update(com_error=type("com_error", (Exception,), {}))
    stands["win32com.client"].__dict__.update(Dispatch=lambda given, **_: given)
    stands["xlwings._xlwindows"].__dict__.update(
        Range=ComRange, is_range_instance=lambda given: isinstance(given, ComRange), BOOK_CALLER=None
    )
    return stands


@pytest.fixture
def com_call(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Call a function as PlanmoServer.bas does, through xlwings' `XLPython.CallUDF`, `call_udf` and converters."""
    import xlwings as xw

    for name, module in _stand_ins().items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(xw, "_xlwindows", sys.modules["xlwings._xlwindows"], raising=False)
    engine = types.SimpleNamespace(name="excel", type="desktop", impl=types.SimpleNamespace(name="excel", type="desktop"))
    monkeypatch.setattr(xw.engines, "engines_by_name", {**xw.engines.engines_by_name, "excel": engine})
    kept = {name: sys.modules.pop(name, None) for name in _RELOADED}
    udfs = importlib.import_module("xlwings.udfs")
    for ours, real in (("func", udfs.xlfunc), ("arg", udfs.xlarg), ("ret", udfs.xlret)):
        monkeypatch.setattr(xw, ours, real)
    server = importlib.import_module("xlwings.com_server")

    def call(name: str, *cells: Any, address: str = "[Plan.xlsx]RFM!$B$4", language: str = "en") -> Any:
        return server.XLPython().CallUDF("addin.hosts.excel", name, (address, language, *cells), None, object())

    yield call
    udfs.com_executor.shutdown()
    server.loop.close()
    for name, module in kept.items():
        sys.modules.pop(name, None)
        if module is not None:
            sys.modules[name] = module
