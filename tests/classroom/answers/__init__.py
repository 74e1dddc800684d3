"""What learners hand in: for each function of the exercises right answers in odd styles, and wrong ones.

A table is a pair, right and wrong. Of a string each line is an answer: the expression behind `return`, or a body if it
has a `return` of its own. Of a list each entry is a body of several lines. The generic mistakes and styles are made on
the first right one.
"""

from answers import measuring, page1, page2, proved, road, training, trust

ROOMS = (measuring, page1, page2, training, trust, proved, road)
HEADS = {key: head for room in ROOMS for key, head in room.HEADS.items()}
ANSWERS = {key: answers for room in ROOMS for key, answers in room.ANSWERS.items()}
CHOICES = {("03", "step"): ("rises", ["falls"]), ("05", "columns"): ("0", ["v_c", "-v_c"])}
NO_SLOPE = {("08", "draw"), ("11", "small"), ("01", "step"), ("07", "push"), ("08", "collect")}
NO_SLOPE |= {("09", piece) for piece in ("collect", "pairs", "draws", "step", "loop")}
NO_SLOPE |= {("12", "shift"), ("12", "input"), ("12", "noise"), ("09", "batch"), ("09", "constant")}
NO_SLOPE |= {("13", exercise) for exercise in ("tanh", "lucky", "almost")}
MADE_WRONG = (
    "-np.asarray({})",
    "np.asarray({}) / 2",
    "0 * np.asarray({})",
    "np.asarray({}) * np.nan",
    "np.float16({})",
)
MADE_WRONG += ("np.asarray({})[..., None]", "str({})", "None")
MADE_RIGHT = ("np.asarray({}).tolist()", "np.float32({})", "np.longdouble({})")
