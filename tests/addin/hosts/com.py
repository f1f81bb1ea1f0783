"""xlwings' own COM server, importable off Windows: what it takes from pywin32 is stood in for, everything else is the real code."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

_ABSENT = (
    "pythoncom", "pywintypes", "win32api", "win32event", "win32com", "win32com.client", "win32com.server",
    "win32com.server.dispatcher", "win32com.server.policy", "win32com.server.util", "xlwings._xlwindows",
)  # fmt: skip
_RELOADED = ("xlwings.udfs", "xlwings.com_server", "addin.hosts.excel")
_PLACES = ("func", "arg", "ret", "_xlwindows")  # of xlwings: on Windows they are the real ones, elsewhere they do nothing


class ComRange:
    """The cell that asks, as xlwings wraps it."""

    def __init__(self, xl: object) -> None:
        self.xl = xl


class Server:
    """The server with its stand-ins in place, until it is stopped."""

    def __init__(self) -> None:
        import xlwings

        self._xlwings = xlwings
        self._engines = xlwings.engines.engines_by_name
        self._attributes = {name: getattr(xlwings, name, None) for name in _PLACES}
        self._modules = {name: sys.modules.pop(name, None) for name in (*_ABSENT, *_RELOADED)}
        stands = _stand_ins()
        sys.modules.update(stands)
        engine = types.SimpleNamespace(name="excel", type="desktop", impl=types.SimpleNamespace(name="excel", type="desktop"))
        xlwings.engines.engines_by_name = {**self._engines, "excel": engine}
        xlwings._xlwindows = stands["xlwings._xlwindows"]
        self._udfs = importlib.import_module("xlwings.udfs")
        xlwings.func, xlwings.arg, xlwings.ret = self._udfs.xlfunc, self._udfs.xlarg, self._udfs.xlret
        self._server = importlib.import_module("xlwings.com_server")

    def call(self, name: str, *cells: Any, address: str = "[Plan.xlsx]RFM!$B$4", language: str = "en") -> Any:
        """Ask for a function as PlanmoServer.bas does: `XLPython.CallUDF`, `call_udf`, converters."""
        return self._server.XLPython().CallUDF("addin.hosts.excel", name, (address, language, *cells), None, object())

    def stop(self) -> None:
        """Put everything back."""
        self._udfs.com_executor.shutdown()
        self._server.loop.close()
        self._xlwings.engines.engines_by_name = self._engines
        for name, value in self._attributes.items():
            setattr(self._xlwings, name, value)
        for name, module in self._modules.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module


def server_call() -> Callable[..., Any]:
    """Return `Server.call` for good, in a process that does nothing else."""
    return Server().call


def _stand_ins() -> dict[str, types.ModuleType]:
    stands = {name: types.ModuleType(name) for name in _ABSENT}
    for name, module in stands.items():
        parent, _, child = name.rpartition(".")
        if parent in stands:
            setattr(stands[parent], child, module)
    com = {"CoInitialize": lambda *_: None, "TypeIIDs": {"dispatch": types.SimpleNamespace}, "IID_IDispatch": "dispatch"}
    windows = {"Range": ComRange, "is_range_instance": lambda given: isinstance(given, ComRange), "BOOK_CALLER": None}
    stands["pythoncom"].__dict__.update(com)
    stands["pywintypes"].__dict__.update(com_error=type("com_error", (Exception,), {}))
    stands["win32com.client"].__dict__.update(Dispatch=lambda given, **_: given)
    stands["xlwings._xlwindows"].__dict__.update(windows)
    return stands
