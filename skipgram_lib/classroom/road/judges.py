"""Judges of the road's pieces that are no slope: an array, a list of pairs, draws, a step, the loop."""

from collections import Counter
from dataclasses import replace

import numpy as np

from skipgram_lib.classroom.feedback import SIGNS, WORD, Finding, Slip, complaint, slack, slip_of
from skipgram_lib.classroom.road import pieces
from skipgram_lib.classroom.road.village import K, baselines, held_out, village
from skipgram_lib.gradcheck import Kind, check_gradient, named
from skipgram_lib.losses import negative_sampling

DRAWN = 20_000  # enough that a wrong power shows, few enough for a moment


def array_near(truth, advice, slips=()):
    """A judge of an array that must equal `truth(*arguments)`."""

    def judge(claimed, *given):
        right = np.asarray(truth(*given), float)
        off = np.abs(claimed - right)
        room = 1e-9 * max(1.0, np.abs(right).max()) + slack(claimed)
        if (off <= room).all():
            return ""
        if not np.isfinite(claimed).all():
            return Finding("not finite.", named(Kind.NOT_FINITE, "not finite", "a number too large for exp, or 0 / 0"))
        at, mistake = int(off.argmax()), slip_of(claimed, slips, given, room)
        return Finding(
            f"{(off > room).sum()} of {off.size} entries off, most at [{at}].", mistake, "" if mistake else advice
        )

    return judge


def judge_pairs(found, sentence, reach):
    """A list of (centre, outside) pairs, in any order, each as often as it stands in the sentence."""
    try:
        got = Counter((int(c), int(o)) for c, o in found)
    except (TypeError, ValueError):
        return Finding("not a list of (centre, outside) pairs.", todo="print the list that you return")
    want = Counter(pieces.pairs(sentence, reach))
    if got == want:
        return ""
    seen = f"{sum((want - got).values())} pairs are missing and {sum((got - want).values())} are too many."
    wrong = {why: (kind, of) for kind, why, of in _PAIR_SLIPS}
    why = next((why for why, (_, of) in wrong.items() if Counter(of(sentence, reach)) == got), "")
    mistake = named(wrong[why][0], why) if why else None
    return Finding(seen, mistake, "write the pairs of a sentence of three words down, and compare")


def _walk(sentence, reach, keep=lambda i, j, s: i != j, low=lambda i, r: max(0, i - r), add=1):
    places = range(len(sentence))
    return [
        (sentence[i], sentence[j]) for i in places for j in range(low(i, reach), i + reach + add)
        if j < len(sentence) and keep(i, j, sentence)
    ]  # fmt: skip


_PAIR_SLIPS = (
    (Kind.WRONG_WORD, "a word is paired with itself, at its own place", lambda s, r: _walk(s, r, lambda i, j, s: True)),
    (Kind.PART, "the last place of the window is left out", lambda s, r: _walk(s, r, add=0)),
    (Kind.PART, "only words to the right of the centre", lambda s, r: _walk(s, r, low=lambda i, r: i)),
    (Kind.PART, "only words to the left of the centre", lambda s, r: _walk(s, r, lambda i, j, s: j < i)),
    (Kind.WRONG_WORD, "the window wraps round the sentence's start", lambda s, r: _walk(s, r, low=lambda i, r: i - r)),
    (Kind.REPEATS, "a pair that stands there twice is counted once", lambda s, r: set(_walk(s, r))),
    (Kind.REPEATS, "a word may stand near itself", lambda s, r: _walk(s, r, lambda i, j, s: s[i] != s[j])),
    (Kind.PART, "the window reaches one place too far", lambda s, r: _walk(s, r + 1)),
)  # fmt: skip


def judge_draws(rows, counts, size, rng):
    """Row numbers whose shares are those of counts ** 0.75, to five standard deviations."""
    if not (rows == np.floor(rows)).all() or rows.min() < 0 or rows.max() >= len(counts):
        return Finding(f"row numbers are whole, 0 <= k < V = {len(counts)}.", todo="print ten of the draws")
    shares = np.bincount(rows.astype(int), minlength=len(counts)) / size
    fits = lambda p: bool((np.abs(shares - p) <= 5 * np.sqrt(p * (1 - p) / size) + 1 / size).all())
    of = lambda n: n / n.sum()
    if fits(of(counts**0.75)):
        return ""
    why = [
        (Kind.FUNCTION, "the power ¾ is missing", of(counts)),
        (Kind.PART, "every word is drawn alike: the counts are not used", of(np.ones(len(counts)))),
        (Kind.FUNCTION, "the power is taken twice", of(counts**0.75**2)),
        (Kind.FUNCTION, "the power is upside down", of(counts ** (4 / 3))),
    ]
    named_one = next((named(kind, said) for kind, said, p in why if fits(p)), None)
    k = int(np.abs(shares - of(counts**0.75)).argmax())
    seen = f"of {size:,} draws word {k} got {shares[k]:.0%}, and {of(counts**0.75)[k]:.0%} were expected."
    return Finding(seen, named_one, "print the probabilities before you draw, and their sum")


def moved_by(step):
    """What a learner's step changed, divided by −rate: a claimed slope in v and U, shape (2, V, d)."""

    def slope(v, U, c, o, negatives, rate):
        before = np.array([v, U])
        step(v, U, c, o, list(negatives), rate)
        return (before - [v, U]) / rate

    return slope


def judge_step(claimed, v, U, c, o, negatives, rate):
    """The change of a step, against the loss."""
    if not claimed.any():
        todo = "v = v - … makes a new array, and the old one stays: write into the rows of the old one"
        return Finding("neither v nor U has changed.", named(Kind.ZERO, "nothing changed in place"), todo)
    f = lambda x: negative_sampling.loss(x[0, c], o, x[1], negatives)
    found = complaint(check_gradient(f, np.array([v, U]), claimed), _STEP_SLIPS, (v, U, c, o, negatives, rate))
    if found and found.kind == Kind.PART:  # of the step, not of the loss
        found = replace(found, todo="print v and U before and after one step, for two rates, and compare")
    return found


def _wrong_step(v=1, U=1, rows=lambda o, n: (o, n), after=False, rate=lambda r: 1):
    def slope(v_, U_, c, o, negatives, r):
        o, negatives = rows(o, list(negatives))
        found = negative_sampling.gradients(v_[c], o, U_, negatives)
        G, moved = np.zeros((2, *U_.shape)), v_[c] - r * found.v_c
        G[0, c] = v * found.v_c
        G[1] = U * (negative_sampling.gradients(moved, o, U_, negatives).U if after else found.U)
        return G * rate(r)

    return slope


_STEP_SLIPS = (
    Slip(Kind.SIGN, "the step goes uphill", _wrong_step(-1, -1)),
    Slip(Kind.PART, "v has not changed", _wrong_step(v=0)),
    Slip(Kind.PART, "U has not changed", _wrong_step(U=0)),
    Slip(Kind.PART_SIGN, "one of the two goes uphill", _wrong_step(v=-1)),
    Slip(Kind.PART_SIGN, "one of the two goes uphill", _wrong_step(U=-1)),
    Slip(Kind.UPDATED, "U's slope was taken after v had moved", _wrong_step(after=True)),
    Slip(Kind.REPEATS, "a repeated draw is counted once", _wrong_step(rows=lambda o, n: (o, sorted(set(n))))),
    Slip(Kind.PART, "the rate is not used", _wrong_step(rate=lambda r: 1 / r)),
    Slip(Kind.PART, "the rate is used twice", _wrong_step(rate=lambda r: r)),
)


def judge_loop(vectors, pairs, counts, d, size, rate, rng):
    """Vectors that know more of held-out pairs than the baselines do."""
    shape = (len(counts), d)
    try:
        v, U = (np.asarray(matrix, float) for matrix in vectors)
    except (TypeError, ValueError):
        return Finding("not two arrays.", todo="return v, U")
    if v.shape != shape or U.shape != shape:
        return Finding(f"the shapes are {v.shape} and {U.shape}, and must be {shape}.", todo=WORD)
    if not (np.isfinite(v).all() and np.isfinite(U).all()):
        return Finding("not finite.", named(Kind.NOT_FINITE, "not finite"), "print the loss every thousand steps")
    reached, worst = held_out(village(), v, U), min(baselines(village()).values())
    if reached < 0.95 * worst:
        return ""
    seen = f"held out, a pair costs {reached:.2f} nats, and {worst:.2f} without any vectors."
    todo = "let all scores be 0: what does a pair cost then? Compare, and count the steps that you take"
    return Finding(seen, None, SIGNS if reached > (1 + K) * np.log(2) + 0.01 else todo)
