"""Answers about page 1: right ones in odd styles, and wrong ones."""

from answers.heads import SOFTMAX

HEADS = {
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
}
ANSWERS = {  # right, wrong
    ("02", "loss"): ("""np.log(np.exp(t).sum()) - t[o]
-(t - np.log(np.exp(t).sum()))[o]
np.logaddexp.reduce(z) - z[o]
z.max() + np.log(sum(np.exp(k) for k in t)) - z[o]""", """np.log(q[o])
-np.log(q)[o]
q[o]
-q[o]
1 - q[o]
np.log(np.exp(t).sum()) - z[o]
-np.log(np.exp(z)[o] / np.exp(z).sum())
t = z - z.min(); return np.log(np.exp(t).sum()) - t[o]
t = z - z.mean(); return np.log(np.exp(t).sum()) - t[o]
np.log(np.exp(z - z[o]).sum())
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
}  # fmt: skip
