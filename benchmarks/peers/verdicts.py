"""Which wrong gradients does each checker catch with its own defaults, and which right ones does it accuse?

python benchmarks/peers/verdicts.py        prints Markdown
"""

import platform
import sys
import warnings
from collections import defaultdict
from pathlib import Path

import numpy as np
from peers import VERDICTS, Loss, versions

from skipgram_lib import naive_softmax, negative_sampling

sys.path.append(str(Path(__file__).parents[1]))
from power import LOSS_SCALES, Problem, mistakes  # of the folder above

POINTS = 10  # under each of the two losses
SAME = 1e-14  # of the largest entry: a smaller difference is the rounding of two correct formulas
NAMES = tuple(name for name in VERDICTS if name != "check_gradient, loop")


def losses(scale):
    """Every problem of `power` as (problem, {block: loss})."""
    for rules in (naive_softmax, negative_sampling):
        for number in range(POINTS):
            problem = Problem(rules, number)
            draw = None if rules is naive_softmax else problem.rows[1:]
            point = problem.v_c, problem.U, problem.o, draw
            yield problem, {block: Loss(*point, block, scale) for block in ("v_c", "U")}


def judge():
    """{kind: {(name, scale): verdicts are right}}; the kind "right" holds the gradients that should pass."""
    table = defaultdict(lambda: defaultdict(list))
    for scale in LOSS_SCALES:
        for problem, blocks in losses(scale):
            for name in NAMES:
                for loss in blocks.values():
                    table["right"][name, scale].append(VERDICTS[name](loss, loss.right))
                for kind, block, wrong in mistakes(problem):
                    right = problem.right[block]
                    if np.abs(wrong - right).max() > SAME * np.abs(right).max():
                        table[kind][name, scale].append(not VERDICTS[name](blocks[block], scale * wrong))
    return table


def main():
    """Print both tables."""
    warnings.simplefilter("ignore")
    print(f"python {platform.python_version()}, {versions()}")
    table = judge()
    right = table.pop("right")
    columns = [(name, scale) for name in NAMES for scale in LOSS_SCALES]
    scales = ", ".join(f"{scale:g}" for scale in LOSS_SCALES)
    print(f"\nShares of {len(table)} kinds of wrong gradient caught, at loss × {scales}.")
    print(f"\n| mistake | tried | {' | '.join(NAMES)} |\n|---|--:{'|--:' * len(NAMES)}|")
    for kind, found in table.items():
        print(f"| {kind} | {len(found[columns[0]])} | {' | '.join(_shares(found, name) for name in NAMES)} |")
    mean = {column: [np.mean(found[column]) for found in table.values()] for column in columns}
    print(f"| **mean of the kinds** | | {' | '.join(_shares(mean, name) for name in NAMES)} |")
    alarms = {column: np.logical_not(found) for column, found in right.items()}
    print(f"| **right ones accused** | {len(alarms[columns[0]])} | {' | '.join(_shares(alarms, n) for n in NAMES)} |")
    ours = [column for column in columns if column[0] == "check_gradient"]
    return not all(min(mean[column]) == 1 and not alarms[column].any() for column in ours)


def _shares(found, name):
    return " / ".join(f"{100 * np.mean(found[name, scale]):.0f}" for scale in LOSS_SCALES) + " %"


if __name__ == "__main__":
    sys.exit(main())
