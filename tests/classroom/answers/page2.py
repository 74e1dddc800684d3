"""Answers about page 2: right ones in odd styles, and wrong ones."""

from answers.heads import SIGMA

HEADS = {
    ("06", "slope"): "def slope_of_log_sigmoid(x): s = 1 / (1 + np.exp(-x))",
    ("06", "loss"): f"def loss_of_questions(v_c, o, U, negatives): {SIGMA}",
    ("07", "slope"): f"def slope_v_c(v_c, o, U, negatives): {SIGMA}",
    ("07", "push"): f"def hardest(v_c, U, negatives): {SIGMA}; size = np.linalg.norm(U[n], axis=1)",
    ("08", "push"): f"def slopes_u_k(v_c, o, U, negatives): {SIGMA}",
    ("08", "collect"): "def collect(U, o, negatives, pull, pushes): G = np.zeros_like(U); n = negatives",
    ("08", "draw"): "def telling_draw(): ",
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
{PULL} + s[n[1:]] @ U[n[1:]]
(s[o - 1] - 1) * U[o - 1] + s[n] @ U[n]
(s[o] - 1) * v_c + s[n] @ U[n]
m = [k for k in n if k != o]; return {PULL} + s[m] @ U[m]
-s[o] * U[o] + s[n] @ U[n]"""  # fmt: skip
ANSWERS = {  # right, wrong
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
-np.log(s[o]) - np.log(1 - s[n[1:]]).sum()
-np.log(s[o]) - np.log(1 - s[n[:-1]]).sum()
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
n[np.argmax(z[n] * size)]
n[np.argmax(np.exp(z[n]) * size)]
n[np.argmax(np.exp(z[n]) / np.exp(z).sum() * size)]
n[np.argmax(np.log1p(np.exp(z[n])) * size)]
n[np.argmax(s[n] * abs(U[n]).sum(1))]
n[np.argmax(s[n] * size ** 2)]
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
np.add.at(G, n, pushes); G[o] = pull; return G
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
}  # fmt: skip
