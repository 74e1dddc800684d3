"""Arguments of what a notebook shows."""

import matplotlib.pyplot as plt

from refusals.derivation import A_POINT, ROW, text
from refusals.rows import ANY, NOT_GIVEN, Fine, nan, numbers
from skipgram_lib import classroom

FIGURE = plt.figure()
WHY = text("", ANY)
WHY = WHY[0], (*WHY[1][:4], Fine("nothing to add"), ANY)
CHOICES = ("up", "down"), (None, 3, "up", (nan, "up"), (), Fine("any two words"))
ID = text("S14", "S99")
TABLE = {
    classroom.check_line: {
        "id": ID,
        "claimed": numbers(ROW, (1, ROW.size)),
        "p": A_POINT,
        "side": ("printed", (NOT_GIVEN, 3, ["printed"], nan, "", "corrected")),
        "part": (None, (NOT_GIVEN, "abc", [0], nan, [], 9)),
    },
    classroom.mark: {"marks": ({"S8": "S"}, tuple({"S8": bad} for bad in (None, 3, ["S"], nan, "", "X")), "S8")},
    classroom.compare_marks: {"ids": (("S8",), ((None,), (3,), (["S8"],), (nan,), ("",), ("S99",)), "ids"), "why": WHY},
    classroom.predict: {
        "question": text("does it fall?", ANY),
        "answer": text("up", "left"),
        "choices": CHOICES,
    },
    classroom.compare: {"question": text("asked", "never asked"), "measured": text("up", ANY), "why": WHY},
    classroom.live: {"name": text("valley", "hill"), "words": text("a valley", ANY)},
    classroom.recorded: {"name": text("neighbours", "uncles")},
    classroom.show: {"fig": (FIGURE, (None, "abc", [FIGURE], nan, [], Fine("any figure"))), "alt": text("empty", ANY)},
    classroom.show_ledger: {"summary": text("every line", ANY)},
    classroom.table: {
        "heads": (["a", "b"], (None, 3, "ab", [nan, "b"], [], ["a"])),
        "rows": ([[1, 2]], (None, 3, [[1], [1, 2]], Fine("NaN is shown as nan"), Fine("a head alone"), [[1, 2, 3]])),
    },
}
