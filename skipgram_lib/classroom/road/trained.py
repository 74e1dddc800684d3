"""The loop, judged by what it leaves behind: its start, the rows it moved, what it knows of unseen pairs."""

from dataclasses import replace
from functools import cache

import numpy as np

from skipgram_lib.classroom.advice import SIGNS
from skipgram_lib.classroom.feedback import Finding
from skipgram_lib.classroom.road.village import K, baselines, held_out, village
from skipgram_lib.classroom.tasks.judging import not_finite
from skipgram_lib.gradcheck import Kind, named

D = 8
FEW = ([(1, 2), (0, 1), (1, 0), (0, 3)], np.array([40, 10, 0, 0, 0]))  # pairs and counts: rows 2 to 4 are never drawn
COUNT = "print how often the body of your loop runs, and what it returns from"
SIZES = "print len(counts) and d beside the shapes of v and U: how many words are there?"
START = "print v and U before the first pair"
DRAWN = "print the K words of the first three pairs: where do they come from, and are they drawn anew?"
PAIR = "print c and o beside what you hand to step"
ALL_ZERO = "let all scores be 0: what does a pair cost then? Compare, and count the steps and the draws of each"


@cache
def one_way():
    """The village's pairs whose centre is the commoner word: with these c and o cannot change places unnoticed."""
    text, (c, o, negatives) = village(), village().held
    held = tuple(part[c < o] for part in (c, o, negatives))
    return replace(text, pairs=[(c, o) for c, o in text.pairs if c < o], held=held)


def trials():
    """Where -> the arguments of a loop."""
    rng, text = np.random.default_rng, one_way()
    return {
        "With a rate of 0": (*FEW, 3, 2, 0.0, rng(1)),
        "On four pairs of five words": (*FEW, 3, 2, 0.5, rng(2)),
        "On the village text": (text.pairs[:6000], text.counts, D, K, 0.2, rng(0)),
    }


def judge_loop(vectors, pairs, counts, d, size, rate, rng):
    """Two arrays of the right shape that start, move and know what they should."""
    shape = (len(counts), d)
    try:
        v, U = (np.asarray(matrix, float) for matrix in vectors)
    except (TypeError, ValueError):
        return Finding("not two arrays.", todo="look at your return: which two arrays does the table ask for?")
    if v.shape != shape or U.shape != shape:
        return Finding(f"the shapes are {v.shape} and {U.shape}, and must be {shape}.", todo=SIZES)
    if not (np.isfinite(v).all() and np.isfinite(U).all()):
        return replace(not_finite(), todo="print the loss every thousand steps")
    return _start(v, U) if rate == 0 else _moved(v, U) if pairs is FEW[0] else _known(v, U)


def _start(v, U):
    if not v.any():
        why = "v and U have changed places" if U.any() else "v starts at 0, and then every slope stays 0"
        return Finding("v is 0.", named(Kind.WRONG_WORD if U.any() else Kind.ZERO, why), START)
    if U.any():
        why = "U starts elsewhere" if U[4].any() else "the rate is not used"
        return Finding("U is not 0, where it should start and stay.", named(Kind.PART, why), START)
    if np.abs(v).max() > 5:
        why = named(Kind.FACTOR, "the start is too large")
        return Finding(f"v starts with numbers up to {np.abs(v).max():.0f}.", why, START)
    alike = len(np.unique(v, axis=0)) < len(v)
    return Finding("words start alike: every row of v needs numbers of its own.", todo=START) if alike else ""


def _moved(v, U):
    """Of the four pairs the first alone moves row 2 of U, the last alone row 3."""
    if not U.any():
        return Finding(
            "no row of U has moved.", named(Kind.ZERO, "is step called, and on the v and U that you return?"), COUNT
        )
    if U[4].any():
        return Finding(
            "a word with the count 0 was drawn.", named(Kind.DRAW, "the draws do not follow the counts"), DRAWN
        )
    if not U[2].any() and not U[3].any():
        why = "c and o, or v and U, have changed places"
        return Finding("no outside word's own row has moved.", named(Kind.WRONG_WORD, why), PAIR)
    if not U[2].any():
        why = "the first pair is left out, or its step is undone"
        return Finding("the first pair has left no trace.", named(Kind.PART, why), COUNT)
    if not U[3].any():
        return Finding("the last pair has left no trace.", named(Kind.PART, "the loop ends early"), COUNT)
    return _uphill(U[3], v[0]) if U[3] @ v[0] < 0 else ""


def _uphill(row, centre):
    """The last pair alone moves this row, by half of rate times centre: if it went farther, it was drawn, too."""
    flipped = np.linalg.norm(row) < 0.75 * np.linalg.norm(centre)
    uphill = named(Kind.SIGN, "the steps go uphill") if flipped else None
    return Finding("the last pair's score has fallen.", uphill, SIGNS if flipped else DRAWN)


def _known(v, U):
    text = one_way()
    reached, worst = held_out(text, v, U), min(baselines(text).values())
    if reached < 0.95 * worst:
        return ""
    seen = f"held out, a pair costs {reached:.2f} nats, and {worst:.2f} without any vectors."
    return Finding(seen, todo=DRAWN if reached > (1 + K) * np.log(2) + 0.01 else ALL_ZERO)
