"""Every named slip can be told: handed in, it falls under its own name, and under no other one."""

import contextlib
import io

import pytest

from skipgram_lib.classroom import tasks
from skipgram_lib.classroom.exercises import try_answer, try_gradient, try_slope
from skipgram_lib.classroom.plain import EACH_DRAW, FIRST_QUESTION, page1, page2
from skipgram_lib.classroom.road import checks, shares
from skipgram_lib.classroom.task import Task

EVERY = ("negatives", "repeated", "collided")
of_task = lambda task: (task.slips, lambda wrong: try_answer(wrong, task, points=1))
of_loss = lambda wrt, loss, draw=None: (
    [slip for slip in loss.slips if draw != "collided" or "repeat" not in slip.why],
    lambda wrong: try_gradient(wrong, wrt, points=1, loss=loss, draw=draw),
)
INVITED = {name: of_task(task) for name, task in vars(tasks).items() if isinstance(task, Task) and task.slips}
INVITED |= {"step": of_task(checks._step), "pairs": of_task(checks._pairs)}
INVITED |= {"shares": of_task(shares.shares), "cost": of_task(shares.cost)}
INVITED |= {
    "log σ": (tasks.log_sigmoid_slope.slips, lambda wrong: try_slope(wrong, tasks.log_sigmoid_slope, points=1)),
    "halved": of_loss("v_c", tasks.halved),
    "priced": of_loss("u_o", tasks.priced),
    "two true": of_loss("U", tasks.two_true),
    "page 1, v_c": of_loss("v_c", page1("v_c")),
    "page 1, u_o": of_loss("u_o", page1("u_o")),
    "page 2, v_c": of_loss("v_c", page2("v_c"), EVERY),
    "page 2, U, repeated": of_loss("U", page2("U"), "repeated"),
    "page 2, U, collided": of_loss("U", page2("U"), "collided"),
    "first question": of_loss("u_o", FIRST_QUESTION),
    "each draw": of_loss("u_k", EACH_DRAW, EVERY),
}
ROWS = [pytest.param(*row[1:], slip, id=f"{name}: {slip.why}") for name, row in INVITED.items() for slip in row[0]]


def handed_in(hour, wrong):
    """What a slip of an Hour is, as an answer."""
    value, slope = (*wrong(hour), 0)[:2]
    return type("Wrong", (), {"a": value, "b": slope, "e": None})()


@pytest.mark.parametrize(("grade", "slip"), ROWS)
def test_a_slip_falls_under_its_own_name(grade, slip):
    wrong = slip.wrong
    if slip in tasks.tanh_on_a_clock.slips:
        wrong = lambda hour: handed_in(hour, slip.wrong)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        score = grade(wrong)
    assert (int(score), score.kind) == (0, slip.kind), printed.getvalue()
    assert slip.why in printed.getvalue()
