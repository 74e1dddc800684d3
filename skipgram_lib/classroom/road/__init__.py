"""The road to a word2vec of the learner's own: pieces, their checks, a frozen text, and what is lent."""

from skipgram_lib.classroom.road.lending import lend, try_piece
from skipgram_lib.classroom.road.village import FAMILIES, baselines, held_out, lesson, village, village_text

__all__ = ["FAMILIES", "baselines", "held_out", "lend", "lesson", "try_piece", "village", "village_text"]
