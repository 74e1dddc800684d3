"""Answers about the measuring itself: right ones in odd styles, and wrong ones."""

from answers.heads import SIGMA, SOFTMAX
from answers.page2 import SAMPLING

HEADS = {
    ("01", "central"): "def central(f, x, h): ",
    ("01", "step"): "def best_power(): ",
    ("11", "suspect"): f"def slope_v_c(v_c, o, U, negatives): {SIGMA}",
    ("11", "wrong"): "def wrong_loss(v_c, o, U): return 2 * naive_softmax.loss(v_c, o, U)\n"
    f"def its_slope(v_c, o, U): {SOFTMAX}; g = U.T @ (q - y)",
    ("11", "small"): "def factor(): ",
}
ANSWERS = {  # right, wrong
    ("01", "central"): ("""(f(x + h) - f(x - h)) / (2 * h)
(f(x + h) - f(x - h)) / ((x + h) - (x - h))
a, b = x + h, x - h; return (f(a) - f(b)) / (a - b)
0.5 * ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h)""", """(f(x + h) - f(x)) / h
(f(x) - f(x - h)) / h
(f(x + h) - f(x - h)) / h
(f(x + h) - f(x - h)) / (4 * h)
(f(x - h) - f(x + h)) / (2 * h)
f(x + h) - f(x - h)
(f(x + h) + f(x - h)) / (2 * h)
(f(x + h) - f(x - h)) / 2 * h
h = 1e-5; return (f(x + h) - f(x - h)) / (2 * h)
1 / x
np.gradient(f(np.array([x - h, x, x + h])))
(f(x + h) - f(x - h)) / (2 * x)"""),
    ("01", "step"): ("""-17
round(np.log2(6 * 1e-16 * 0.7 / 0.07) / 3)
-16.0
np.int64(-17)
int(np.floor(np.log2(4e-6)))
np.array(-17)""", """-40
-5
17
2.0**-17
-52
-1
-5.3
-8
1e-5
0
-28
[-17]
-16.5"""),
    ("11", "suspect"): SAMPLING,
    ("11", "wrong"): ("""2 * g
2 * naive_softmax.gradients(v_c, o, U).v_c
(2 * (q - y)) @ U
[2 * a for a in g]""", """g
naive_softmax.gradients(v_c, o, U).v_c
-2 * g
3 * g
2 * v_c
-g
g / 2
2 * (U.T @ q)
np.outer(q - y, v_c)
2 * U.T @ (q - np.roll(y, 1))
4 * g
2 * U.T @ (q + y)"""),
    ("11", "small"): ("""1e-9
1 / 10**9
2.0**-30
np.float64(1e-10)
np.array(1e-9)
float('1e-9')""", """1
-1e-9
0
1e9
1e-3
0.5
np.nan
np.inf
'1e-9'
[1e-9]
-1
1e-5
None"""),
}  # fmt: skip
