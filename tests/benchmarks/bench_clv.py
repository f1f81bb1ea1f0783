"""Benchmarks of customer lifetime value, beside lifetimes 0.11.3."""

from __future__ import annotations

from job import Code, Job

# Customers drawn from the BG/NBD at the CDNOW estimates, at day granularity, 26 to 39 weeks old.
_SIMULATED = """
import numpy as np
random, n = np.random.default_rng(0), {customers}
age = random.integers(182, 274, n) / 7
pace, leaving = random.gamma(0.243, 1 / 4.414, n), random.beta(0.793, 2.426, n)
x, t_x, at = np.zeros(n), np.zeros(n), np.zeros(n)
alive = np.arange(n)
while alive.size:
    at[alive] += random.exponential(1 / np.maximum(pace[alive], 1e-12))
    alive = alive[at[alive] < age[alive]]
    x[alive] += 1
    t_x[alive] = at[alive]
    alive = alive[random.random(alive.size) >= leaving[alive]]
t_x = np.where(x > 0, np.minimum(np.ceil(t_x * 7), age * 7) / 7, 0)
np.savez(data, x=x, t_x=t_x, age=age)
"""
_READ = "import numpy as np; loaded = np.load(data); x, t_x, age = (loaded[name] for name in ('x', 't_x', 'age'))\n"


def _ours(model: str, module: str, repeats: int) -> Code:
    return Code(
        who="planmo",
        setup=_READ + f"from addin.models.purchases import History\nfrom addin.models.{module} import {model}",
        timed=f"fit = {model}.fit(History.collapse(x, t_x, age)); result = f'r {{fit.values[0]:.4f}}, alpha {{fit.values[1]:.3f}}'",
        repeats=repeats,
    )


def _lifetimes(model: str, repeats: int) -> Code:
    return Code(
        who="lifetimes",
        setup=_READ + f"from lifetimes import {model}",
        timed=f"p = {model}().fit(x, t_x, age).params_; result = f'r {{p.r:.4f}}, alpha {{p.alpha:.3f}}'",
        repeats=repeats,
        modules=("lifetimes",),
    )


# Ten million purchases of 822,000 customers over two years.
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

JOBS: tuple[Job, ...] = (
    Job(
        name="BG/NBD, 2,357 customers",
        prepare=_SIMULATED.format(customers=2357),
        ours=_ours("BgNbd", "bgnbd", 20),
        peer=_lifetimes("BetaGeoFitter", 5),
        most_seconds=0.010,
    ),
    Job(
        name="BG/NBD, 1 M customers",
        prepare=_SIMULATED.format(customers=1_000_000),
        ours=_ours("BgNbd", "bgnbd", 3),
        peer=_lifetimes("BetaGeoFitter", 1),
        least_ratio=30,
        most_mib=400,
    ),
    Job(
        name="Pareto/NBD, 100 k customers",
        prepare=_SIMULATED.format(customers=100_000),
        ours=_ours("ParetoNbd", "pareto_nbd", 3),
        peer=_lifetimes("ParetoNBDFitter", 1),
        least_ratio=30,
    ),
    Job(
        name="transactions to (x, t_x, T), 10 M rows",
        prepare=_TRANSACTIONS,
        ours=Code(
            who="planmo",
            setup=(
                "import numpy as np; loaded = np.load(data)\n"
                "customer, amount = loaded['customer'], loaded['amount']\n"
                "day = loaded['day'].astype('datetime64[D]')\n"
                "from addin.models.transactions import Transactions\n"
                "from addin.models.purchases import Purchases"
            ),
            timed="p = Purchases.read(Transactions.read(customer, day, amount)); result = f'{int(p.repeats.sum())} repeats'",
        ),
        peer=Code(
            who="lifetimes",
            setup=(
                "import numpy as np, pandas as pd; loaded = np.load(data)\n"
                "frame = pd.DataFrame({name: loaded[name] for name in ('customer', 'amount')})\n"
                "frame['day'] = loaded['day'].astype('datetime64[D]').astype('datetime64[ns]')\n"
                "from lifetimes.utils import summary_data_from_transaction_data"
            ),
            timed=(
                "s = summary_data_from_transaction_data(frame, 'customer', 'day', monetary_value_col='amount', freq='D')\n"
                "result = f'{int(s.frequency.sum())} repeats'"
            ),
            repeats=1,
            modules=("lifetimes",),
        ),
        most_seconds=2.0,
    ),
)
