"""Feedback on a learner's function: measured against the loss, so no answer key decides, and none must be kept.

Each `try_…` prints what a tutor would say and returns the score, which is what nbgrader reads.
"""

import contextlib
import io
import textwrap
from dataclasses import replace
from numbers import Real

import numpy as np

from skipgram_lib.classroom import plain
from skipgram_lib.classroom.advice import COMPARE
from skipgram_lib.classroom.answered import answered
from skipgram_lib.classroom.feedback import Finding, Loss, complaint, first, slipped, then
from skipgram_lib.classroom.places import EVERYWHERE, PLACES
from skipgram_lib.classroom.score import Score
from skipgram_lib.classroom.stopped import UNWRITTEN
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.watch import argument_names, borrowed, unused
from skipgram_lib.gradcheck import check_gradient, printable

OF_DRAWS = {"repeated": "Words that repeat: ", "collided": "The true word drawn, too: "}
NUMBERS = {
    "t x = -2, -0.5, 0.7 and 3": np.array([-2.0, -0.5, 0.7, 3.0]),
    "t five other numbers": np.array([-3.0, -1.2, 0.1, 0.4, 2.0]),
}


def try_gradient(function, wrt, points, *, loss=None, draw=None):
    """Measure a learner's gradient with the coffee vectors and at random points.

    Parameters
    ----------
    function : callable
        Called as `function(v_c, o, U)`, with the rows that were drawn as a fourth argument if there is a draw; for
        `wrt="z"` as `function(z, o)`.
    wrt : str
        Which slope it claims: "v_c", "U", "u_o", "u_k" (a row for each word of the draw) or "z" (the scores).
    points : int
        What a right answer is worth.
    loss : Loss, optional
        Its value is called as loss(v_c, o, U), with the draw if there is one; v_c and U may carry leading axes. Left
        out: page 1's, or page 2's if there is a draw.
    draw : str, or tuple of str, optional
        Which draw of the point, "negatives", "repeated" or "collided", or several that must all be right.

    Returns
    -------
    Score
        `points` if every check agrees, else 0.
    """
    return _slope(function, wrt, points, loss, draw)


def _slope(function, wrt, points, loss, draw, head=""):
    """As `try_gradient`; `head` says which of several measurements it is."""
    loss = loss or (plain.page1(wrt) if draw is None else plain.page2(wrt))
    draws = draw if isinstance(draw, tuple) else (draw,)
    trials = {(where, one): _measured(p, wrt, loss, one) for one in draws for where, p in PLACES.items()}
    said = {key: head + key[0] + f", {key[1]}" * (len(draws) > 1) for key in trials}
    trials = [(said[key], *measured) for key, measured in trials.items()]
    task = Task({}, (), None, idle=(1,) if wrt == "u_k" else (), slips=loss.slips)
    return _grade(function, trials, points, f"{head}Agrees {EVERYWHERE}", task, derive=loss.derive)


def try_draws(function, wrt, points, draws):
    """As `try_gradient`, one draw after the other, each for its share of the points."""
    scores = []
    for draw in draws:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            score = _slope(function, wrt, points // len(draws), None, draw, OF_DRAWS[draw])
        print(said.getvalue() * (score > 0 or all(scores)), end="")  # of several failures the first
        scores.append(score)
        if scores[-1].kind in UNWRITTEN:
            break
    return Score(sum(scores), points, next((score.kind for score in scores if not score), ""))


def try_slope(function, f, points):
    """Measure a learner's slope of an elementwise `f`, or `Loss`, at several numbers at once; returns the score."""
    loss = f if isinstance(f, Loss) else Loss(f)
    judge = lambda claimed, x: complaint(check_gradient(lambda x: loss.value(x).sum(), x, claimed))
    trials = [(f"A{where}", (x,), x.shape, judge) for where, x in NUMBERS.items()]
    task = Task({}, (), judge, idle=(), slips=loss.slips, must="It must return one slope for each entry of x.")
    return _grade(function, trials, points, f"Agrees a{next(iter(NUMBERS))}", task, derive=True)


def try_answer(function, task, points):
    """Judge an answer that is no slope, as its `Task` says; returns the score."""
    shape = task.shape if callable(task.shape) else lambda *arguments: task.shape
    trials = [(where, given, shape(*given), task.judge) for where, given in task.trials.items()]
    return _grade(function, trials, points, "Right", task)


def try_prediction(function, choices, measured, think, points):
    """Compare a learner's prediction, one of `choices`, with what was `measured`; `think` is said if they differ."""
    listed = ", ".join(map(repr, choices))

    def judge(answer):
        said = choice(answer, choices)
        if said is None:
            got = textwrap.shorten(repr(answer), 60, placeholder=" …")
            return Finding(f"no choice: got {got}.", todo=f"return one of {listed}, with its quotes")
        return "" if said == measured else f"you said {said!r}, and the measurement says otherwise.\n  {then(think)}"

    task = Task({}, f"one of {listed}", judge)
    return _grade(function, [("Your prediction", (), task.shape, judge)], points, "As measured", task)


def choice(answer, choices):
    """The one of the choices that an answer means, whatever its case, blanks, brackets and full stop; None if none."""
    while isinstance(answer, (list, tuple, np.ndarray)) and np.size(answer) == 1:
        answer = answer.item() if isinstance(answer, np.ndarray) else answer[0]
    whole = isinstance(answer, Real) and not isinstance(answer, bool) and answer == answer // 1
    answer = str(int(answer)) if whole else answer
    plain = lambda text: text.strip().strip(".'\"").strip().replace("−", "-").casefold()
    meant = [one for one in choices if isinstance(answer, str) and plain(answer) == plain(one)]
    return meant[0] if len(meant) == 1 else None


def _measured(p, wrt, loss, draw):
    """(arguments, shape of the answer, judge) of one slope at the point p."""
    drawn, o = () if draw is None else (list(getattr(p, draw)),), p.o
    given, parts = (p.v_c, o, p.U, *drawn), p.ingredients() | {"negatives": drawn[0] if drawn else []}
    if wrt == "z":  # the scores of vectors with one entry each, seen from v_c = 1
        x = p.U @ p.v_c
        given, parts = (x, o), {"v_c": np.ones(1), "U": x[:, None], "o": o}
        f = lambda z: loss.value(np.ones(1), o, z[..., None])
    elif wrt == "v_c":
        f, x = lambda v_c: loss.value(v_c, *given[1:]), p.v_c
    elif wrt == "U":
        f, x = lambda U: loss.value(p.v_c, o, U, *drawn), p.U
    elif wrt == "u_o":
        f, x = lambda u: loss.value(p.v_c, o, p.with_rows([o], u[..., None, :]), *drawn), p.U[o]
    else:  # each draw has a vector of its own, beside u_o
        with_o = lambda u: np.concatenate([np.broadcast_to(p.U[o], (*u.shape[:-2], 1, u.shape[-1])), u], axis=-2)
        f = lambda u: loss.value(p.v_c, 0, with_o(u), range(1, 1 + len(drawn[0])))
        x = p.U[drawn[0]]
    check = lambda claimed: check_gradient(f, x, claimed, ingredients=parts, vectorized=True)
    return given, x.shape, lambda claimed, *given: complaint(check(claimed))


def _grade(function, trials, points, praise, task, derive=False):
    """Print what is to be said, and return the score."""
    answers, names = [], set()
    asked = borrowed(function, names) if derive else function  # watching takes time: a training, three times as long
    for where, arguments, shape, judge in trials:
        answer = answered(asked, arguments, shape, judge, task.must)
        if answer.unwritten:
            print(answer.found)
            return Score(0, points, answer.unwritten)
        answers.append((where, arguments, answer))
        if task.slow and answer.found:
            break
    if any(answer.found for *_, answer in answers):
        return Score(0, points, _complain(function, answers, task))
    single = any(getattr(answer.value, "dtype", None) == np.float32 for *_, answer in answers)
    print(praise + (", to the precision of float32." if single else "."))
    if derive and names:
        print(f"Noted: your function calls the library's {', '.join(sorted(names))}; here you are asked to derive.")
    return Score(points, points)


def _complain(function, answers, task):
    """Print what is wrong with the answers, and return its kind."""
    findings = [replace(one.found, seen=f"{where}: {one.found.seen}") for where, _, one in answers if one.found]
    values = [(given, one.value) for _, given, one in answers]
    slip = slipped(task.slips, values, task.same) if all(value is not None for _, value in values) else None
    found = first(findings)
    if slip:
        found = replace(findings[0], mistake=slip.mistake, todo=slip.todo or task.instead.get(slip.kind, ""))
    elif not found.mistake and not found.todo and _by_heart(answers):
        found = replace(found, todo=COMPARE)
    print(printable(str(found)))
    names = argument_names(function)
    if wrote := {names[i] for *_, answer in answers for i in answer.changed if i < len(names)}:
        print(f"  Your function writes into {' and '.join(sorted(wrote))}: change entries of a copy alone.")
    if never := unused(function, [given for _, given, _ in answers], task.idle):
        print(f"  The answer stays the same when {' or '.join(never)} changes: does your function use it?")
    return found.kind


def _by_heart(answers):
    """Is it right with the coffee vectors, and there alone?"""
    of_coffee = [not one.found for where, _, one in answers if "With the coffee" in where]
    return bool(of_coffee) and all(of_coffee)
