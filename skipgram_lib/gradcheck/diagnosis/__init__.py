"""What kind of mistake a wrong gradient is. `patterns` fit any function; `mistakes` and `weights` know skip-gram."""

from skipgram_lib.gradcheck.diagnosis.diagnosis import diagnose
from skipgram_lib.gradcheck.diagnosis.ingredients import unread
from skipgram_lib.gradcheck.diagnosis.mistake import UNUSED, Kind, Mistake, named
from skipgram_lib.gradcheck.diagnosis.mistakes import blind_spots

__all__ = ["UNUSED", "Kind", "Mistake", "blind_spots", "diagnose", "named", "unread"]
