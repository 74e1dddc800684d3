"""Numbers and letters of a report: as few digits as tell two numbers apart, in letters that any terminal can print."""

import sys

import numpy as np

PLAIN = str.maketrans({"ŷ": "y_hat", "σ": "sigma", "−": "-", "×": "x", "·": "*", "′": "'", "≠": "!=", "…": "..."})


def printable(text):
    """`text` in letters that stdout can encode."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    return text


def decade(relative):
    """The next power of ten above a threshold, from 1e-9 on, or None for 1; no round number stands at a boundary."""
    powers = (-power for power in range(9, 0, -1))
    return next((f"1e{power}" for power in powers if relative <= 0.37 * 10.0**power), None)


def told_apart(claimed, measured, bound):
    """Two numbers with four digits, or as many more as tell them apart; and 0 for a slope within its bound."""
    for digits in range(4, 18):
        shown = [f"{claimed:.{digits}g}", f"{measured:.{digits}g}" if not abs(measured) <= bound else "0"]
        if shown[0] != shown[1]:
            break
    return shown[0], "0 within its bound" if shown[1] == "0" and measured else shown[1]


def relative_gap(claimed, measured):
    """|claimed − measured| as a part of the larger one, one each; equal numbers have none."""
    with np.errstate(all="ignore"):
        gap = np.abs(claimed - measured)
        return np.where(gap == 0, 0.0, gap / np.maximum(np.abs(claimed), np.abs(measured)))
