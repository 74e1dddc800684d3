"""What a check is given is refused by name if it does not fit, and never changed."""

import numpy as np
import pytest

from skipgram_lib import check_gradient

x = np.array([0.5, -1.0, 2.0])
f = lambda x: (x**3).sum()
right = 3 * x**2
nan = np.nan


@pytest.mark.parametrize(
    ("x", "claimed", "keywords", "error", "message"),
    [
        ([1, nan], [1, 1], {}, ValueError, r"x must be finite; x\[1\] is nan"),
        ([[1, 2], [3]], [1, 1], {}, ValueError, "x must be rectangular"),
        ([], [], {}, ValueError, "x must have at least one entry"),
        (["a"], [1], {}, TypeError, "x must hold real numbers; got dtype"),
        ([1j], [1], {}, TypeError, "x must hold real numbers; got dtype complex128"),
        (np.ma.masked_equal([1.0, 2.0], 2), [1, 1], {}, TypeError, "x must hold real numbers"),
        (
            [[1, 2, 3]],
            [[1], [2], [3]],
            {},
            ValueError,
            r"claimed must have shape \(1, 3\), .* got \(3, 1\). Pass claimed.T",
        ),
        ([1, 2], [1, 2, 3], {}, ValueError, r"claimed must have shape \(2,\)"),
        ([1, 2], [1, 2j], {}, TypeError, "claimed must hold real numbers"),
        ([1, 2], [None, 2], {}, TypeError, "claimed must hold real numbers"),
        ([1, 2], lambda x: x[:1], {}, ValueError, r"claimed must have shape \(2,\)"),
        ([1, 2], [1, 2], {"scale": 0}, ValueError, "scale must be above 0"),
        ([1, 2], [1, 2], {"scale": -1.0}, ValueError, "scale must be above 0"),
        ([1, 2], [1, 2], {"scale": nan}, ValueError, "scale must be above 0"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(x, claimed, keywords, error, message):
    with pytest.raises(error, match=message):
        check_gradient(lambda x: x.sum(), x, claimed, **keywords)


@pytest.mark.parametrize("y", [None, "1", 1j, [1.0], np.ones((1, 1)), {}, [[1], [1, 2]]], ids=repr)
def test_f_must_return_one_real_number(y):
    with pytest.raises(TypeError, match="f must return one real number; got"):
        check_gradient(lambda x: y, x, right)
    with pytest.raises(TypeError, match="vectorized=True must map"):
        check_gradient(lambda x: f(x) if x.ndim == 1 else y, x, right, vectorized=True)


def test_what_a_vectorized_f_returns_is_said_if_it_is_no_real_number():
    with pytest.raises(TypeError, match=r"ndarray of shape \(1,\), dtype complex128"):
        check_gradient(lambda x: x.sum(axis=-1) + 0j, x, right, vectorized=True)


@pytest.mark.parametrize("vectorized", [False, True])
def test_a_masked_value_is_none(vectorized):
    masked = lambda x: np.ma.masked_all(x.shape[:-1])
    assert "f is nan at x itself" in str(check_gradient(masked, x, right, vectorized=vectorized))


@pytest.mark.parametrize(
    "point", [x, x.tolist(), np.array([1, 2, 3], np.int8), np.float32(x), np.arange(6.0)[::2], 0.5]
)
def test_every_real_array_is_a_point_and_stays_as_it_was(point):
    before = np.array(point)
    if isinstance(point, np.ndarray):
        point.flags.writeable = False
    assert check_gradient(lambda x: (x * x).sum(), point, 2.0 * before)
    np.testing.assert_array_equal(point, before)
