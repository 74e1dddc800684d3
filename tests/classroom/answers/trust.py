"""Answers about what a check cannot see, and about a batch: right ones in odd styles, and wrong ones."""

BATCH = (
    "V = len(U); y = np.eye(V); e = np.exp(v @ U.T); q = e / e.sum(1)[:, None]; g = lambda c, o: U.T @ (q[c] - y[o])"
)
HEADS = {
    ("12", "shift"): "def shift(): ",
    ("12", "input"): "def telling_input(): ",
    ("12", "noise"): "def inexact(): ",
    ("09", "batch"): f"def slope_of_batch(v, U, pairs): {BATCH}; G = np.zeros_like(v)",
    ("09", "constant"): "def best_score(K): ",
}
ANSWERS = {  # right, wrong
    ("12", "shift"): ("""1e8
10**7
-1e9
np.float64(3e8)
float("1e10")
np.array(2.0**30)""", """0
1
1e-6
1e3
1e18
np.inf
-np.inf
np.nan
None
"1e8"
10**20
[1e8]
1e8j
True
1e300"""),
    ("12", "input"): ("""v_c, o, U, [3, 2, 3, o]
[v_c.tolist(), o, U.tolist(), (o, 5, 5, 0)]
v_c, 5, U, np.array([5, 0, 0, 5])
np.array([0.5, -1.0, 0.3]), 2, np.random.default_rng(0).normal(size=(7, 3)), [2, 4, 4, 2, 1]
v_c / 2, np.int64(0), U[:5], [0, 2, 2, 0]
v_c.astype(np.float32), o, U.astype(np.float32), [3, o, 3, 2]""", """v_c, o, U, [2, 3, 4]
v_c, o, U, [3, 2, 3]
v_c, o, U, [o, 2, 3]
v_c, o, U, [o, o]
0 * v_c, o, U, [3, 2, 3, o]
np.ones(2), o, U, [3, 2, 3, o]
v_c, o, U, [3, 3, 3, 3, o, 2]
np.ones(6), o, np.eye(6), [3, 2, 3, o]
v_c, -1, U, [3, 2, 3, o]
v_c, o, U.T, [3, 2, 3, o]
v_c, o, U, []
v_c, o, U
v_c, 6, U, [3, 2, 3, o]
v_c, o, U, [3, 2, 3, 9]
v_c * np.nan, o, U, [3, 2, 3, o]
None
3
'coffee'
1000 * v_c, o, U, [3, 2, 3, o]
v_c, o, U, [3]"""),
    ("12", "noise"): ("""'c', 1e-5
['c', 1e-6]
'c', max(abs(PROGRAMS['c'](x) - PROGRAMS['b'](x)) for x in (v_c, v_c + 0.1))
'c', np.float32(1e-4)
{'c': 1e-5}.popitem()
np.str_('c'), 2.0**-17""", """'a', 1e-5
'b', 1e-5
'c', 0
'c', 1
'c', 1e-12
'c', -1e-5
'c', np.nan
'c', np.inf
'c'
1e-5
'd', 1e-5
'c', None
None
'c', 'small'
3, 1e-5
'c', 0.1
1e-5, 'c'"""),
    ("09", "batch"): ("""np.add.at(G, [c for c, o in pairs], [g(c, o) for c, o in pairs]); return G
sum(np.outer(y[c], g(c, o)) for c, o in pairs)
[sum([g(c, o) for c, o in pairs if c == w], 0 * v[0]) for w in range(V)]
M = np.zeros((V, V)); np.add.at(M, tuple(np.transpose(pairs)), 1); return (M.sum(1)[:, None] * q - M) @ U
np.einsum('bw,bd->wd', y[[c for c, o in pairs]], np.array([g(c, o) for c, o in pairs]))
[G.__setitem__(c, G[c] + g(c, o)) for c, o in pairs[::-1]]; return G
v[:] = sum(np.outer(y[c], g(c, o)) for c, o in pairs); return v""", """\
[G.__setitem__(c, g(c, o)) for c, o in pairs]; return G
sum(np.outer(y[c], g(c, o)) for c, o in set(pairs))
G[[c for c, o in pairs]] += np.array([g(c, o) for c, o in pairs]); return G
sum(np.outer(y[c], g(c, o)) for c, o in pairs) / len(pairs)
sum(np.outer(y[c], U.T @ q[c]) for c, o in pairs)
-sum(np.outer(y[c], U[o]) for c, o in pairs)
sum(np.outer(y[c], U.T @ (q[c] + y[o])) for c, o in pairs)
sum(np.outer(y[c], U.T @ (e[c] - y[o])) for c, o in pairs)
sum(np.outer(y[c], U.T @ (1 / (1 + np.exp(-(U @ v[c]))) - y[o])) for c, o in pairs)
sum(np.outer(y[o], g(o, c)) for c, o in pairs)
sum(np.outer(y[o], g(c, o)) for c, o in pairs)
sum(np.outer(q[c] - y[o], v[c]) for c, o in pairs)
sum(g(c, o) for c, o in pairs)
[g(c, o) for c, o in pairs]
np.outer(y[pairs[0][0]], g(*pairs[0]))
sum(np.outer(y[c], g(c, o)) for c, o in pairs[:-1])
sum(np.outer(y[c], g(pairs[0][0], o)) for c, o in pairs)
sum(np.outer(y[c], g(c, 1)) for c, o in pairs)
np.ones((V, 1)) * sum(g(c, o) for c, o in pairs)
-sum(np.outer(y[c], g(c, o)) for c, o in pairs)"""),
    ("09", "constant"): ("""-np.log(K)
np.log(1 / K)
float(-np.log(K))
np.log(1 / (1 + K)) - np.log(K / (1 + K))
np.float64(-1) * np.log(K)
-np.log(K) * (1 + 2e-8)
min(np.linspace(-np.log(K) - 1, -np.log(K) + 1, 2001), key=lambda z: np.logaddexp(0, -z) + K * np.logaddexp(0, z))""",
        """np.log(K)
1 / (1 + K)
1 / K
-K
0
-np.log(1 + K)
np.log(1 + K)
np.log(K / (1 + K))
-np.log2(K)
-np.log10(K)
(1 + K) * np.log(2)
np.log(1 + K) + K * np.log(1 + 1 / K)
-np.log(5)
-1
-np.log(K) / (1 + K)
K
np.array([-np.log(K)])
None"""),
}  # fmt: skip
