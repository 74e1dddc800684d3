"""Bands: entries of similar size, which are compared together, so that small ones are compared with small noise."""

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import UNIT

WIDTH = 16.0  # a band's largest entry over its smallest
BANDS = 6  # at most; the last one holds everything smaller, and zeros


def bands(claimed):
    """Which band each entry belongs to: 0 for the largest, one more for every factor of 16 below."""
    size = np.nan_to_num(np.abs(claimed), nan=0.0, posinf=0.0)
    depth, largest = np.zeros(size.shape, np.int8), size.max()
    for k in range(1, BANDS):
        depth += size <= largest * WIDTH**-k
    present = np.bincount(depth.ravel(), minlength=BANDS) > 0
    return np.asarray((np.cumsum(present) - 1).astype(np.int8)[depth])  # no empty band in between


def edges(claimed, band_of, scale, slack):
    """Per band, the size of its largest entry; for zeros `scale`, or the size at which the last band begins."""
    size = np.nan_to_num(np.abs(claimed), nan=0.0, posinf=0.0)
    largest = np.zeros(int(band_of.max()) + 1)
    np.maximum.at(largest, band_of.ravel(), size.ravel())
    hidden = 8 * slack * np.sqrt(np.bincount(band_of.ravel()))  # by what claimed itself may have lost
    nothing = np.maximum(largest[0] * WIDTH ** (1 - BANDS), hidden) if largest[0] else 0
    return np.maximum(np.where(largest <= UNIT * largest[0], nothing, largest), scale or 0)
