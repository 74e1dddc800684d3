"""Does the checker keep its word on functions that are not ours?

python benchmarks/foreign.py        prints Markdown; exits 1 if a target is missed

Every kind of function is tried at five seeds, in both checkers: the right gradient, one entry wrong by 1e-3 of the
largest, and one wrong by 1e-6 where the resolution says that it would show. Right gradients are closed forms, or the
complex step of the function itself (error of an ulp or so) where it is analytic.
"""

import sys
import time
from collections import Counter

import foreign_networks  # noqa: F401 (adds its kinds)
import foreign_solvers  # noqa: F401 (adds its kinds)
import numpy as np
from foreign_formulas import KINDS

from skipgram_lib import check_gradient
from skipgram_lib.gradcheck import check_directions, complex_step

SEEDS, UNDECIDED, SHARP = 5, 0.03, 0.9


def relative_resolution(check, largest):
    """What would show, relative to the largest entry."""
    return check.resolution / largest


def judge(name, make, smooth):
    """Per checker: verdicts on right and wrong gradients, whether 1e-6 is resolved, and what went wrong."""
    found = Counter()
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        f, x, right = make(rng)
        right = np.asarray(complex_step(f, x) if right is None else right, float)
        largest = np.abs(right).max()
        for checker in (check_gradient, check_directions):
            found += outcome(checker, f, x, right, largest, rng, smooth)
    return found


def outcome(checker, f, x, right, largest, rng, smooth):
    """What one checker says of the right gradient, and of two wrong ones."""
    found, index = Counter(tried=1), rng.integers(right.size)
    try:
        check = checker(f, x, right)
        found["accused"] += check.verdict == "disagrees"
        sharp = relative_resolution(check, largest)
        found["undecided"] += not check or sharp > 1e-3
        found["resolves 1e-6"] += sharp <= 1e-6
        for size in (1e-3, 1e-6) if smooth else (0.1,):
            wrong = right.copy()
            wrong.flat[index] += size * largest
            if sharp <= size or size == 0.1:
                passed = checker(f, x, wrong).verdict == "agrees" and sharp <= size
                found["wrong passed"] += passed
    except Exception as error:
        found["exception"] += 1
        print(f"    {checker.__name__}: {type(error).__name__}: {error}", file=sys.stderr)
    return found


COLUMNS = ("tried", "accused", "wrong passed", "exception", "undecided", "resolves 1e-6")


def main():
    """Print the table; false if every target is met."""
    print(f"| kind | {' | '.join(COLUMNS)} | seconds |\n|---{'|--:' * (len(COLUMNS) + 1)}|")
    total, smooth_ones = Counter(), Counter()
    for name, (make, smooth) in KINDS.items():
        start = time.perf_counter()
        found = judge(name, make, smooth)
        total += found
        smooth_ones += found if smooth else Counter()
        cells = " | ".join(str(found[column]) for column in COLUMNS)
        print(f"| {name} | {cells} | {time.perf_counter() - start:.1f} |", flush=True)
    print(f"| all {len(KINDS)} | {' | '.join(str(total[column]) for column in COLUMNS)} | |")
    share = {column: smooth_ones[column] / smooth_ones["tried"] for column in COLUMNS}
    targets = {
        "60 kinds": len(KINDS) >= 60,
        "no right gradient accused": not total["accused"],
        "no wrong one passed": not total["wrong passed"],
        "no exception": not total["exception"],
        f"at most {UNDECIDED:.0%} of smooth ones undecided": share["undecided"] <= UNDECIDED,
        f"{SHARP:.0%} of smooth ones resolve 1e-6": share["resolves 1e-6"] >= SHARP,
    }
    print(f"\nSmooth: {share['undecided']:.1%} undecided, {share['resolves 1e-6']:.1%} resolve 1e-6.")
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
