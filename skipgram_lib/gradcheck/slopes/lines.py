"""The lines along which f is asked: one for each entry of x, or one direction through x."""

import sys

import numpy as np


class Entries:
    """The lines along the entries of x: f with one of them set elsewhere."""

    first = 2.0**-2  # of what most |x_i| come to, or of 1: a first step that suits most losses

    def __init__(self, probe):
        self.probe, self.origin = probe, probe.x.ravel()

    def values(self, entries, places):
        """f with the flat entry `entries[j]` of x set to `places[..., j]`; shape of `places`."""
        shape, places = places.shape, places.ravel()
        entries = np.tile(entries, places.size // entries.size)
        values, points = np.empty(places.size), None
        for part in self.probe.chunks(places.size):
            rows = np.arange(part.stop - part.start)
            if points is None or sys.getrefcount(points) > 2:  # a buffer that f kept is f's: take another
                points = flat = None
                points = np.repeat(self.probe.x[None], rows.size, axis=0)
            flat = points.reshape(len(points), -1)
            flat[rows, entries[part]] = places[part]
            values[part] = self.probe.at(points[: rows.size])
            flat[rows, entries[part]] = self.origin[entries[part]]
            del flat
        return values.reshape(shape)

    def aside(self, entries, h):
        """A point about h[j] away, where all `entries` move by some h[j] / √n."""
        steps = (1 + (5**0.5 - 1) / 2 * np.arange(entries.size) % 1) * h / entries.size**0.5  # none cancels another
        steps[1::2] *= -1
        point = self.probe.x.copy()
        point.flat[entries] += steps
        return point


class Direction:
    """The one line x + t · p, with t = 0 at x."""

    origin, first = np.zeros(1), 2.0**-5  # a whole band moves f far

    def __init__(self, probe, p):
        self.probe, self.p = probe, p

    def values(self, _, places):
        """f at x + t · p for every t in `places`."""
        return self.probe.along(self.p, places.ravel()).reshape(places.shape)

    def aside(self, _, h):
        """No other point: all of x moves a little, and f rounds there as at x."""
