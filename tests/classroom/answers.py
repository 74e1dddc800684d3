"""What learners hand in: for each function of the exercises right answers in odd styles, and wrong ones.

An answer is the expression behind `return`, or a body if it has a `return` of its own. The generic mistakes and styles
at the end are made on the first right one.
"""

SOFTMAX = "e = np.exp(U @ v_c); q = e / e.sum(); y = np.eye(len(U))[o]; z = U @ v_c"
SIGMA = "s = 1 / (1 + np.exp(-(U @ v_c))); z = U @ v_c; n = negatives; K = len(n)"
HEADS = {
    ("01", "central"): "def central(f, x, h): ",
    ("01", "step"): "def best_power(): ",
    ("02", "loss"): "def loss_of_scores(z, o): t = z - z.max(); q = np.exp(t) / np.exp(t).sum()",
    ("02", "bridge"): "def slope_in_scores(z, o): e = np.exp(z); q = e / e.sum(); y = np.eye(len(z))[o]",
    ("02", "twin"): "def another_U(U): d = U.shape[1]",
    ("03", "mend"): f"def slope_v_c(v_c, o, U): {SOFTMAX}",
    ("03", "half"): f"def slope_of_halved(v_c, o, U): {SOFTMAX}; r = q; e = np.exp(U @ v_c / 2); q = e / e.sum()",
    ("04", "slope"): f"def slope_v_o(v_c, o, U): {SOFTMAX}",
    ("04", "hide"): "def hiding_place(v_c, o, U): S = np.exp(U @ v_c).sum(); n = v_c @ v_c",
    ("04", "price"): f"def slope_with_price(v_c, o, U): {SOFTMAX}; g = (q[o] - 1) * v_c",
    ("05", "matrix"): f"def slope_U(v_c, o, U): {SOFTMAX}",
    ("05", "pair"): f"def slope_of_pair(v_c, o, U): {SOFTMAX}; b = (o + 1) % len(U); x = np.eye(len(U))[b]",
    ("06", "slope"): "def slope_of_log_sigmoid(x): s = 1 / (1 + np.exp(-x))",
    ("06", "loss"): f"def loss_of_questions(v_c, o, U, negatives): {SIGMA}",
    ("07", "slope"): f"def slope_v_c(v_c, o, U, negatives): {SIGMA}",
    ("07", "push"): f"def hardest(v_c, U, negatives): {SIGMA}; size = np.linalg.norm(U[n], axis=1)",
    ("08", "push"): f"def slopes_u_k(v_c, o, U, negatives): {SIGMA}",
    ("08", "collect"): "def collect(U, o, negatives, pull, pushes): G = np.zeros_like(U); n = negatives",
    ("08", "draw"): "def telling_draw(): ",
    ("11", "suspect"): f"def slope_v_c(v_c, o, U, negatives): {SIGMA}",
    ("11", "wrong"): "def wrong_loss(v_c, o, U): return 2 * naive_softmax.loss(v_c, o, U)\n"
    f"def its_slope(v_c, o, U): {SOFTMAX}; g = U.T @ (q - y)",
    ("11", "small"): "def factor(): ",
    ("10", "window"): "def slope_of_window(v_c, window, U): e = np.exp(U @ v_c); q = e / e.sum(); C = len(window); "
    "y = np.bincount(window, minlength=len(U))",
    ("10", "end"): "def last_scores(counts, K): n = counts.sum(0) ** 0.75; w = n / n.sum(); "
    "p = counts / counts.sum(1, keepdims=True)",
}
PULL = "(s[o] - 1) * U[o]"
SAMPLING = f"""{PULL} + s[n] @ U[n]
np.einsum('k,kd->d', np.r_[s[o] - 1, s[n]], U[[o, *n]])
U.T @ (np.bincount(n, minlength=len(U)) * s) - (1 - s[o]) * U[o]
sum([s[k] * U[k] for k in n], -(1 - s[o]) * U[o])""", f"""s[n] @ U[n]
(s[o] - 1) * U[o]
s[o] * U[o] + s[n] @ U[n]
(1 - s[o]) * U[o] + s[n] @ U[n]
{PULL} - s[n] @ U[n]
{PULL} + (s[n] - 1) @ U[n]
{PULL} + (1 - s[n]) @ U[n]
{PULL} + s[n] @ U[n] / K
m = sorted(set(n)); return {PULL} + s[m] @ U[m]
-s[o] * (1 - s[o]) * U[o] + (s * (1 - s))[n] @ U[n]
{PULL} + s[n].sum() * v_c
-np.exp(-z[o]) * U[o] + np.exp(z[n]) @ U[n]
{PULL} + s[n].sum() * U[n].sum(0)
{PULL} + s[n[:-1]] @ U[n[:-1]]
(s[o - 1] - 1) * U[o - 1] + s[n] @ U[n]
(s[o] - 1) * v_c + s[n] @ U[n]
m = [k for k in n if k != o]; return {PULL} + s[m] @ U[m]
-s[o] * U[o] + s[n] @ U[n]"""  # fmt: skip
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
    ("02", "loss"): ("""np.log(np.exp(t).sum()) - t[o]
-np.log(q)[o]
np.logaddexp.reduce(z) - z[o]
z.max() + np.log(sum(np.exp(k) for k in t)) - z[o]""", """np.log(q[o])
q[o]
-q[o]
1 - q[o]
np.log(np.exp(t).sum()) - z[o]
-np.log(np.exp(z)[o] / np.exp(z).sum())
-np.log(q).sum()
-np.log(q).mean()
-np.log10(q[o])
-np.log2(q[o])
-np.log(q[(o + 1) % len(z)])
-np.log(q[o - 1])
-np.log(q.max())
np.exp(t).sum() - t[o]
np.log(np.exp(t).sum())
z.max() - z[o]
-z[o]
-np.log(q)"""),
    ("02", "bridge"): ("""q - y
q - (np.arange(len(z)) == o)
g = q.copy(); g[o] -= 1; return g
[q[w] - (w == o) for w in range(len(z))]""", """q
q + y
y - q
-y
q - 1
q * (1 - q)
q - np.roll(y, 1)
e - y
q - 2 * y
q[o] - 1
z - y
np.log(q) - y
np.where(y == 1, -q, q)
q[o] * (q - y)
1 / (1 + np.exp(-z)) - y
np.where(y == 1, e - 1, q)
(q - y) / len(z)"""),
    ("02", "twin"): ("""U + 1
U + np.arange(1.0, 1 + d)
U - U.mean(0)
[[value + 2 for value in row] for row in U]
U += 3; return U""", """U
2 * U
U[::-1]
U + np.arange(len(U))[:, None]
U.copy()
U + 1e-12
np.roll(U, 1, axis=0)
U.T
U + np.eye(*U.shape)
-U
U / np.linalg.norm(U, axis=1)[:, None]
U * np.inf"""),
    ("03", "mend"): ("""U.T @ (q - y)
(q - y) @ U
sum(q[w] * U[w] for w in range(len(U))) - U[o]
np.einsum('w,wd->d', q - y, U)""", """U.T @ (y - q)
U @ (y - q)
U.T @ q
U.T @ (q + y)
-U[o]
U.T @ (q - np.roll(y, 1))
U.T @ (q - np.roll(y, -1))
U.T @ (e - y)
(q[o] - 1) * v_c
np.outer(q - y, v_c)
(q[o] - 1) * U[o]
U.T @ (q - 1)
U.T @ (q * (1 - q))
U.mean(0) - U[o]
q[o] * (U.T @ (q - y))
(U.T @ (q - y)).sum()"""),
    ("03", "half"): ("""U.T @ (q - y) / 2
(q - y) @ U * 0.5
(U / 2).T @ (q - y)
q @ U / 2 - U[o] / 2""", """U.T @ (q - y)
U.T @ (r - y) / 2
U.T @ (y - q) / 2
U.T @ q / 2
U.T @ (q - y) / 4
U.T @ (r - y)
U.T @ (q / 2 - y)
U.T @ (q - np.roll(y, 1)) / 2
U @ (q - y) / 2
U.T @ (q + y) / 2
-U[o] / 2
2 * U.T @ (q - y)"""),
    ("04", "slope"): ("""(q[o] - 1) * v_c
-(1 - q[o]) * v_c
[(q[o] - 1) * x for x in v_c]
v_c *= q[o] - 1; return v_c""", """(1 - q[o]) * v_c
q[o] * v_c
-v_c
-q[o] * v_c
(e[o] - 1) * v_c
q[o] * (q[o] - 1) * v_c
q[o] * (1 - q[o]) * v_c
(q[o] + 1) * v_c
(q[o - 1] - 1) * v_c
(q[o] - 1) * U[o]
(q - y) @ U
np.outer(q - y, v_c)
(q[o] - 1) / len(U) * v_c
2 * (q[o] - 1) * v_c
(np.log(q[o]) - 1) * v_c
(q.sum() - 1) * v_c
(1 / (1 + np.exp(-z[o])) - 1) * v_c"""),
    ("04", "hide"): ("""U - np.log(S) * v_c / n
U - np.outer(np.ones(len(U)), np.log(S) / n * v_c)
[row - np.log(S) * v_c / n for row in U]
U -= np.log(S) * v_c / n; return U""", """U
U - 4
U / S
U - np.log(S)
U - np.log(S) * v_c
U + np.log(S) * v_c / n
U / np.log(S)
0 * U
U - S * v_c / n
U * 2
U - U.mean(0)
U.T"""),
    ("04", "price"): ("""g + U[o]
naive_softmax.gradients(v_c, o, U).U[o] + U[o]
[a + b for a, b in zip(g, U[o])]
g += U[o]; return g""", """g + 2 * U[o]
g + U[o] / 2
g - U[o]
g
U[o]
-g + U[o]
g + v_c
g + U[o] ** 2 / 2
g + U[o] ** 2
g + U[o] @ U[o] / 2
g + U[o].sum()
np.outer(q - y, v_c) + U
naive_softmax.gradients(v_c, o, U).U[o - 1] + U[o]"""),
    ("05", "matrix"): ("""np.outer(q - y, v_c)
(q - y)[:, None] * v_c
[(q[w] - y[w]) * v_c for w in range(len(U))]
G = np.outer(q, v_c); G[o] -= v_c; return G""", """np.outer(q, v_c)
np.outer(v_c, q - y)
np.outer(y - q, v_c)
np.outer(q + y, v_c)
np.outer(q - 1, v_c)
np.outer(q - np.roll(y, 1), v_c)
np.outer(q - np.roll(y, -1), v_c)
np.outer(e - y, v_c)
np.outer(q - y, U[o])
(q - y)[:, None] * U
np.outer(-y, v_c)
np.outer(q - y, v_c) / len(U)
np.outer(q * (1 - q), v_c)
np.outer(np.where(y == 1, -q, q), v_c)
np.outer(np.where(y == 1, e - 1, q), v_c)
np.outer(q - y, v_c).sum(0)
G = np.outer(q, v_c); G[o + 1] -= v_c; return G"""),
    ("05", "pair"): ("""np.outer(2 * q - y - x, v_c)
naive_softmax.gradients(v_c, o, U).U + naive_softmax.gradients(v_c, b, U).U
G = 2 * np.outer(q, v_c); G[o] -= v_c; G[b] -= v_c; return G
[(2 * q[w] - (w in (o, b))) * v_c for w in range(len(U))]""", """np.outer(q - y - x, v_c)
np.outer(q - y, v_c)
np.outer(q - x, v_c)
2 * np.outer(q - y, v_c)
np.outer(y + x - 2 * q, v_c)
np.outer(2 * q, v_c)
np.outer(2 * q - y, v_c)
np.outer(2 * q - x, v_c)
np.outer(2 * q - y - np.eye(len(U))[o - 1], v_c)
np.outer(x - y, v_c)
G = 2 * np.outer(q, v_c); G[o] -= v_c; G[o + 1] -= v_c; return G
two_words(v_c, o, U)
np.outer(v_c, 2 * q - y - x)"""),
    ("06", "slope"): ("""1 / (1 + np.exp(x))
1 - s
[1 / (1 + np.exp(t)) for t in x]
0.5 * (1 - np.tanh(x / 2))""", """s * (1 - s)
s
1 / s
s - 1
np.log(s)
np.exp(-x)
np.exp(x)
(1 - s) ** 2
-s * (1 - s)
(1 - s) / s
1 + s
np.sum(1 - s) + 0 * x
1 / 1 + np.exp(x)
(1 - s) / len(x)
(1 - s).sum()"""),
    ("06", "loss"): ("""-np.log(s[o]) - np.log(1 - s[n]).sum()
np.log1p(np.exp(-z[o])) + np.log1p(np.exp(z[n])).sum()
-sum([np.log(1 - s[k]) for k in n], np.log(s[o]))
-np.log(s[o] * np.prod(1 - s[n]))""", """np.log(s[o]) + np.log(1 - s[n]).sum()
-np.log(1 - s[n]).sum()
-np.log(s[o])
-np.log(s[o]) - np.log(s[n]).sum()
-np.log(s[o]) + np.log(1 - s[n]).sum()
-np.log(s[o]) - np.log(1 - s[n]).mean()
-np.log(s[o]) - np.log(1 - s[list(set(n))]).sum()
-s[o] - (1 - s[n]).sum()
-np.log(s[n]).sum()
-np.log(s[o]) - np.log((1 - s[n]).sum())
-np.log(1 - s[o]) - np.log(1 - s[n]).sum()
-np.log(s[o]) - np.log(1 - s[n])
-np.log(s[o]) - np.log(1 - s[[k for k in n if k != o]]).sum()
-np.log(np.exp(z[o]) / np.exp(z).sum())
(-np.log(s[o]) - np.log(1 - s[n]).sum()) / (1 + K)
-np.log2(s[o]) - np.log2(1 - s[n]).sum()"""),
    ("07", "slope"): SAMPLING,
    ("07", "push"): ("""n[np.argmax(s[n] * size)]
max(n, key=lambda k: s[k] * np.linalg.norm(U[k]))
int(n[np.argmax(s[n] * size)])
float(n[np.argmax(s[n] * size)])
np.array(n)[np.argmax(s[n] ** 2 * size ** 2)]
sorted(n, key=lambda k: s[k] * np.linalg.norm(U[k]))[-1]""", """n[np.argmax(z[n])]
n[np.argmax(size)]
np.argmax(s[n] * size)
n[np.argmin(s[n] * size)]
n[np.argmax((1 - s[n]) * size)]
n[0]
n[-1]
np.argmax(s * np.linalg.norm(U, axis=1))
np.argmax(z)
s[n] * size
n[np.argmax(s[n] * (1 - s[n]) * size)]
'tea'"""),
    ("08", "push"): ("""np.outer(s[n], v_c)
s[n][:, None] * v_c
[s[k] * v_c for k in n]
np.einsum('k,d->kd', s[n], v_c)""", """np.tile(s[n].sum() * v_c, (K, 1))
-np.outer(s[n], v_c)
np.outer(1 - s[n], v_c)
np.outer(s[n] - 1, v_c)
np.outer(s[n] * (1 - s[n]), v_c)
np.outer(s[n], v_c) / K
s[n][:, None] * U[n]
np.outer(v_c, s[n])
s[n] @ U[n]
np.outer(np.exp(z[n]), v_c)
np.outer(s[n], U[o])
np.outer(s, v_c)
np.outer(s[n][::-1], v_c)"""),
    ("08", "collect"): ("""np.add.at(G, n, pushes); G[o] += pull; return G
G[o] = pull; [G.__setitem__(k, G[k] + push) for k, push in zip(n, pushes)]; return G
G = np.eye(len(U))[n].T @ pushes; G[o] += pull; return G
np.add.at(G, [o, *n], np.vstack([pull, pushes])); return G
[sum([p for k, p in zip(n, pushes) if k == w], pull * (w == o)) for w in range(len(U))]
U[:] = 0; np.add.at(U, n, pushes); U[o] += pull; return U""", """G[n] += pushes; G[o] = pull; return G
G[n] += pushes; G[o] += pull; return G
G[o] = pull; G[n] += pushes; return G
G[n] = pushes; G[o] = pull; return G
G[n] -= pushes; G[o] += pull; return G
np.add.at(G, n, pushes); return G
G[o] += pull; return G
np.add.at(G, n, pushes); G[o] -= pull; return G
np.add.at(G, n, pushes / len(n)); G[o] += pull; return G
np.add.at(G, n, pushes.sum(0)); G[o] += pull; return G
np.add.at(G, n, pushes); G[o] += pull
G[[o, *n]] += np.vstack([pull, pushes]); return G"""),
    ("08", "draw"): ("""[3, 2, 3]
(0, 0, 0)
np.array([2, 4, 4])
[1, 5, 5]
[3.0, 3.0, 2.0]
np.array([[3, 3, 2]])[0]""", """[2, 3, 4]
[1, 1, 2]
[2, 2, 9]
[1, 2, 3]
[0, 1, 2]
[1, 1, 1]
[-1, -1, 2]
[3, 3]
[3, 3, 3, 3]
['tea', 'tea', 'cup']
3
[0.5, 0.5, 1]
None"""),
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
    ("10", "window"): ("""(C * q - y) @ U
U.T @ (C * q - y)
sum((q - np.eye(len(U))[o]) @ U for o in window)
C * q @ U - U[window].sum(0)""", """(q - y) @ U
(q - y / C) @ U
C * q @ U
-y @ U
(y - C * q) @ U
(C * q + y) @ U
(C * q - (y > 0)) @ U
(q - (y > 0)) @ U
(q - np.eye(len(U))[window[0]]) @ U
(C * e - y) @ U
(len(U) * q - y) @ U
C * q - y
np.outer(C * q - y, v_c)
q @ U"""),
    ("10", "end"): ("""np.log(p / w) - np.log(K)
np.log(p / (K * w))
[[np.log(a / (K * b)) for a, b in zip(row, w)] for row in p]
counts /= counts.sum(1)[:, None]; return np.log(counts / w / K)""", """np.log(p / w)
np.log(p / w) + np.log(K)
np.log(p / (counts.sum(0) / counts.sum())) - np.log(K)
np.log(K * w / p)
p / (K * w)
np.log(p / w) - K
np.log(p) - np.log(K)
np.log(counts / w) - np.log(K)
np.log(counts / counts.sum() / w) - np.log(K)
np.log10(p / (K * w))
np.log2(p / (K * w))
np.log(counts / counts.sum(0) / w) - np.log(K)
p"""),
}  # fmt: skip
CHOICES = {("03", "step"): ("rises", ["falls"]), ("05", "columns"): ("0", ["v_c", "-v_c"])}
NO_SLOPE = {("08", "draw"), ("11", "small"), ("01", "step"), ("07", "push"), ("08", "collect")}
MADE_WRONG = (
    "-np.asarray({})",
    "np.asarray({}) / 2",
    "0 * np.asarray({})",
    "np.asarray({}) * np.nan",
    "np.float16({})",
)
MADE_WRONG += ("np.asarray({})[..., None]", "str({})", "None")
MADE_RIGHT = ("np.asarray({}).tolist()", "np.float32({})", "np.longdouble({})")
