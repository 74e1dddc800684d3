"""What is asked beside slopes: where, of which shape, who judges it, and the mistakes that it invites."""

from dataclasses import dataclass, field

from skipgram_lib.classroom.feedback import close


@dataclass(frozen=True)
class Task:
    """An answer that is no slope of a loss: an array to build, a number to find, a loss to write.

    Attributes
    ----------
    trials : dict of str to tuple
        Where -> the arguments that the function is called with.
    shape : callable, tuple of int, or str
        The shape that the answer must have, if it depends on the arguments a function of them; or words for an answer
        that is no array.
    judge : callable
        `judge(answer, *arguments)` returns what is wrong, a `Finding` or a sentence, or "".
    idle : tuple of int, or None
        Which arguments a right answer may leave unused; None for all of them.
    slow : bool
        Whether a function takes seconds: then the first place where it is wrong is the last that is tried.
    slips : sequence of Slip
        The mistakes that it invites.
    instead : dict of Kind to str
        What to do next about a kind, where that is another thing than about a slope.
    same : callable
        `same(answer, wrong)`: is the answer what a slip gives?
    must : str
        What the function must do, in a sentence, where the shape at the first place would not say it.
    """

    trials: dict
    shape: object
    judge: object
    idle: tuple | None = None
    slow: bool = False
    slips: tuple = ()
    instead: dict = field(default_factory=dict)
    same: object = close
    must: str = ""
