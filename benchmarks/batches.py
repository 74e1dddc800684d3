"""Is measuring with many steps in one call ever slower than one call a step?

python benchmarks/batches.py        prints Markdown; exits 1 if a target is missed
"""

import platform
import sys
import time

import numpy as np
import threadpoolctl

from skipgram_lib import naive_softmax
from skipgram_lib.gradcheck.slopes.lines import Entries
from skipgram_lib.gradcheck.slopes.probe import Probe

threadpoolctl.threadpool_limits(1)
SIZES = ((10, 5), (50, 20), (100, 50), (200, 50), (400, 64), (800, 64), (1000, 100), (1500, 128), (3000, 128))
TURNS, WORK = 30, 2**25  # turns of each; bytes of copies in a turn
LEAST = 0.95  # of the loop's speed


def seconds_per_step(V, d):
    """CPU seconds of one evaluation, by the loop and in batches: medians; and whether the bits are the same."""
    rng = np.random.default_rng(0)
    v_c, U = rng.normal(size=d), rng.normal(size=(V, d))
    f = lambda U: naive_softmax.loss(v_c, 0, U)
    entries = np.arange(min(U.size, max(8, WORK // U.nbytes)))
    places = U.ravel()[entries] + 2.0**-8
    values, times = {}, {False: [], True: []}
    for turn in range(TURNS):
        for vectorized in (turn % 2 == 0, turn % 2 == 1):  # each goes first in turn: caches and pages favour one
            lines = Entries(Probe(f, U, vectorized))
            start = time.process_time()
            values[vectorized] = lines.values(entries, places)
            times[vectorized].append((time.process_time() - start) / entries.size)
    return np.median(times[False]), np.median(times[True]), np.array_equal(values[False], values[True])


def main():
    """Print the table; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}")
    print("\n| V, d | KiB a copy | loop, µs a step | batched, µs a step | loop / batched | same bits |")
    print("|---|--:|--:|--:|--:|--:|")
    missed = False
    for V, d in SIZES:
        loop, batched, same = seconds_per_step(V, d)
        missed |= not (same and loop / batched >= LEAST)
        print(
            f"| {V}, {d} | {V * d / 128:.3g} | {1e6 * loop:.3g} | {1e6 * batched:.3g} | {loop / batched:.2f} | {same} |"
        )
    print("\n" + ("Missed." if missed else "Every target is met."))
    return missed


if __name__ == "__main__":
    sys.exit(main())
