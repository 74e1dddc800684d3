"""Is a mistake called by its name, a mistake without a name only located, and none ever called by another's?

python benchmarks/diagnosis.py        prints Markdown tables; exits 1 if a target is missed

Each mistake is made as a learner would make it, never by the checker's own tables, in every block of a gradient that it
changes: the slopes in v_c, in U, in one row u_o or u_k, and in several rows of U.
"""

import platform
import re
import sys
from collections import Counter
from itertools import count, product

import numpy as np
from problems import Problem
from true_sentences import EIGHT, MOVED, NAMELESS, OTHERS
from wrong_gradients import BAD_LOSSES, wrong_gradients

from skipgram_lib import naive_softmax, negative_sampling

PROBLEMS = 50  # of each kind; half of them of each loss, where it can be made in both
SAME = 1e-13  # of the largest entry: a smaller difference is the rounding of two ways to compute one array
OUTCOMES = ("named", "by another true name", "located only", "wrong name", "not noticed")
NAMED, LOCATED = 0.90, 0.98  # the least shares
WHERE = re.compile(
    r"(?:rows? (?P<rows>[\d, ]+) (?:is|are) )?off by exactly (?P<c>[+-]\d) · (?P<name>v_c|u_o|U\[(?P<w>\d+)\])(?:: )?"
)
PLACES = re.compile(r"(?:rows|entries) (?P<rows>[\d, ]+) hold what belongs to (?P<source>[\d, ]+)")


def without_true_places(said, p, wrong, right):
    """The sentence without the places it tells, if what it tells of them is literally true."""
    if found := PLACES.fullmatch(said):
        rows, source = (np.array(found[group].split(", "), int) for group in ("rows", "source"))
        moved = right.copy()
        moved[rows] = right[source]
        return MOVED if np.array_equal(moved, wrong) else said
    if found := WHERE.match(said):
        rows = np.array(found["rows"].split(", "), int) if found["rows"] else ...
        repaired = wrong.copy()
        repaired[rows] -= int(found["c"]) * {"v_c": p.v_c, "u_o": p.U[p.o]}.get(
            found["name"], p.U[int(found["w"] or 0)]
        )
        return said[found.end() :] if same(repaired, right) else said
    return said


def same(a, b):
    """Do two arrays differ by no more than the rounding of two ways to compute one of them?"""
    return a.shape == b.shape and bool((np.abs(a - b) <= SAME * (1 + np.abs(a).max())).all())


def accepted(kind, p, block, wrong):
    """Every sentence that is true of this kind, here."""
    m = np.bincount(p.negatives)
    words, times = ([*map(str, numbers)] for numbers in (np.flatnonzero(m > 1), m[m > 1]))
    repeats = f"{' and '.join(words)} {{}} drawn {' and '.join(times)} times and counted once"
    repeats = f"word {repeats.format('was')}" if len(words) == 1 else f"words {repeats.format('were')} each"
    rows = np.atleast_1d(p.rows.get(block, [])).tolist()
    last = int(p.negatives[-1])
    at = {name: rows.index(word) if word in rows else None for name, word in (("o", p.o), ("k", p.k), ("last", last))}
    shapes = {"shape": p.right[block].shape, "got": np.shape(wrong)}
    known = {"o": p.o, "w": p.w, "k": p.k, "last": last, "at": at, "repeats": repeats, "d": len(p.v_c) - 1, **shapes}
    return {sentence.format(**known) for sentence in (EIGHT | OTHERS).get(kind, ())}


def judge(p, kinds, kind, block):
    """(outcome, were the entries that are off found?) of one wrong gradient."""
    wrong, right = kinds[kind][block], p.right[block]
    try:
        check = p.check(block, wrong, BAD_LOSSES.get(kind))
    except ValueError as error:
        said, found = str(error), True
    else:
        said, found = check.diagnosis or "", kind in BAD_LOSSES or located(check, right)
        said = said or ("claimed is float32" if "claimed is float32" in str(check) else "")
        if not said:
            return OUTCOMES[4 if check.verdict == "agrees" else 2], found
        said = without_true_places(said, p, wrong, right)
    if said in accepted(kind, p, block, wrong):
        return OUTCOMES[0], found
    twins = (twin for twin, blocks in kinds.items() if block in blocks and same(blocks[block], wrong))
    return OUTCOMES[1 if any(said in accepted(twin, p, block, wrong) for twin in twins) else 3], found


def located(check, right):
    """Are the entries outside their bounds those that are wrong? Within two bounds, either is right."""
    gap, off = np.abs(check.claimed - right), ~(check.ratio <= 1)
    surely, possibly = ~(gap <= 2 * check.bound), ~(gap <= SAME * (1 + np.abs(right).max()))
    return bool((off >= surely).all() and (off <= possibly).all())


def tally():
    """Per kind: how many wrong arrays had each outcome, and how many were located, in PROBLEMS problems."""
    table, problems = {kind: Counter() for kind in (*EIGHT, *OTHERS, *NAMELESS)}, Counter()
    numbers = count()
    while any(problems[kind] < PROBLEMS for kind in table):
        number = next(numbers)
        for rules, square in product((naive_softmax, negative_sampling), (False, True)):
            p = Problem(rules, number, square)
            kinds = wrong_gradients(p)
            for kind in ["transposed, V = d"] if square else kinds:
                changed = {b: w for b, w in kinds[kind].items() if kind in BAD_LOSSES or not same(w, p.right[b])}
                blocks = changed if problems[kind] < PROBLEMS else ()
                problems[kind] += bool(blocks)
                for block in blocks:
                    outcome, found = judge(p, kinds, kind, block)
                    table[kind].update({"tried": 1, outcome: 1, "located": found})
    return table


def show(title, table):
    """Print one table, a line for each kind; its totals."""
    total = sum(table.values(), Counter())
    print(f"\n| {title} | tried | {' | '.join(OUTCOMES)} | located |\n|---{'|--:' * (len(OUTCOMES) + 2)}|")
    for kind, found in (table | {"all": total}).items():
        print(f"| {kind} | {' | '.join(str(found[name]) for name in ('tried', *OUTCOMES, 'located'))} |")
    return total


def main():
    """Print the tables; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}")
    with np.errstate(over="ignore"):
        table = tally()
    eight = show("the eight kinds", {kind: table[kind] for kind in EIGHT})
    others = show("other kinds that have a name", {kind: table[kind] for kind in OTHERS})
    nameless = show("kinds that have none", {kind: table[kind] for kind in NAMELESS})
    total = eight + others + nameless
    named = lambda found: found["named"] + found["by another true name"]
    targets = {
        "each of the eight kinds is always named": named(eight) == eight["tried"],
        f"every other kind that has a name: {NAMED:.0%}": all(
            named(table[k]) >= NAMED * table[k]["tried"] for k in OTHERS
        ),
        f"{LOCATED:.0%} are located": total["located"] >= LOCATED * total["tried"],
        "no wrong name": total["wrong name"] == 0,
        "at least 40 kinds": len(table) >= 40,
    }
    nameable = eight["tried"] + others["tried"]
    print(
        f"\n{len(table)} kinds, {total['tried']} wrong gradients. Of {nameable} with a name, {named(total)} were named."
    )
    print(f"Wrong names: {total['wrong name']}. Located: {total['located']}.")
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
