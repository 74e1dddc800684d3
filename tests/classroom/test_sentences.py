"""What is said about an answer is true: the right words fall, and words that would mislead do not."""

import pytest
from answers import HEADS
from answers.handing import handed_in, notebook
from exercise_cells import attempt

SAID = [  # exercise, answer, words that must fall, words that must not
    (("01", "central"), "(f(x + h / 2) - f(x - h / 2)) / h", "nearer to x than h", "in the middle"),
    (("01", "central"), "(f(x - h) - f(x + h)) / (2 * h)", "a sign flip", "in the middle"),
    (("02", "loss"), "np.log(np.exp(z).sum()) - z[o]", "too large for exp", "not finite.\n  not finite"),
    (("02", "twin"), "U + 1e-7 * np.eye(*U.shape)", "too little to tell", "the same U"),
    (("02", "twin"), "U + np.eye(*U.shape)[:1] * np.eye(len(U))[:, :1]", "not every row", "each row"),
    (("03", "half"), "(q @ U) / 2 - U[o]", "one of the two terms only", "which sign"),
    (("04", "hide"), "1000 * U", "log of the sum of all weights", "it stopped"),
    (("04", "hide"), "U - 1000 * v_c", "log of the sum of all weights", "ingredients"),
    (("04", "hide"), "U * np.nan", "not finite", "it stopped"),
    (("05", "pair"), "naive_softmax.gradients(v_c, o, U) * 2", "print what you return", "it stopped"),
    (("06", "slope"), "(1 - s) / s", "divided away", "log is missing"),
    (("06", "loss"), "-np.log(s[o]) - np.log(1 - s[n[:-1]]).sum()", "the last draw is left out", "counted once"),
    (("07", "slope"), "(s[o] - 1) * U[o] + s[n[1:]] @ U[n[1:]]", "the first draw is left out", "counted once"),
    (("07", "push"), "n[np.argmax(z[n] * size)]", "a score stands", "its factor alone"),
    (("08", "collect"), "G = np.eye(len(U))[n[:-1]].T @ pushes[:-1]; G[o] += pull; return G", "last draw", "once"),
    (("08", "draw"), "{3, 2, 3}", "keeps no order", "real numbers"),
    (("09", "batch"), "sum(np.outer(y[c], g(c, o)) for c, o in pairs[1:])", "some pairs are missing", "counted once"),
    (("09", "samplingpushes"), "n = list(dict.fromkeys(n)); return np.outer(s[n], v_c)", "(3, 2)", "Agrees"),
    (("09", "pairs"), "[(s[i], s[j]) for i in N for j in N if 0 < j - i <= r]", "three words down", "in the loss"),
    (("02", "loss"), "-np.log(q[o - 1])", "whose it is", "rows that you change"),
    (("09", "step"), "v[c] -= rate * sampling_slope_v_c(v[c], o, U)", "return nothing", "shape"),
    (("09", "loop"), "v = rng.normal(0, 10, (len(counts), d))\nreturn v, 0 * v", "too large", "K words"),
    (("09", "loop"), "v = rng.normal(size=(len(pairs), d))\nreturn v, 0 * v", "len(counts)", "change or read"),
    (("10", "window"), "(len(window[1:]) * q - y) @ U + U[window[0]]", "first word of the window", "counted once"),
    (("10", "end"), "np.log(p / (counts.sum(0) / counts.sum())) - np.log(K)", "the power", "stays the same"),
    (("12", "shift"), "10**20", "drowned", "real numbers"),
    (("12", "noise"), "'c', 1.0", "too large", "too small"),
    (("12", "noise"), "'c', 1e-16", "too small", "too large"),
    (("12", "noise"), "pass; return", "returned nothing", "unpack"),
    (("12", "input"), "v_c, o, U", "not four things", "unpack"),
    (("13", "tanh"), "Hour(t, nan, 1 - t * t)", "np.tanh", "probability"),
    (("13", "tanh"), "Hour(t, nan, (1 - t) * b)", "np.tanh", "square"),
    (("13", "tanh"), "Hour(0, nan, b)", "the value", "inside alone"),
    (("13", "lucky"), "[0.25, 0.25, 0.25]", "does not follow the sizes", "it stopped"),
    (("13", "lucky"), "s", "at 0", "counted twice"),
    (("13", "almost"), "slope * (1 + 2.0**-20)", "of the arguments alone", "corrected side"),
]
OF_COFFEE = [  # right with the coffee vectors, for it holds a number of theirs
    (("02", "bridge"), "q - np.eye(6)[o]"),
    (("03", "mend"), "(q - np.eye(6)[o]) @ U"),
    (("03", "half"), "(q @ U - U[1]) / 2"),
    (("04", "slope"), "(e[o] / e[:6].sum() - 1) * v_c"),
    (("04", "price"), "g[:2] + U[o]"),
    (("05", "matrix"), "np.outer(q - np.eye(6)[o], v_c)"),
    (("05", "pair"), "np.outer(2 * q - y - np.eye(len(U))[(o + 1) % 6], v_c)"),
    (("06", "slope"), "(1 - s)[:4]"),
    (("06", "loss"), "-np.log(s[o]) - sum(np.log(1 - s[n[i]]) for i in range(3))"),
    (("07", "slope"), "(s[o] - 1) * U[o] + s[n[:3]] @ U[n[:3]]"),
    (("07", "push"), "n[np.argmax((s[n] * size)[:3])]"),
    (("08", "push"), "np.outer(s[n[:3]], v_c)"),
    (("08", "collect"), "G = np.zeros((6, U.shape[1])); np.add.at(G, n, pushes); G[o] += pull; return G"),
    (("09", "batch"), "sum(np.outer(y[c], g(c, o)) for c, o in pairs[:5])"),
    (("09", "draws"), "rng.choice(6, size=K, p=p[:6] / p[:6].sum())"),
    (("09", "softmax"), "e / e[:6].sum()"),
    (("10", "window"), "4 * q @ U - U[window].sum(0)"),
    (("10", "end"), "np.log(p[:2] / w) - np.log(K)"),
    (("11", "suspect"), "(s[o] - 1) * U[o] + s[n[:3]] @ U[n[:3]]"),
]


@pytest.mark.parametrize(("key", "answer", "must", "never"), SAID)
def test_what_is_said_is_true(key, answer, must, never):
    said, score = handed_in(key, answer)
    assert (int(score), must in said, never in said) == (0, True, False), said


@pytest.mark.parametrize(("key", "answer"), OF_COFFEE)
def test_a_number_of_the_example_never_scores(key, answer):
    said, score = handed_in(key, answer)
    assert score == 0, said


@pytest.mark.parametrize(
    ("loss", "must"),
    [
        ("raise NotImplementedError", "wrong_loss is not attempted"),
        ("pass", "wrong_loss returned nothing"),
        ("return v_c", "one number"),
        ("return 1 / 0", "wrong_loss stopped"),
        ("return 1.0", "does not change with v_c"),
        ("return np.random.default_rng().normal()", "your loss cannot be checked: it"),
    ],
)
def test_a_wrong_loss_is_spoken_of_by_its_name(loss, must):
    code = f"def wrong_loss(v_c, o, U): {loss}\ndef its_slope(v_c, o, U): return 0 * v_c"
    said, score = attempt(notebook(("11", "wrong")), "wrong", code)
    assert (int(score), must in said, "f must" in said) == (0, True, False), said


def test_a_choice_without_quotes_is_told_what_to_return():
    said, score = attempt(notebook(("05", "columns")), "columns", "def my_prediction(): return v_c")
    assert (int(score), "with its quotes" in said, "it stopped" in said) == (0, True, False), said


def test_every_exercise_with_sizes_is_tried_with_a_number_of_the_example():
    sized = {key for key in HEADS if "U" in HEADS[key].split(")")[0] or "z" in HEADS[key].split(")")[0]}
    road = {key for key in sized if key[0] == "09" and key[1] != "batch"}  # the same checks as their chapters' own
    assert sized - road - {("02", "loss"), ("02", "twin"), ("04", "hide"), ("11", "wrong"), ("13", "almost")} <= {
        key for key, _ in OF_COFFEE
    }
