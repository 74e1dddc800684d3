"""The figures of the chapters: the title is the finding, a colour is a role, the words come from the data.

Every function returns (fig, alt), for `show(fig, alt=alt)`.
"""

from skipgram_lib.classroom.figures.lost_log import learning, multipliers

__all__ = ["learning", "multipliers"]
