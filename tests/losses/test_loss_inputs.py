"""What the losses let in is computed as it came and left as it was; what they refuse, they refuse by name."""

import re
from fractions import Fraction

import numpy as np
import pytest

from skipgram_lib.losses import LOSSES as REGISTERED

V, d = 7, 3
v_c, U = np.array([1.5, -2.0, 0.5]), np.random.default_rng(0).normal(size=(V, d))
ROOM = 32 * np.finfo(float).eps  # for the same few sums of terms of size 1, in another order
GOOD = {"v_c": v_c, "o": 2, "U": U, "negatives": [1, 5, 5, 2]}
LOSSES = [record.loss for record in REGISTERED.values()]
GRADIENTS = [record.gradients for record in REGISTERED.values()]
name = lambda function: f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
every = pytest.mark.parametrize("function", LOSSES + GRADIENTS, ids=name)
draws = lambda function: next(r.draws for r in REGISTERED.values() if function in (r.loss, r.gradients))


def call(function, **others):
    """The loss, or dJ/dv_c and dJ/dU, at GOOD with other arguments in it."""
    arguments = GOOD | others
    result = function(**arguments) if draws(function) else function(*list(arguments.values())[:3])
    return result if isinstance(result, tuple) else [result]


def same(found, expected):
    return all(f.dtype == e.dtype and np.array_equal(f, e) for f, e in zip(found, expected, strict=True))


def near(found, expected):
    return all(np.allclose(f, e, rtol=ROOM, atol=ROOM) for f, e in zip(found, expected, strict=True))


@every
@pytest.mark.parametrize("kind", [list, "f2", "f4", "i1", "u1", "i8"])
def test_lists_ints_and_short_floats_are_computed_as_float64(function, kind):
    like = {"v_c": np.array([1.0, 0, 2]), "U": abs(np.rint(3 * U))}  # every kind holds these
    given = {name: array.tolist() if kind is list else array.astype(kind) for name, array in like.items()}
    assert same(call(function, **given, o=np.int8(2)), call(function, **like))
    assert call(function, **given)[0].dtype == np.float64


@every
@pytest.mark.parametrize(("kind", "computed"), [("g", "g"), ("F", "D"), ("D", "D"), ("G", "G")])
def test_wider_kinds_stay_what_they_are(function, kind, computed):
    found = call(function, v_c=v_c.astype(kind))
    assert [part.dtype.char for part in found] == [computed] * len(found)
    assert near(found, call(function))


@every
def test_arguments_are_only_read(function):
    given = {"v_c": v_c.copy(), "U": U.copy(), "negatives": np.array(GOOD["negatives"])}
    for array in given.values():
        array.flags.writeable = False
    found = call(function, **given)
    assert same(found, call(function))
    assert all(np.array_equal(array, GOOD[name]) for name, array in given.items())
    assert not any(np.shares_memory(part, array) for part in found for array in given.values())


@every
def test_views_are_read_like_copies(function):
    for view in (np.asfortranarray(U), np.repeat(U[::-1], 2, axis=0)[::-2], np.repeat(U, 2, axis=1)[:, ::2]):
        assert near(call(function, U=view), call(function))


@pytest.mark.parametrize("function", LOSSES, ids=name)
@pytest.mark.parametrize(("of_v_c", "of_U"), [((5,), ()), ((), (5,)), ((5,), (5,)), ((2, 1), (3,)), ((1,), (0,))])
def test_leading_axes_broadcast_as_a_loop_would(function, of_v_c, of_U):
    rng, shape = np.random.default_rng(1), np.broadcast_shapes(of_v_c, of_U)
    many = {"v_c": rng.normal(scale=20, size=(*of_v_c, d)), "U": rng.normal(size=(*of_U, V, d))}
    all_v_c, all_U = np.broadcast_to(many["v_c"], (*shape, d)), np.broadcast_to(many["U"], (*shape, V, d))
    looped = [call(function, v_c=all_v_c[i], U=all_U[i])[0] for i in np.ndindex(shape)]
    assert same(call(function, **many), [np.reshape(looped, shape)])


WORD = "o must be one int with 0 <= o < V = 7; "
ROWS = "negatives must have shape (K,), ints with 0 <= row < V = 7; "
MATRIX = "U must have shape (V, d) with d = 3, the length of v_c; "
REFUSED = [
    ("v_c", ValueError, "v_c must have shape (d,) with d >= 1; got ", [1.0, []]),
    ("v_c", ValueError, "U must have shape (V, d) with d = 2, the length of v_c; got (7, 3)", [[1, 2]]),
    ("U", ValueError, MATRIX + "got (3, 7).\nOutside vectors are rows: pass U.T if yours are columns.", [U.T]),
    ("U", ValueError, MATRIX + "got ", [1.0, U[0], [], U[:, :2]]),
    ("U", ValueError, "o must be one int with 0 <= o < V = 0; got 2", [U[:0]]),
    ("U", ValueError, "U and v_c must have finite scores; ", [np.tile(1e308 * np.sign(v_c), (V, 1))]),
    ("o", ValueError, WORD + "got ", [-1, V, 10**30, np.int8(-1)]),
    ("o", TypeError, WORD + "got ", [True, np.True_, 1.0, np.float64(2), "2", None, [2], v_c]),
    ("o", TypeError, WORD, [np.ma.masked, np.ma.array(2, mask=True)]),
    ("negatives", ValueError, ROWS + "got shape ", [1, None, "12", [[1, 2]], np.zeros((0, 2), int)]),
    ("negatives", TypeError, ROWS + "got dtype ", [[1.0], np.arange(V) < 2, ["1"], [1, None], [np.nan], [1j]]),
    ("negatives", ValueError, ROWS + "negatives[1] is 7", [[1, V]]),
    ("negatives", ValueError, ROWS + "negatives[2] is -1", [[1, 2, -1]]),
    ("negatives", ValueError, ROWS + "negatives[0] is 9223372036854775809", [np.array([2**63 + 1], "u8")]),
    ("negatives", ValueError, "negatives must ", [[[1], [2, 3]]]),
    ("negatives", TypeError, "negatives must ", [np.ma.array([1, 2], mask=[0, 1])]),
]
for argument, good, place in (("v_c", v_c, "v_c[0]"), ("U", U, "U[0, 0]")):
    first = np.arange(good.size).reshape(good.shape) == 0
    objects = [np.where(first, thing, good.astype(object)) for thing in (0.5, None, "1", 10**400, Fraction(1, 2))]
    REFUSED += [
        (argument, error, f"{argument} must {rest}", values)
        for error, rest, values in [
            (ValueError, f"be finite; {place} is nan", [np.where(first, np.nan, good)]),
            (ValueError, f"be finite; {place} is -inf", [np.where(first, -np.inf, good)]),
            (ValueError, f"be finite; {place} is ", [np.where(first, complex(0, np.nan), good)]),
            (ValueError, "be rectangular; got rows of different lengths", [[[1, 2, 3], [4, 5]]]),
            (TypeError, "be a plain array; got a masked one", [np.ma.array(good, mask=first)]),
            (TypeError, "hold numbers; got dtype ", ["abc", good.astype(str), good.astype("m8")]),
            (TypeError, "hold numbers; ", [None, {1, 2}, *objects]),
        ]
    ]


def assert_refused(function, error, message, **others):
    with pytest.raises(error, match="^" + re.escape(message)) as raised:
        call(function, **others)
    assert raised.traceback[-1].path.name == "inputs.py"  # said at the door, not by numpy inside


@pytest.mark.parametrize(("argument", "error", "message", "values"), REFUSED, ids=lambda x: x if type(x) is str else "")
def test_bad_input_is_refused_by_name(argument, error, message, values):
    for function in LOSSES + GRADIENTS:
        for value in values if draws(function) or argument != "negatives" else ():
            assert_refused(function, error, message, **{argument: value})


@pytest.mark.parametrize("entry", [np.nan, np.inf, -np.inf])
def test_an_entry_of_U_is_refused_even_where_v_c_is_zero(entry):
    for column in range(d):
        bad = np.where(np.arange(V * d).reshape(V, d) == 2 * d + column, entry, U)
        for function in LOSSES + GRADIENTS:
            zero = np.where(np.arange(d) == column, 0.0, v_c)
            assert_refused(function, ValueError, f"U must be finite; U[2, {column}] is {entry}", v_c=zero, U=bad)


@pytest.mark.parametrize("function", LOSSES, ids=name)
def test_leading_axes_that_do_not_broadcast_are_refused(function):
    message = "The leading axes of v_c and U must broadcast; got (3,) and (2,)."
    assert_refused(function, ValueError, message, v_c=np.ones((3, d)), U=np.ones((2, V, d)))
    assert_refused(function, ValueError, MATRIX + "got (2, 3, 7)", v_c=np.ones((3, d)), U=np.ones((2, d, V)))


@pytest.mark.parametrize("function", GRADIENTS, ids=name)
def test_gradients_are_for_one_pair(function):
    assert_refused(function, ValueError, "v_c must have shape (d,) with d >= 1; got (1, 3)", v_c=v_c[None])
    assert_refused(function, ValueError, MATRIX + "got (1, 7, 3)", U=U[None])
