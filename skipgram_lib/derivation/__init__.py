"""The document: every line with both its sides, measured."""

from skipgram_lib.derivation.line import Line
from skipgram_lib.derivation.lines import all_lines
from skipgram_lib.derivation.points import Point, random_point
from skipgram_lib.derivation.verify import Entry, check_side, judge, verify

__all__ = ["Entry", "Line", "Point", "all_lines", "check_side", "judge", "random_point", "verify"]
