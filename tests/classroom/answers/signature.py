"""The course's own mistakes, and the exercises in which each can be made and must be named."""

from skipgram_lib.gradcheck import Kind

_SOFTMAX = [("02", "bridge"), ("03", "mend"), ("04", "slope"), ("05", "matrix"), ("09", "batch"), ("10", "window")]
_SOFTMAX += [("09", "softmaxslopevc"), ("09", "softmaxslopeu")]
_LOSSES = [("02", "loss"), ("06", "loss"), ("09", "softmaxloss"), ("09", "samplingloss")]
_SAMPLING = [("07", "slope"), ("11", "suspect"), ("09", "samplingslopevc")]
_PUSHES = [("08", "push"), ("09", "samplingpushes")]
_COLLECT = [("08", "collect"), ("09", "collect")]
_OTHER = [("03", "half"), ("05", "pair")]
WHERE = {
    Kind.LOG: _SOFTMAX
    + _LOSSES
    + _SAMPLING
    + _PUSHES
    + [("06", "slope"), ("10", "end"), ("09", "samplingpull")],  # lost
    Kind.LOG_SLOPE: [("06", "slope"), *_SAMPLING, *_PUSHES, ("09", "samplingpull")],
    Kind.REPEATS: [*_SAMPLING, *_COLLECT, ("06", "loss"), ("09", "samplingloss"), ("10", "window"), ("09", "batch")],
    Kind.SUM_KEPT: [*_PUSHES, *_COLLECT, ("02", "loss"), ("09", "softmaxloss"), ("06", "slope"), ("09", "batch")],
    Kind.LABEL: _SOFTMAX + _OTHER + _SAMPLING,
    Kind.MEAN: [*_LOSSES, *_SAMPLING, *_PUSHES, *_COLLECT, ("02", "bridge"), ("05", "matrix"), ("09", "batch")],
}
WHERE[Kind.REPEATS] += [("09", "pairs"), ("09", "step")]
WHERE[Kind.MEAN] += [("04", "slope"), ("06", "slope"), ("10", "window"), ("10", "end"), ("09", "samplingpull")]
WHERE[Kind.MEAN] += [("05", "pair"), ("09", "softmaxslopeu"), ("09", "step"), ("09", "softmax")]
SIGNATURE = {}
for kind, keys in WHERE.items():
    for key in keys:
        SIGNATURE.setdefault(key, set()).add(kind)
BY_ACCIDENT = [  # answers that equal what a named mistake gives, at few of the places where they are tried
    (("07", "push"), "n[0]"),
    (("07", "push"), "n[-1]"),
    (("09", "constant"), "-1"),
    (("02", "loss"), "0 * q[0]"),
    (("09", "pairs"), "[(s[i], s[j]) for i in N for j in N if i != j]"),
]
