"""Arguments of the ledger."""

from refusals.rows import NOT_GIVEN, Fine, nan, numbers, text, whole
from skipgram_lib import derivation
from skipgram_lib.derivation import exact

POINT = derivation.random_point(0, 0)
LINE = derivation.all_lines()["S14"]
ROW = LINE.printed(POINT)
SEED, SIZE = whole(0, -1), whole(6, 0)
SIZES = {"V": whole(6, 1), "d": whole(4, 0), "K": whole(3, 0)}
A_LINE = LINE, (None, "S14", [LINE], nan, "", Fine("there is no other Line than a Line"))
CLAIMED = ROW, (NOT_GIVEN, *numbers(ROW, (1, ROW.size))[1][1:])
A_SIDE = text("printed", "left")
A_POINT = POINT, (None, "p", [POINT], nan, [], Fine("there is no other Point than a Point"))
IDS = ["S14"], (NOT_GIVEN, 3, "S14", [nan], Fine("no line, no entry"), ["S99"])
K_BAD = {}, tuple({"K": bad} for bad in SIZES["K"][1]), "K"
EXACT = {"line": A_LINE, "side": A_SIDE, "seed": SEED, "sizes": K_BAD}
TABLE = {
    derivation.verify: {"ids": IDS, "seed": SEED, "trials": whole(1, 0)},
    derivation.random_point: {"seed": SEED, "trial": SEED} | SIZES,
    derivation.judge: {"line": A_LINE, "points": ([POINT], (None, 3, POINT, [nan], [], Fine("any points")))},
    derivation.check_side: {"line": A_LINE, "p": A_POINT, "side": A_SIDE, "claimed": CLAIMED},
    exact.verdict: EXACT,
    exact.examine: EXACT,
}
