"""Benchmarks of RFM, beside pandas as it is usually written."""

from __future__ import annotations

from job import Code, Job

_TRANSACTIONS = """
import numpy as np
random, n, customers = np.random.default_rng(0), 10_000_000, 822_000
np.savez(
    data,
    customer=random.integers(0, customers, n),
    day=random.integers(19723, 19723 + 730, n),
    amount=np.round(random.gamma(2, 20, n), 2),
)
"""
_CELLS = """
import numpy as np
random, n = np.random.default_rng(0), 100_000
np.savez(data, customer=random.integers(0, 20_000, n), day=random.integers(45292, 46022, n), amount=np.round(random.gamma(2, 20, n), 2))
"""

JOBS: tuple[Job, ...] = (
    Job(
        name="RFM, 10 M transactions",
        prepare=_TRANSACTIONS,
        ours=Code(
            who="planmo",
            setup=(
                "import numpy as np; loaded = np.load(data)\n"
                "customer, amount = loaded['customer'], loaded['amount']\n"
                "day = loaded['day'].astype('datetime64[D]')\n"
                "from addin.models import rfm\n"
                "from addin.models.transactions import Transactions"
            ),
            timed=(
                "done = rfm.behaviour(Transactions.read(customer, day, amount))\n"
                "scores = rfm.score(done.recency_days, done.frequency, done.monetary)\n"
                "result = f'sum of scores {int((scores.r + scores.f + scores.m).sum())}'"
            ),
        ),
        peer=Code(
            who="pandas",
            setup=(
                "import numpy as np, pandas as pd; loaded = np.load(data)\n"
                "frame = pd.DataFrame({name: loaded[name] for name in ('customer', 'day', 'amount')})"
            ),
            timed=(
                "g = frame.groupby('customer').agg(last=('day', 'max'), f=('day', 'size'), m=('amount', 'sum'))\n"
                "cut = np.arange(1, 5) / 5\n"
                "above = lambda v: np.searchsorted(np.quantile(v, cut), v, side='left')\n"
                "total = 5 - above(frame.day.max() - g['last']) + 1 + above(g.f) + 1 + above(g.m.round(6))\n"
                "result = f'sum of scores {int(total.sum())}'"
            ),
            repeats=2,
            modules=("pandas",),
        ),
        most_seconds=1.2,
        most_mib=700,
    ),
    Job(
        name="=RFM over 100 k rows of cells",
        prepare=_CELLS,
        ours=Code(
            who="planmo",
            setup=(
                "import numpy as np; loaded = np.load(data)\n"
                "customers = [[f'C{i:05}'] for i in loaded['customer'].tolist()]\n"
                "dates, amounts = ([[v] for v in loaded[name].tolist()] for name in ('day', 'amount'))\n"
                "from addin.functions import call"
            ),
            timed="table = call('RFM', customers, dates, amounts); result = f'{len(table) - 1} customers'",
        ),
        most_seconds=1.0,
    ),
)
