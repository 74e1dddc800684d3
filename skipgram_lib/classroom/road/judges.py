"""Judges of the road's pieces that are no slope: an array, a list of pairs, draws."""

from collections import Counter

import numpy as np

from skipgram_lib.classroom.feedback import Finding, Slip, slack
from skipgram_lib.classroom.road import pieces
from skipgram_lib.classroom.tasks.judging import not_finite
from skipgram_lib.gradcheck import Kind, named

DRAWN = 20_000  # enough that a wrong power shows, few enough for a moment


def array_near(truth, advice):
    """A judge of an array that must equal `truth(*arguments)`; `advice(claimed)` is for those that no slip gives."""

    def judge(claimed, *given):
        right = np.asarray(truth(*given), float)
        off = np.abs(claimed - right)
        room = 1e-9 * max(1.0, np.abs(right).max()) + slack(claimed)
        if (off <= room).all():
            return ""
        if not np.isfinite(claimed).all():
            return not_finite()
        seen = f"{(off > room).sum()} of {off.size} entries off, most at [{off.argmax()}]."
        zero = None if claimed.any() else named(Kind.ZERO, "zero everywhere")
        return Finding(seen, zero, plain=advice(claimed))

    return judge


THREE = "write the pairs of a sentence of three words down, and compare"


def counted(found):
    """How often each (centre, outside) pair stands in a list."""
    return Counter((int(c), int(o)) for c, o in found)


def judge_pairs(found, sentence, reach):
    """A list of (centre, outside) pairs, in any order, each as often as it stands in the sentence."""
    try:
        got = counted(found)
    except (TypeError, ValueError):
        return Finding("not a list of (centre, outside) pairs.", todo="print the list that you return")
    want = counted(pieces.pairs(sentence, reach))
    if got == want:
        return ""
    missing, many = (sum(part.values()) for part in (want - got, got - want))
    return Finding(f"{missing} pairs are missing and {many} are too many.", todo=THREE)


def same_pairs(found, wrong):
    """Do two lists hold the same pairs, each as often?"""
    try:
        return counted(found) == counted(wrong)
    except (TypeError, ValueError):
        return False


def _walk(sentence, reach, keep=lambda i, j, s: i != j, low=lambda i, r: max(0, i - r), add=1):
    places = range(len(sentence))
    return [
        (sentence[i], sentence[j]) for i in places for j in range(low(i, reach), i + reach + add)
        if j < len(sentence) and keep(i, j, sentence)
    ]  # fmt: skip


PAIR_SLIPS = (
    Slip(Kind.WRONG_WORD, "a word is paired with itself", lambda s, r: _walk(s, r, lambda i, j, s: True)),
    Slip(Kind.PART, "the last place of the window is left out", lambda s, r: _walk(s, r, add=0)),
    Slip(Kind.PART, "only words to the right of the centre", lambda s, r: _walk(s, r, low=lambda i, r: i)),
    Slip(Kind.PART, "only words to the left of the centre", lambda s, r: _walk(s, r, lambda i, j, s: j < i)),
    Slip(Kind.WRONG_WORD, "the window wraps round the start", lambda s, r: _walk(s, r, low=lambda i, r: i - r)),
    Slip(Kind.REPEATS, "a pair that stands there twice is counted once", lambda s, r: set(_walk(s, r))),
    Slip(Kind.REPEATS, "a word may stand near itself", lambda s, r: _walk(s, r, lambda i, j, s: s[i] != s[j])),
    Slip(Kind.PART, "the window reaches one place too far", lambda s, r: _walk(s, r + 1)),
)  # fmt: skip


def judge_draws(draws):
    """A judge of the rows that `draws` returns: their shares, and that they come from its rng."""

    def judge(rows, counts, size, rng):
        few = lambda seed: np.asarray(draws(counts, 50, np.random.default_rng(seed)))
        found = _judge_shares(rows, counts, size)
        if not found and not np.array_equal(few(5), few(5)):
            found = Finding("twice with the same rng, and the draws differ.", named(Kind.UNUSED, _NOT_RNG))
        if not found and np.array_equal(few(5), few(6)):
            found = Finding("with two different rngs the draws are the same.", named(Kind.UNUSED, _NOT_RNG))
        return found

    return judge


_NOT_RNG = "the draws do not come from rng"


def _judge_shares(rows, counts, size):
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
