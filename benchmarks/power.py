"""Is a wrong gradient caught whenever it is off by more than the check's own resolution, and a right one left alone?

python benchmarks/power.py        prints Markdown tables; exits 1 if a target is missed
"""

import platform
import sys
from collections import Counter

import numpy as np

from skipgram_lib import check_gradient, naive_softmax, negative_sampling

LOSS_SCALES = (1e-6, 1, 1e4)
POINTS, RIGHT_POINTS = 20, 100
SIZES = ((6, 4), (5, 5), (9, 3), (7, 7))  # (V, d): every second one is square, so that a transpose fits
ENTRY_FAULTS = tuple(10.0**-k for k in range(2, 10))  # of the largest entry
MEDIAN_RESOLUTION, BELOW = 1e-10, 0.01
SAME = 1e-14  # of the largest entry: a smaller difference is the rounding of two correct formulas
VERDICTS = ("agrees", "inconclusive", "disagrees")
OUTCOMES = ("tried", "caught", "missed", "below the resolution", "equal to the right one, skipped")


class Problem:
    """A loss at a random point, as probabilities p of scores U[rows] v_c, and y, 1 where the true word stands."""

    def __init__(self, rules, number):
        rng, (V, d) = np.random.default_rng(number), SIZES[number % len(SIZES)]
        self.v_c, self.U, self.o = rng.normal(size=d), rng.normal(size=(V, d)), int(rng.integers(V))
        negatives = rng.integers(V, size=5)  # words repeat, and o may be among them
        softmax = rules is naive_softmax
        draw = () if softmax else (negatives,)
        self.rows = np.arange(V) if softmax else np.array([self.o, *negatives])
        self.y = (self.rows == self.o) if softmax else np.arange(6) == 0
        self.p = (lambda z: np.exp(z) / np.exp(z).sum()) if softmax else (lambda z: 1 / (1 + np.exp(-z)))
        self.right = rules.gradients(self.v_c, self.o, self.U, *draw)._asdict()
        self.points = {"v_c": self.v_c, "U": self.U}
        self.losses = {
            "v_c": lambda x: rules.loss(x, self.o, self.U, *draw),
            "U": lambda x: rules.loss(self.v_c, self.o, x, *draw),
        }

    def gradients(self, delta, rows, v_c):
        """Both gradients of someone who believes in the slopes `delta` at the scores U[rows] v_c."""
        U = np.zeros(self.U.shape)
        np.add.at(U, rows, np.outer(delta, v_c))
        return {"v_c": self.U[rows].T @ delta, "U": U}

    def check(self, block, claimed, scale):
        """The verdict on scale · claimed as the gradient of scale · loss."""
        f = self.losses[block]
        return check_gradient(lambda x: scale * f(x), self.points[block], scale * claimed, vectorized=True)


def wrong_slopes(z, p, y):
    """Mistakes in the slopes of the scores, which spoil both gradients."""
    right = p(z) - y
    return {
        "sign flip": -right,
        "factor 2": 2 * right,
        "factor 1/2": right / 2,
        "zero": 0 * right,
        "− y missing": p(z),
        "true word's part missing": np.where(y, 0, right),
        "mean for sum: 1/K": np.where(y, right, right / (~y).sum()),
        "every row holds the sum (N7)": np.where(y, right, right[~y].sum()),
        "log missing (S8)": np.where(y, np.exp(z) - 1, np.exp(z)),
        "first term dropped (S10)": np.where(y, -p(z), right),
        "σ′ for 1 − σ": np.where(y, -p(z) * (1 - p(z)), right),
        "ŷ(1 − ŷ) for ŷ − y": p(z) * (1 - p(z)),
        "σ(x) for σ(−x)": p(-z) - y,
    }


def mistakes(problem):
    """Every wrong gradient of a problem: (kind, block, array)."""
    rows, y, o, v_c, U = problem.rows, problem.y, problem.o, problem.v_c, problem.right["U"]
    z = problem.U[rows] @ v_c
    delta, lost = problem.p(z) - y, np.zeros(U.shape)
    lost[rows] += np.outer(delta, v_c)
    kinds = {kind: problem.gradients(slopes, rows, v_c) for kind, slopes in wrong_slopes(z, problem.p, y).items()}
    kinds["true word's part in another row"] = problem.gradients(delta, np.where(y, (o + 1) % len(U), rows), v_c)
    kinds["u_o for v_c"] = {"U": problem.gradients(delta, rows, problem.U[o])["U"]}
    kinds["rows shifted by one"] = {"U": np.roll(U, 1, axis=0)}
    kinds["row of o missing"] = {"U": np.where(np.arange(len(U))[:, None] == o, 0, U)}
    kinds["repeats lost: U[negatives] +="] = {"U": lost}
    kinds["transposed, where V = d"] = {"U": U.T} if U.shape == U.T.shape else {}
    rng = np.random.default_rng(0)
    for size in ENTRY_FAULTS:
        spoiled = {block: right.copy() for block, right in problem.right.items()}
        for right in spoiled.values():
            right.flat[rng.integers(right.size)] += size * np.abs(right).max()
        kinds[f"one entry off by {size:g} of the largest"] = spoiled
    return ((kind, block, wrong) for kind, blocks in kinds.items() for block, wrong in blocks.items())


def outcome(problem, block, wrong, scale):
    """One of OUTCOMES."""
    right = problem.right[block]
    error = np.abs(wrong - right).max()
    if error <= SAME * np.abs(right).max():
        return OUTCOMES[4]
    check = problem.check(block, wrong, scale)
    if scale * error <= check.resolution:
        return OUTCOMES[3]
    return OUTCOMES[1] if check.verdict == "disagrees" else OUTCOMES[2]


def problems(count):
    """`count` points under each of the two losses."""
    return [Problem(rules, number) for rules in (naive_softmax, negative_sampling) for number in range(count)]


def judge_wrong():
    """Per kind of mistake, how many had each outcome."""
    table = {}
    for problem in problems(POINTS):
        for kind, block, wrong in mistakes(problem):
            found = Counter(outcome(problem, block, wrong, scale) for scale in LOSS_SCALES)
            table.setdefault(kind, Counter()).update(found, tried=len(LOSS_SCALES))
    return table


def judge_right():
    """Verdicts on correct gradients, and their resolutions relative to the largest entry."""
    verdicts, resolutions = Counter(), []
    for problem in problems(RIGHT_POINTS):
        for block, right in problem.right.items():
            for scale in LOSS_SCALES:
                check = problem.check(block, right, scale)
                verdicts[check.verdict] += 1
                resolutions.append(check.resolution / (scale * np.abs(right).max()))
    return verdicts, np.array(resolutions)


def main():
    """Print the tables; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}")
    table = judge_wrong()
    total = sum(table.values(), Counter())
    print(f"\n| mistake | {' | '.join(OUTCOMES)} |\n|---{'|--:' * len(OUTCOMES)}|")
    for kind, found in (table | {"all": total}).items():
        print(f"| {kind} | {' | '.join(str(found[name]) for name in OUTCOMES)} |")
    verdicts, resolutions = judge_right()
    median = np.median(resolutions)
    print(f"\n| correct gradients | {' | '.join(VERDICTS)} | median resolution | coarsest |\n|{'--:|' * 6}")
    counts = " | ".join(str(verdicts[name]) for name in VERDICTS)
    print(f"| {verdicts.total()} | {counts} | {median:.1e} | {resolutions.max():.1e} |")
    faults = total["tried"] - total[OUTCOMES[4]]
    targets = {
        "every fault above the resolution is caught": total["missed"] == 0,
        f"at most {BELOW:.0%} of faults below the resolution": total[OUTCOMES[3]] <= BELOW * faults,
        f"median resolution <= {MEDIAN_RESOLUTION:g}": median <= MEDIAN_RESOLUTION,
        "no false alarm in 1,000": verdicts["disagrees"] == 0 and verdicts.total() >= 1000,
    }
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
