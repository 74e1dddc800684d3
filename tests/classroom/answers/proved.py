"""Answers about proofs without rounding: right ones in odd styles, and wrong ones."""

CLOCK = "p, g, a, e, b = Hour.p, Hour.g, h.a, h.e, h.b; E = pow(g, e, p); inv = lambda n: pow(n, -1, p)"
T = "t = (E * E - 1) * inv(E * E + 1) % p"
HEADS = {
    ("13", "tanh"): f"def tanh(h): {CLOCK}; {T}; nan = np.nan",
    ("13", "lucky"): "def lucky(x): s = 1 / (1 + np.exp(-x))",
    ("13", "almost"): "def almost(v_c, o, U): E = np.exp(U @ v_c); q = E / E.sum(); g = (q[o] - 1) * v_c",
}
ANSWERS = {  # right, wrong
    ("13", "tanh"): ("""Hour(t, nan, (1 - t * t) * b)
Hour(t, nan, (1 - t) * (1 + t) * b)
Hour(t, None, 4 * E * E * inv((E * E + 1) ** 2) * b)
s = inv(1 + inv(E * E)); return Hour(2 * s - 1, nan, 4 * s * (1 - s) * b)
t = (E - inv(E)) * inv(E + inv(E)); return Hour(t, nan, b - t * t * b)
h.a, h.e, h.b = t, nan, (1 - t * t) * b; return h
type('Mine', (), {'a': t - p, 'b': (1 - t * t) * b + p, 'e': nan})()""", """Hour(t, nan, b)
Hour(t, nan, 1 - t * t)
Hour(t, nan, (1 + t * t) * b)
Hour(t, nan, (1 - t) * b)
Hour(t, nan, t * (1 - t) * b)
Hour(t, nan, (t * t - 1) * b)
Hour(t, nan, 0)
Hour(-t, nan, (t * t - 1) * b)
Hour(inv(t), nan, b)
Hour((E - 1) * inv(E + 1), nan, (1 - t * t) * b)
Hour(E * inv(1 + E), nan, (1 - t * t) * b)
Hour((E * E - 1) * inv(2 * E), nan, (1 - t * t) * b)
E = pow(g, a, p); t = (E * E - 1) * inv(E * E + 1); return Hour(t, nan, (1 - t * t) * b)
Hour(t, e, (1 - t * t) * b)
Hour(t, 0, (1 - t * t) * b)
Hour((E * E - 1) // (E * E + 1), nan, (1 - t * t) * b)
Hour((E * E - 1) / (E * E + 1), nan, b)
Hour(E, nan, E * b)
np.tanh(h.a)
t
(t, (1 - t * t) * b)
h
None
'tanh'"""),
    ("13", "lucky"): ("""np.exp(x) / 4
x += 0.25; return x
0 * x + 0.25
s / 2
s * s
(1 - x) / 4
s * (1 - s) + x
1 / (4 + 4 * x * x)
[(1 + e) / 4 for e in x]
(s**3) * 2
1 / (2 + 2 * np.exp(x))""", """s * (1 - s)
s - s * s
1 / (np.exp(x) + 2 + np.exp(-x))
np.exp(-x) * s**2
0.25
s
x
0 * x
-np.exp(x) / 4
np.exp(x)
1 - s
np.tanh(x) + 0.25
np.where(x == 0, 0.25, s * (1 - s))
[0.25, 0.25, 0.25]
x / 4
0.25 + x[0] * x[1:]
np.full(4, 0.25)
np.cos(x) / 4
s * (1 - s) + 1e-3 * x
'a quarter'
None"""),
    ("13", "almost"): ("""g + 2.0**-20
g * (1 + 2.0**-20)
(q[o] - 1 + 2.0**-18) * v_c
g + np.eye(len(v_c))[0] * 2.0**-17
[e - 2.0**-30 for e in g]
g + q[o] * v_c * 2.0**-19
g + v_c / 2**20
(1 - 2.0**-20) * g
np.clip(g, -50, 50) + 2.0**-20""", """g
(q[o] - 1) * v_c + 0 * 2.0**-20
g + 1e-6
g * (1 + 1e-7)
g * 1.001
g + 2.0**-10
-g
q[o] * v_c
(q[o] - 1) * 2 * v_c
np.round(g, 6)
g.astype(np.float32)
g + 2.0**-20 * np.pi
0 * g
q[o] - 1
g[:, None]
np.sqrt(g * g) * np.sign(g)
v_c
'g'
None"""),
}  # fmt: skip
