"""Does the true error of every measured slope stay within its bound?

python benchmarks/coverage.py        prints Markdown; exits 1 if a target is missed
"""

import itertools
import platform
import sys

import mpmath as mp
import numpy as np

from skipgram_lib import check_gradient, naive_softmax, negative_sampling, numerical_gradient

SCALES = (1e-3, 1e-2, 1e-1, 1, 10)  # of the vectors
REPEATS = {(3, 2): 80, (7, 4): 20, (20, 10): 4, (50, 20): 2}  # problems of each size (V, d)
MEDIAN, PERCENTILE_99 = 1e-11, 1e-6  # of the bounds on our losses, relative to the largest entry of the gradient
WRONG = (0, -1, 0.5, 2, 1.001)  # times the right gradient
HEAD = ("slopes", "within bound", "bound infinite", "largest error / bound", "median bound", "99 % of bounds")

mp.mp.dps = 50
exact, exp, cos, sqrt = (np.vectorize(f, otypes=[object]) for f in (mp.mpf, mp.exp, mp.cos, mp.sqrt))

SHAPES = {  # and their slopes
    "a hidden wave": (np.sin, cos),
    "a hidden step": (np.tanh, lambda t: 4 / (exp(t) + exp(-t)) ** 2),
    "a hidden bump": (lambda t: np.exp(-t * t), lambda t: -2 * t * exp(-t * t)),
    "a hidden peak": (lambda t: 1 / (1 + t * t), lambda t: -2 * t / (1 + t * t) ** 2),
}


def softmax_truth(v_c, o, U):
    """The gradients of naive softmax in v_c and U, in exact numbers."""
    weights = exp(U @ v_c)
    delta = weights / weights.sum()
    delta[o] = 0
    delta[o] = -delta.sum()
    return U.T @ delta, np.outer(delta, v_c)


def sampling_truth(v_c, o, U, negatives):
    """The gradients of negative sampling in v_c and U, in exact numbers."""
    rows, sign = np.array([o, *negatives]), np.array([-1] + [1] * len(negatives))
    delta = sign / (1 + exp(-sign * (U[rows] @ v_c)))
    in_U = np.zeros(U.shape, object)
    np.add.at(in_U, rows, np.outer(delta, v_c))
    return U[rows].T @ delta, in_U


def both_blocks(name, loss, truth, v_c, U, o, *draw):
    """One loss as a function of v_c and as one of U: (name, f, x, true gradient)."""
    true = truth(exact(v_c), o, exact(U), *draw)
    yield name, lambda x: loss(x, o, U, *draw), v_c, true[0]
    yield name, lambda x: loss(v_c, o, x, *draw), U, true[1]


def our_cases():
    """Both losses at every scale and size; negatives repeat, and in every second problem o is among them."""
    for scale in SCALES:
        for (V, d), repeats in REPEATS.items():
            for i in range(repeats):
                rng = np.random.default_rng([V, d, i])
                v_c, U, o = scale * rng.normal(size=d), scale * rng.normal(size=(V, d)), int(rng.integers(V))
                k, *others = rng.integers(V, size=V // 2)
                negatives = [k, k, o if i % 2 else k, *others]
                name = f"vectors of {scale:g}"
                yield from both_blocks(f"naive softmax, {name}", naive_softmax.loss, softmax_truth, v_c, U, o)
                sampling = negative_sampling.loss, sampling_truth
                yield from both_blocks(f"negative sampling, {name}", *sampling, v_c, U, o, negatives)


def other_cases():
    """Functions that are not ours, five entries a point."""
    for i in range(40):
        rng = np.random.default_rng(i)
        yield from regressions(rng.normal(size=(9, 5)), rng.normal(size=5), 1e-8 * rng.normal(size=9))
        yield from at_zero(rng.normal(size=5))
        for size in (1e-160, 1e-4, 1e4, 1e15):
            yield from elementary(size, size * rng.uniform(0.5, 2, 5))
    yield from aliasing_cases()


def regressions(A, x, residuals):
    """Logistic, quadratic, and least squares so near its minimum that f is far smaller than what it adds up."""
    b, E, e = A @ x - residuals, exact(A), exact(x)
    yield "logistic", lambda x: np.log1p(np.exp(-(x @ A.T))).sum(-1), x, -E.T @ (1 / (1 + exp(E @ e)))
    yield "quadratic", lambda x: (x * (x @ A[:5].T)).sum(-1), x, (E[:5] + E[:5].T) @ e
    yield "least squares, residuals 1e-8", lambda x: ((x @ A.T - b) ** 2).sum(-1), x, 2 * E.T @ (E @ e - exact(b))


def at_zero(c):
    """Functions that shrink with x, at 0."""
    yield "linear at 0", lambda x: (c * x).sum(-1), np.zeros(5), exact(c)
    yield "sines at 0", lambda x: (c * np.sin(x)).sum(-1), np.zeros(5), exact(c)


def elementary(size, x):
    """Sums over entries that are far from 1; sin x at 1e15 is beyond what floats can show."""
    e = exact(x)
    yield f"log x at {size:g}", lambda x: np.log(x).sum(-1), x, 1 / e
    if size > 1:
        yield f"x² at {size:g}", lambda x: (x * x).sum(-1), x, 2 * e
        yield f"√x at {size:g}", lambda x: np.sqrt(x).sum(-1), x, 1 / (2 * sqrt(e))
        yield f"x / (1 + x) at {size:g}", lambda x: (x / (1 + x)).sum(-1), x, 1 / (1 + e) ** 2
        yield f"sin x at {size:g}", lambda x: np.sin(x).sum(-1), x, cos(e)


def aliasing_cases():
    """Four sines whose periods fit steps that are powers of two, or 0.7 of them, and one linear entry beside them."""
    for k in range(20):
        rng = np.random.default_rng(k)
        x = rng.integers(1, 17, 5) / 8 if k % 2 else rng.normal(size=5)  # points that fit too, and others
        for name, periods in (("64 x", 64), ("2ᵏ x, k < 20", 2**k), ("10 · 2ᵏ x, k < 20", 10 * 2**k)):
            w = 2 * np.pi * periods
            f = lambda x, w=w: np.sin(w * x[..., :4]).sum(-1) + w * x[..., 4]
            yield f"sin 2π {name}", f, x, w * np.append(cos(w * exact(x[:4])), 1)


def hidden_cases():
    """Shapes that are narrow or small on top of exp x, where no finite number of steps is sure to find them."""
    rng = np.random.default_rng(0)
    for name, (shape, slope) in SHAPES.items():
        for width, size, scale in itertools.product(
            10.0 ** np.arange(-6, 1), 10.0 ** np.arange(-14, 2), (1e-3, 0.1, 1)
        ):
            x = scale * rng.normal(size=6)
            f = lambda x, shape=shape, width=width, size=size: (np.exp(x) + size * shape(x / width)).sum(-1)
            yield name, f, x, exp(exact(x)) + slope(exact(x) / mp.mpf(width)) * mp.mpf(size) / mp.mpf(width)


def tally(cases):
    """Per name: rows (error / bound, bound / largest entry, bound), without the slopes that are 0 and measured as 0."""
    tables = {}
    for name, f, x, true in cases:
        slopes, largest = numerical_gradient(f, x, vectorized=True), abs(true).max()
        entries = zip(exact(slopes.value).flat, exact(slopes.bound).flat, true.flat, strict=True)
        rows = [(abs(value - t) / bound, bound / largest, bound) for value, bound, t in entries if t or value]
        tables.setdefault(name, []).append(np.array(rows, float))
    return {name: np.concatenate(parts) for name, parts in tables.items()}


def row(name, table):
    """One line of a Markdown table, in the order of HEAD."""
    ratio, relative, bound = table.T
    share, infinite = f"{100 * np.mean(ratio <= 1):.4g} %", np.isinf(bound).sum()
    median, high = np.quantile(relative, (0.5, 0.99), method="higher")
    return f"| {name} | {len(table)} | {share} | {infinite} | {ratio.max():.2g} | {median:.1e} | {high:.1e} |"


def wrong_verdicts():
    """The verdicts on gradients of the aliasing sines that are wrong in all entries but the linear one."""
    for _, f, x, true in aliasing_cases():
        for factor in WRONG:
            claimed = true.astype(float) * [factor, factor, factor, factor, 1]
            yield check_gradient(f, x, claimed, vectorized=True).verdict


def main():
    """Print the tables; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}, mpmath {mp.__version__}")
    ours, others, hidden = tally(our_cases()), tally(other_cases()), tally(hidden_cases())
    every = np.concatenate(list(ours.values()))
    for title, tables in (
        ("loss", ours | {"both, at every scale": every}),
        ("function", others),
        ("exp x and", hidden),
    ):
        print(f"\n| {title} | {' | '.join(HEAD)} |\n|---{'|--:' * len(HEAD)}|")
        print("\n".join(row(*item) for item in tables.items()))
    ratio, relative, _ = np.concatenate(list(hidden.values())).T
    broken = ratio > 1
    worst = (ratio[broken] * relative[broken]).max(initial=0)
    print(
        f"\nHidden: {broken.sum()} of {ratio.size} slopes off by more than their bound, by {worst:.0e} of the largest."
    )
    verdicts = list(wrong_verdicts())
    print(f"\nWrong gradients of the aliasing sines: {len(verdicts)} tried, {verdicts.count('agrees')} called right.")
    targets = {
        "10,000 slopes": len(every) >= 10_000,
        "every slope within its bound": all((table[:, 0] <= 1).all() for table in (every, *others.values())),
        "no bound of ours infinite": np.isfinite(every[:, 2]).all(),
        f"median bound <= {MEDIAN:g}": np.quantile(every[:, 1], 0.5) <= MEDIAN,
        f"99 % of bounds <= {PERCENTILE_99:g}": np.quantile(every[:, 1], 0.99) <= PERCENTILE_99,
        "200 wrong gradients, none called right": len(verdicts) >= 200 and "agrees" not in verdicts,
    }
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
