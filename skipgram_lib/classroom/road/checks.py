"""Each piece of the road with the check that it must pass."""

import numpy as np

from skipgram_lib.classroom.exercises import try_answer, try_draws, try_gradient
from skipgram_lib.classroom.places import PLACES
from skipgram_lib.classroom.plain import EACH_DRAW, FIRST_QUESTION
from skipgram_lib.classroom.road import judges, shares, stepped, trained
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks import questions, slope_from
from skipgram_lib.gradcheck import Kind

EVERY = ("negatives", "repeated", "collided")
_sentences = {
    "In 'a b c d'": ([0, 1, 2, 3], 2),
    "With a word twice": ([3, 0, 3, 5, 1, 0, 2], 2),
    "With a reach of 3": ([3, 0, 3, 5, 1, 0, 2], 3),
    "In one word": ([4], 1),
}
_pairs = Task(
    _sentences,
    "a list of (centre, outside) pairs",
    judges.judge_pairs,
    slips=judges.PAIR_SLIPS,
    instead=dict.fromkeys(Kind, judges.THREE),
    same=judges.same_pairs,
)
_few, _more = np.array([400, 100, 30, 10, 3, 1]), np.array([7, 300, 1, 60, 90, 20, 5, 2, 12])
_some = {
    "With counts from 400 to 1": (_few, judges.DRAWN, np.random.default_rng(3)),
    "With nine words": (_more, judges.DRAWN // 2, np.random.default_rng(4)),
}
_many = f"It must return K row numbers, an array of shape (K,); the check asks for up to {judges.DRAWN:,}."
_draws = lambda f: Task(_some, lambda counts, K, rng: (K,), judges.judge_draws(f), must=_many)
_loop = lambda: Task(trained.trials(), "the two arrays v and U", trained.judge_loop, slow=True)
_v = {where: np.random.default_rng(n).normal(size=p.U.shape) for n, (where, p) in enumerate(PLACES.items())}
_step = Task(
    {
        f"{where}, {draw}": (_v[where], p.U, n % 3, p.o, list(getattr(p, draw)), rate)
        for n, (where, p) in enumerate(PLACES.items())
        for draw, rate in zip(EVERY, (0.5, 0.25, 2.0), strict=True)
        if draw != "negatives" or n == 0
    },
    lambda v, *_: (2, *v.shape),
    stepped.judge_step,
    slips=stepped.SLIPS,
    instead=stepped.INSTEAD,
    must="It must change rows of v and U in place, and need return nothing.",
)
_pushes_of = lambda f: lambda v_c, o, U, negatives: f(v_c, U, negatives)
_slope = lambda wrt, draw=None: lambda function, points: try_gradient(function, wrt, points, draw=draw)
_task = lambda task: lambda function, points: try_answer(function, task, points)
CHECKS = {
    "softmax": _task(shares.shares),
    "softmax_loss": _task(shares.cost),
    "softmax_slope_v_c": _slope("v_c"),
    "softmax_slope_U": _slope("U"),
    "sampling_loss": _task(questions),
    "sampling_slope_v_c": _slope("v_c", EVERY),
    "sampling_pull": lambda f, points: try_gradient(f, "u_o", points, loss=FIRST_QUESTION),
    "sampling_pushes": lambda f, points: try_gradient(_pushes_of(f), "u_k", points, loss=EACH_DRAW, draw=EVERY),
    "collect": lambda f, points: try_draws(slope_from(f), "U", points, ("repeated", "collided")),
    "pairs": _task(_pairs),
    "draws": lambda f, points: try_answer(f, _draws(f), points),
    "step": lambda f, points: try_answer(stepped.moved_by(f), _step, points),
    "loop": lambda f, points: try_answer(f, _loop(), points),
}  # fmt: skip
