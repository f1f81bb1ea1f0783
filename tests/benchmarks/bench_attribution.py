"""Benchmarks of Markov attribution: 10,000 paths over 12 channels, orders 1 to 3, beside ChannelAttribution."""

from __future__ import annotations

from pathlib import Path

from job import Code, Job

# PathData is GPL: it is read where it stands beside the project, and never copied. Without it, as many journeys are drawn.
_PATH_DATA = Path(__file__).resolve().parents[3] / "shared" / "golden" / "attribution" / "PathData.csv"
_FOUND = _PATH_DATA.exists()
_READ = f"""
import csv
import numpy as np
rows = list(csv.DictReader(open({str(_PATH_DATA)!r})))
np.savez(
    data,
    path=[row['path'] for row in rows],
    **{{name: [float(row['total_' + name]) for row in rows] for name in ('conversions', 'conversion_value', 'null')}},
)
"""
_DRAWN = """
import numpy as np
random, n = np.random.default_rng(0), 10_000
names, taste = [f'channel{i}' for i in range(12)], random.dirichlet(np.full(12, 0.5))
conversions = random.integers(0, 4, n)
np.savez(
    data,
    path=[' > '.join(random.choice(names, length, p=taste)) for length in random.geometric(1 / 6, n)],
    conversions=conversions,
    conversion_value=conversions * 4.0,
    null=random.integers(0, 8, n),
)
"""
_COLUMNS = (
    "import numpy as np; loaded = np.load(data)\n"
    "columns = [loaded[name].tolist() for name in ('path', 'conversions', 'conversion_value', 'null')]\n"
)


def _job(order: int) -> Job:
    return Job(
        name=f"=ATTRIBUTION, Markov order {order}, {'PathData' if _FOUND else '10,000 journeys'}",
        prepare=_READ if _FOUND else _DRAWN,
        ours=Code(
            who="planmo",
            setup=_COLUMNS + "columns = [[[cell] for cell in column] for column in columns]\nfrom addin.functions import call",
            timed=(
                f"table = call('ATTRIBUTION', *columns, 'markov', {order}, lang='en')\n"
                "result = 'first channels ' + ', '.join(f'{row[1]:.1f}' for row in table[1:4])"
            ),
            repeats=5,
        ),
        # Simulated: another seed, other credits.
        peer=Code(
            who="ChannelAttribution 2.2.5",
            setup=_COLUMNS
            + "import pandas as pd\nfrom ChannelAttribution import markov_model\n"
            + "frame = pd.DataFrame(dict(zip(('path', 'conversions', 'value', 'null'), columns, strict=True)))",
            timed=(
                f"found = markov_model(frame, 'path', 'conversions', var_value='value', var_null='null', order={order}, seed=1)\n"
                "best = sorted(found['total_conversions'], reverse=True)[:3]\n"
                "result = 'first channels ' + ', '.join(f'{one:.1f}' for one in best)"
            ),
            repeats=5,
            modules=("ChannelAttribution", "pandas"),
        ),
        most_seconds=0.150,
    )


JOBS: tuple[Job, ...] = tuple(_job(order) for order in (1, 2, 3))
