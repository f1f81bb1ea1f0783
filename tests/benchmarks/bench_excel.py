"""Benchmarks of a formula in Excel, on Python's side: from the cells COM brings to those it takes, xlwings' converters included."""

from __future__ import annotations

from pathlib import Path

from job import Code, Job

_STAND_INS = str(Path(__file__).parents[1] / "addin/hosts/com.py")
_SETUP = f"""
import importlib.util, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
spec = importlib.util.spec_from_file_location('com', {_STAND_INS!r})
com = importlib.util.module_from_spec(spec); spec.loader.exec_module(com)
call = com.server_call()
"""
_CELLS = """
import numpy as np
random, n = np.random.default_rng(0), 100_000
np.savez(data, customer=random.integers(0, 20_000, n), day=random.integers(45292, 46022, n), amount=np.round(random.gamma(2, 20, n), 2))
"""

JOBS: tuple[Job, ...] = (
    Job(
        name="=RFM over 100 k × 3 cells, through xlwings",
        prepare=_CELLS,
        ours=Code(
            who="planmo",
            setup=_SETUP
            + "import numpy as np; loaded = np.load(data)\n"
            + "customers = tuple((f'C{i:05}',) for i in loaded['customer'].tolist())\n"
            + "amounts = tuple((v,) for v in loaded['amount'].tolist())\n"
            + "days, turn = loaded['day'].tolist(), iter(range(100))\n",
            # other dates each time, so that no result is remembered
            timed="first = float(next(turn)); table = call('RFM', customers, tuple((d + first,) for d in days), amounts)\n"
            "result = f'{len(table) - 1} customers'",
        ),
        most_seconds=1.5,
    ),
    Job(
        name="1,000 × =CPA of two cells, through xlwings",
        prepare="import numpy as np; np.savez(data, nothing=0)",
        ours=Code(
            who="planmo",
            setup=_SETUP + "call('CPA', 1.0, 2.0); turn = iter(range(1, 100))",
            timed="clients = float(next(turn))\nfor spend in range(1000):\n    value = call('CPA', float(spend), clients)\nresult = f'{value:.2f}'",
        ),
        most_seconds=0.2,
    ),
    Job(
        name="Six functions over the same 100 k sales, asked again",
        prepare=_CELLS,
        ours=Code(
            who="planmo",
            setup=_SETUP
            + "import numpy as np; loaded = np.load(data)\n"
            + "customers = tuple((f'C{i:05}',) for i in loaded['customer'].tolist())\n"
            + "dates = tuple((float(v),) for v in loaded['day'].tolist()); amounts = tuple((v,) for v in loaded['amount'].tolist())\n"
            + "names = ('RFM', 'RFM_SEGMENTS', 'RFM_GRID', 'CLV_FIT', 'CLV_CUSTOMERS', 'CLV_ALERTS')\n"
            + "for name in names: call(name, customers, dates, amounts)",
            timed="result = sum(len(call(name, customers, dates, amounts)) for name in names)",
        ),
        most_seconds=0.5,
    ),
)
