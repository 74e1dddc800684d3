"""A stub that is left, a piece that is lent, a name that is another's: each is told as what it is."""

import codecs
import functools
import linecache

import numpy as np
import pytest

from skipgram_lib.classroom.exercises import try_answer, try_gradient
from skipgram_lib.classroom.road import lend, pieces, try_piece
from skipgram_lib.classroom.road.checks import CHECKS
from skipgram_lib.classroom.task import Task
from skipgram_lib.losses import softmax as of_losses


def cell(source, space=None, run=exec):
    """Run a cell as a notebook does: its lines can be read again, and its names stay."""
    space = {"np": np, "try_piece": try_piece} if space is None else space
    name = f"<cell {abs(hash(source))}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    value = run(compile(source, name, run.__name__), space)
    return space if run is exec else value


def measured(name, space):
    return cell(f"try_piece({name}, points=2)", space, eval)


@pytest.mark.parametrize("name", CHECKS)
def test_no_lent_piece_earns_a_point(name, capsys):
    space = cell("")
    lend(space, name)
    score = measured(name, space)
    assert (score, score.kind) == (0, "lent by the library")
    cell(f"lent = {name}\ndef {name}(*given): return lent(*given)", space)
    assert measured(name, space) == 0
    assert capsys.readouterr().out.count(f"{name} is the library's, or lets") == 2
    for _ in range(2):
        lend(space, name)
    assert f"Yours: {name}" not in capsys.readouterr().out


@pytest.mark.parametrize("piece", [of_losses, functools.partial(pieces.softmax)], ids=["of losses", "partial"])
def test_the_librarys_own_function_under_any_name_is_no_piece(piece, capsys):
    assert measured("softmax", cell("") | {"softmax": piece}) == 0
    assert "write your own" in capsys.readouterr().out


def test_a_piece_that_stands_on_lent_ones_is_ones_own():
    space = cell("")
    lend(space, "softmax")
    cell("def softmax_loss(v_c, o, U): return -np.log(softmax(U @ v_c)[o])", space)
    assert measured("softmax_loss", space) == 2


OWN = "def mine(z):\n    e = np.exp(z - z.max())\n    return e / e.sum()\n"
NAMED = {
    "alias": OWN + "softmax = mine",
    "lambda": "softmax = lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()",
    "partial": OWN + "import functools\nsoftmax = functools.partial(mine)",
    "decorated": OWN + "def twice(f):\n    def inner(z): return f(z)\n    return inner\nsoftmax = twice(mine)",
    "object": OWN + "class Softmax:\n    def __call__(self, z): return mine(z)\nsoftmax = Softmax()",
    "slots": OWN + "class S:\n    __slots__ = ()\n    def __call__(self, z): return mine(z)\nsoftmax = S()",
    "method": OWN + "class S:\n    def f(self, z): return mine(z)\nsoftmax = S().f",
    "another piece's": OWN.replace("mine", "softmax_loss") + "softmax = softmax_loss",
}


@pytest.mark.parametrize("code", NAMED.values(), ids=NAMED)
def test_a_right_piece_scores_under_whatever_name_it_was_made(code):
    assert measured("softmax", cell(code)) == 2


@pytest.mark.parametrize("code", ["softmax = 3", "softmax = None", "softmax = np.ones(3)", "softmax = 'e / e.sum()'"])
def test_what_is_no_function_is_told_so_without_a_traceback(code, capsys):
    assert measured("softmax", cell(code)) == 0
    assert "is no function any more" in capsys.readouterr().out


def test_a_right_piece_earns_nothing_in_the_place_of_another(capsys):
    space = cell(OWN + "softmax = mine\nsoftmax_loss = softmax")
    assert [measured(name, space) for name in ("softmax", "softmax_loss")] == [2, 0]


STUB = "raise NotImplementedError()"
WRITTEN = {
    "below the code": f"def slope(v_c, o, U):\n    grad = 2 * v_c\n    {STUB}",
    "above the code": f"def slope(v_c, o, U):\n    # YOUR CODE HERE\n    {STUB}\n    return 2 * v_c",
    "in a branch": f"def slope(v_c, o, U):\n    if o >= 0:\n        {STUB}\n    return v_c",
    "with a docstring": f'def slope(v_c, o, U):\n    """Mine."""\n    y = U @ v_c\n    {STUB}',
}


@pytest.mark.parametrize("code", WRITTEN.values(), ids=WRITTEN)
def test_a_raise_that_is_left_around_code_is_named(code, capsys):
    score = try_gradient(cell(code)["slope"], "v_c", points=2)
    assert (score, score.kind) == (0, "the raise is still in it")
    said = capsys.readouterr().out
    assert "raise NotImplementedError() is still in your function" in said
    assert "another name" not in said


@pytest.mark.parametrize("more", ["", '    """The slope."""\n', "    # YOUR CODE HERE\n", "    pass\n"])
def test_an_untouched_stub_is_not_attempted(more, capsys):
    score = try_gradient(cell(f"def slope(v_c, o, U):\n{more}    {STUB}")["slope"], "v_c", points=2)
    assert score.kind == "not attempted"
    assert "has left the stub as it was" in capsys.readouterr().out


@pytest.mark.parametrize("call", ["slope_U(v_c, o, U)[0]", "helper(v_c, o, U)", "sum(slope_U(v_c, w, U) for w in [o])"])
def test_a_call_of_another_stub_names_that_stub(call, capsys):
    helper = "def helper(*given): return slope_U(*given)\n"
    space = cell(f"def slope_U(v_c, o, U):\n    {STUB}\n{helper}def slope(v_c, o, U):\n    return {call}")
    score = try_gradient(space["slope"], "v_c", points=2)
    assert (score, score.kind) == (0, "it calls a stub")
    assert "It calls slope_U, which is not written yet: write slope_U first." in capsys.readouterr().out


def test_what_another_library_has_not_written_is_no_stub(capsys):
    space = cell("def slope(v_c, o, U): return codecs.Codec().encode(v_c)", {"codecs": codecs})
    assert try_gradient(space["slope"], "v_c", points=2) == 0
    assert "it stopped with NotImplementedError" in capsys.readouterr().out


TODO = {
    "def f(x): return nq.exp(x)": "run the first cell",
    "def f(): return 1.0": "called with 1 argument",
    "def f(self, x, y): return 1.0": "keep the first line",
    "f = 0.5": "run the cell that begins with def again",
    "sum = 3\ndef f(x): return sum([x])": "give your variable another name",
    "def f(x):\n    y = y + x\n    return y": "give y a value",
    "def f(x): import torch_of_nobody": "numpy is all that you need",
    "def f(x): exit_ = SystemExit(); raise exit_": "take exit() and the like out",
}


def test_a_type_error_of_a_decorator_is_no_wrong_first_line(capsys):
    code = "import functools\n@functools.lru_cache\ndef f(x): return 1.0"
    assert try_answer(cell(code)["f"], Task({"Here": (np.ones(2),)}, (), lambda *given: ""), points=1) == 0
    said = capsys.readouterr().out
    assert "unhashable" in said
    assert "first line" not in said


@pytest.mark.parametrize(("code", "todo"), TODO.items())
def test_after_an_exception_the_last_line_says_what_to_do(code, todo, capsys):
    assert try_answer(cell(code)["f"], Task({"Here": (2.0,)}, (), lambda *given: ""), points=1) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("  Next: ")
    assert todo in last
