"""Which entries are to blame for a slope that is off: halve the direction, and follow the gap."""

from contextlib import suppress

import numpy as np

LOCATED = 20  # faulty entries searched for, at most


def locate(slopes, bands):
    """Flat indices of faulty entries; one costs about log2(n) evaluations, Ctrl-C keeps those that were found."""
    faults = {int(i): np.nan for i in np.flatnonzero(~np.isfinite(slopes.claimed))[:LOCATED]}
    with suppress(KeyboardInterrupt):
        for band, along in enumerate([] if faults else bands):
            for j in np.flatnonzero(np.abs(along.claimed - along.measured) > along.bound):
                gap = float(along.claimed[j] - along.measured[j])
                _search(slopes, *slopes.direction(band, j), gap, along.bound[j], along.by_complex, faults)
    return sorted(faults)


def _search(slopes, inside, p, unit, gap, bound, by_complex, faults):
    """Add to `faults` (index: error) what explains the gap along p."""
    at = np.flatnonzero(inside)
    known = lambda part: sum(fault * p[part][at[part] == i].sum() for i, fault in faults.items())
    parts = [(slice(0, at.size), gap - known(slice(None)), bound)]
    while parts and len(faults) < LOCATED:
        part, gap, bound = parts.pop()
        if not abs(gap) > bound:
            continue
        if part.stop - part.start == 1:
            faults[int(at[part.start])] = gap / p[part.start]
            continue
        middle = (part.start + part.stop) // 2
        left, right = slice(part.start, middle), slice(middle, part.stop)
        left_gap, room = _gap(slopes, at[left], p[left], unit, by_complex)
        left_gap -= known(left)
        parts += [(right, gap - left_gap, bound + room), (left, left_gap, max(bound, room))]  # one half tells the other


def _gap(slopes, at, p, unit, by_complex):
    """Claimed minus measured slope along p at some flat entries alone, and how far it can be off."""
    inside = np.zeros(slopes.claimed.shape, bool)
    inside.flat[at] = True
    measured, bound = slopes.along(inside, p, unit, by_complex)
    return slopes.claimed_along(inside, p) - measured, bound
