"""f as the checker calls it: a guest that is handed copies, whose calls are counted and whose answers are checked."""

import numpy as np

from skipgram_lib.gradcheck.slopes.returned import WrongShapeError, batch, number

REPEATS = "f returned two different values at one point: it samples inside, or remembers; freeze the draw"
CHUNK = 3 * 2**19  # bytes of perturbed copies in one call of a vectorized f


class Probe:
    """Every call of f goes through here, the first one at x: `fx` is f there; a ValueError names f if it raises.

    `changed` says whether f wrote into its argument, `evaluations` counts the calls, `raised` is the first exception
    away from x, `moved` says whether f ever gave another value than at x.
    """

    def __init__(self, f, x, vectorized=False):
        self.f, self.x, self.vectorized = f, x, vectorized
        self.evaluations, self.raised, self.moved = 1, None, False
        shown = self.shown(x).copy()
        try:
            y = f(shown)
        except Exception as error:
            raise ValueError(
                f"f must be defined at x; there it raised {type(error).__name__}: {error}. Check f(x) by hand."
            ) from error
        self.fx = float(batch(y, 1)[0]) if vectorized else number(y)
        self.changed = not np.array_equal(shown.reshape(x.shape), x)

    def twin(self):
        """Another probe of the same f, that has seen nothing yet but f at x."""
        twin = object.__new__(Probe)
        vars(twin).update(vars(self), evaluations=0, raised=None, moved=False)
        return twin

    @property
    def seen(self):
        """What a probe has to tell: the calls, the first exception away from x, and whether f moved."""
        return self.evaluations, self.raised, self.moved

    def add(self, evaluations, raised, moved):
        """Take over what another probe has seen."""
        self.evaluations, self.raised = self.evaluations + evaluations, self.raised or raised
        self.moved |= moved

    def objection(self):
        """Why no slope of f can be measured at all, in words, or None."""
        if self.changed:
            return "f changed its argument: let it work on a copy"
        return None if np.isfinite(self.fx) else f"f is {self.fx} at x itself: there is no slope to measure"

    def repeats(self, within):
        """What is to be said if f differs by more than `within` when it is asked at x twice more, or None."""
        again = self.at(np.repeat(self.x[None], 2, axis=0))  # together, if that is how f was used
        same = np.ptp([self.fx, *again]) <= within  # NaN is another value, too
        return None if same else REPEATS

    def at(self, points, fresh=False):
        """f at points of shape (n, *x.shape); NaN where f is not defined. It may keep points that are `fresh`."""
        self.evaluations += len(points)
        with np.errstate(all="ignore"):
            values = self._together(points) if self.vectorized else None
            if values is None:
                each = (points[i, ...] for i in range(len(points)))  # an array, where x has no axis, too
                values = np.array([self._guarded(point if fresh else point.copy()) for point in each])
        self.moved |= not (values == self.fx).all()
        return values

    def _together(self, points):
        """f at all points in one call, or None: one of them may be to blame, and the others may do."""
        try:
            return batch(self.f(points), len(points))
        except WrongShapeError:
            raise
        except Exception:
            return None

    def imaginary(self, point):
        """The imaginary part of f at one complex point; NaN where f refuses it, or returns a real number."""
        self.evaluations += 1
        with np.errstate(all="ignore"):
            try:
                y = np.asarray(self.f(self.shown(point)))
                return float(y.imag.reshape(())) if y.dtype.kind == "c" else np.nan
            except Exception:  # whatever f raises of its own is its refusal
                return np.nan

    def along(self, p, t):
        """f at x + t · p, for every t."""
        parts = []
        for part in self.chunks(t.size):
            points = t[part].reshape(-1, *[1] * p.ndim) * p
            points += self.x
            parts.append(self.at(points, fresh=True))
        return np.concatenate(parts)

    def shown(self, x):
        """One point, in the shape that f is handed."""
        return x[None] if self.vectorized else x

    def _guarded(self, point):
        try:
            y = self.f(self.shown(point))
            return float(batch(y, 1)[0]) if self.vectorized else number(y)
        except Exception as error:
            self.raised = self.raised or f"{type(error).__name__}: {error}"
            return np.nan

    def chunks(self, n):
        """Slices of n copies that f is handed together."""
        size = max(1, CHUNK // self.x.nbytes)
        return [slice(start, min(start + size, n)) for start in range(0, n, size)]
