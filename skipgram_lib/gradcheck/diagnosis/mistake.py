"""A mistake as data, for whoever wants to count mistakes, or to say them in words of their own."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Every kind of mistake that has a name."""

    NO_SLOPE = "no slope of f"  # f itself cannot be measured, or not here
    UNUSED = "f ignores its argument"
    RANDOM = "claimed draws at random"
    NOT_FINITE = "not finite"
    ZERO = "nothing computed"
    SIGN = "sign flip"
    TWICE = "counted twice"
    HALF = "a factor 2 lost"
    MEAN = "mean for sum"
    SUM = "sum for mean"
    FACTOR = "constant factor"
    SHIFTED = "shifted"
    REVERSED = "reversed"
    TRANSPOSED = "transposed"
    MOVED = "misplaced"
    SUM_KEPT = "sum that should be gone"
    OFF_BY_VECTOR = "off by a vector"
    MISSING = "missing"
    CANCELLED = "terms cancel"
    SINGLE = "single precision"
    DIGITS = "digits lost"
    LABEL = "label forgotten"
    LABEL_TERM = "label term wrong"
    TERM = "term missing"
    LOG = "log missing"
    LOG_SLOPE = "log not differentiated"
    NOT_DIFFERENTIATED = "not differentiated"
    SUM_CLOSED = "sum closed too early"
    FUNCTION = "another function"
    PART = "part missing"
    PART_SIGN = "sign of a part"
    AS_TRUE = "draws taken as true"
    AS_DRAWN = "true word taken as drawn"
    REPEATS = "repeats lost"
    COLLISION = "true word drawn too"
    DRAW = "draw missing"
    WRONG_WORD = "wrong row"
    WRONG_VECTOR = "wrong vector"
    UPDATED = "updated before"


@dataclass(frozen=True)
class Mistake:
    """What kind of mistake a wrong gradient is.

    Attributes
    ----------
    kind : Kind
        A string, the same wherever this kind is made.
    where : tuple
        A noun and indices, as `("row", 2)`; empty where all of the gradient is concerned.
    sentence : str
        All that is known, in the document's letters.
    why : str
        The kind in words that do not tell what to write instead.
    """

    kind: Kind
    where: tuple
    sentence: str
    why: str = ""


def named(kind, sentence, why=""):
    """A mistake in all of the gradient."""
    return Mistake(kind, (), sentence, why or sentence)


def placed(where):
    """A place in words: row 2, rows 0, 3, or nothing."""
    if not where:
        return ""
    noun, *indices = where
    many = {"entry": "entries"}.get(noun, f"{noun}s")
    return f"{noun if len(indices) == 1 else many} {', '.join(map(str, indices))}"


UNUSED = Mistake(Kind.UNUSED, ("f",), "f did not change at any step: does it use its argument?", "f never changes")
