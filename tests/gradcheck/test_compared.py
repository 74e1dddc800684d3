"""An f that compares its argument, as a search by bisection does: no bound comes of it, and f is a staircase."""

import math

import numpy as np
import pytest

from skipgram_lib import check_directions, check_gradient

both = pytest.mark.parametrize("check", [check_gradient, check_directions], ids=lambda check: check.__name__)
AT = (1.7, 5.3, 8.6)


def root(square, width):
    """√square, to `width`."""
    low, high = 0.0, 10.0
    while high - low > width:
        middle = (low + high) / 2
        low, high = (middle, high) if middle * middle < square else (low, middle)
    return (low + high) / 2


def years(price, width):
    """How long 100 bear 5 % to be worth `price`, to `width`."""
    low, high = 0.0, 64.0
    while high - low > width:
        middle = (low + high) / 2
        low, high = (middle, high) if 100 * math.exp(0.05 * middle) < price else (low, middle)
    return low


GRID = np.arange(0, 10, 1e-3)


def table(square, width):
    """√square, looked up."""
    return float(GRID[np.searchsorted(GRID * GRID, square)])


@both
@pytest.mark.parametrize("beside", [None, np.sin], ids=["alone", "beside a sine"])
@pytest.mark.parametrize(("find", "width"), [(table, 1e-3), *((root, 10.0**-k) for k in (3, 4, 7, 10, 12))])
def test_a_root_that_was_searched_for_is_not_believed(check, find, beside, width):
    for at in AT:
        f = lambda x: find(x[0], width) + (beside(x[0]) if beside else 0)
        rest = math.cos(at) if beside else 0.0
        assert check(f, np.array([at]), np.array([rest + 0.5 / math.sqrt(at)])).verdict != "disagrees"
        assert not check(f, np.array([at]), np.array([rest]))


@both
def test_a_yield_is_told_as_a_staircase_and_its_accuracy_settles_it(check):
    price, slope = 150.0, 20 / 150
    f = lambda x: years(x[0], 1e-9) + x[0] ** 2 / 300
    assert "jumps" in str(check(f, np.array([price]), np.array([slope + 1.0])))
    assert check(f, np.array([price]), np.array([slope + 1.0]), noise=1e-9)
    assert check(f, np.array([price]), np.array([1.0]), noise=1e-9).verdict == "disagrees"
