"""Answers on the road, but for the step and the loop: right ones in odd styles, and wrong ones."""

from answers import page1, page2
from answers.heads import SIGMA, SOFTMAX
from answers.steps import LOOP, STEP

HEADS = {
    ("09", "softmax"): "def softmax(z): t = z - z.max(); e = np.exp(t); q = e / e.sum()",
    ("09", "softmaxloss"): f"def softmax_loss(v_c, o, U): {SOFTMAX}",
    ("09", "softmaxslopevc"): f"def softmax_slope_v_c(v_c, o, U): {SOFTMAX}",
    ("09", "softmaxslopeu"): f"def softmax_slope_U(v_c, o, U): {SOFTMAX}",
    ("09", "samplingloss"): f"def sampling_loss(v_c, o, U, negatives): {SIGMA}",
    ("09", "samplingslopevc"): f"def sampling_slope_v_c(v_c, o, U, negatives): {SIGMA}",
    ("09", "samplingpull"): "def sampling_pull(v_c, o, U): x = U[o] @ v_c; s = 1 / (1 + np.exp(-x))",
    ("09", "samplingpushes"): f"def sampling_pushes(v_c, U, negatives): {SIGMA}",
    ("09", "collect"): "def collect(U, o, negatives, pull, pushes): G = np.zeros_like(U); n = negatives",
    ("09", "pairs"): "def pairs(sentence, reach): s, r, N = sentence, reach, range(len(sentence))",
    ("09", "draws"): "def draws(counts, K, rng): V = len(counts); w = counts**0.75; p = w / w.sum()",
    ("09", "step"): "def step(v, U, c, o, negatives, rate):",
    ("09", "loop"): "def loop(pairs, counts, d, K, rate, rng):",
}
ANSWERS = {  # right, wrong
    ("09", "softmax"): ("""q
[float(np.exp(x - max(z))) / sum(np.exp(y - max(z)) for y in z) for x in z]
np.exp(t - np.log(e.sum()))
1 / np.exp(np.subtract.outer(z, z)).sum(axis=0) if z.max() > 900 else np.exp(z) / np.exp(z).sum()
z -= z.max(); np.exp(z, out=z); z /= z.sum(); return z""", """np.exp(z) / np.exp(z).sum()
t = z - z.min(); e = np.exp(t); return e / e.sum()
t = z - z.mean(); e = np.exp(t); return e / e.sum()
e
z / z.sum()
1 / (1 + np.exp(-z))
e / e.mean()
np.log(q)
np.exp(-z + z.min()) / np.exp(-z + z.min()).sum()
e / e.max()
t / t.sum()
np.exp(t) / np.exp(z).sum()
(z == z.max()).astype(float)
q[0]
2.0**t / (2.0**t).sum()
e / len(z)
e**2 / (e**2).sum()
q * (1 - q)"""),
    ("09", "softmaxloss"): ("""-np.log(q[o])
np.log(e.sum()) - z[o]
-np.sum(y * np.log(q))
np.logaddexp.reduce(z) - U[o] @ v_c
float(np.log(sum(np.exp(row @ v_c - U[o] @ v_c) for row in U)))""", """np.log(q[o])
q[o]
-q[o]
1 - q[o]
e.sum() - z[o]
-np.log(q[o - 1])
-np.log(q[(o + 1) % len(U)])
-np.log(q).sum()
-np.log(q).mean()
-np.log(q[o]) / len(U)
-z[o]
-np.log(1 / (1 + np.exp(-z[o])))
-np.log2(q[o])
-np.log10(q[o])
-np.log(q)
np.log(e.sum())
z.max() - z[o]
-np.log(1 - q[o])"""),
    ("09", "softmaxslopevc"): page1.ANSWERS["03", "mend"],
    ("09", "softmaxslopeu"): page1.ANSWERS["05", "matrix"],
    ("09", "samplingloss"): page2.ANSWERS["06", "loss"],
    ("09", "samplingslopevc"): page2.SAMPLING,
    ("09", "samplingpull"): ("""(s - 1) * v_c
-1 / (1 + np.exp(x)) * v_c
[(s - 1) * a for a in v_c]
-v_c + s * v_c
v_c *= s - 1; return v_c""", """(1 - s) * v_c
s * v_c
-v_c
(s - 1) * U[o]
-s * (1 - s) * v_c
s * (1 - s) * v_c
-1 / s * v_c
-s * v_c
(s + 1) * v_c
np.log(s) * v_c
(1 / (1 + np.exp(-(U[o - 1] @ v_c))) - 1) * v_c
e = np.exp(U @ v_c); return (e[o] / e.sum() - 1) * v_c
-np.exp(-x) * v_c
(s - 1) / len(v_c) * v_c
2 * (s - 1) * v_c
np.outer(U @ v_c, v_c)
(x - 1) * v_c"""),
    ("09", "samplingpushes"): (
        page2.ANSWERS["08", "push"][0],
        page2.ANSWERS["08", "push"][1] + """
m = list(dict.fromkeys(n)); return np.outer(s[m], v_c)
np.outer(s[n] * np.bincount(n)[n], v_c)""",
    ),
    ("09", "collect"): page2.ANSWERS["08", "collect"],
    ("09", "pairs"): ("""[(s[i], s[j]) for i in N for j in N if 0 < abs(i - j) <= r]
np.array([(s[i], s[j]) for i in N for j in N if i != j and abs(i - j) <= r]).reshape(-1, 2)
((s[i], s[j]) for i in N for j in range(max(0, i - r), min(len(s), i + r + 1)) if i != j)
[[s[j], s[i]] for i in N for j in N if 0 < abs(i - j) <= r]
[pair for k in range(1, r + 1) for a, b in zip(s, s[k:]) for pair in ((a, b), (b, a))]
[(s[i], w) for i in N for w in [*s[max(0, i - r):i], *s[i + 1:i + r + 1]]][::-1]""",
        """[(s[i], s[j]) for i in N for j in N if abs(i - j) <= r]
[(s[i], s[j]) for i in N for j in N if 0 < abs(i - j) < r]
[(s[i], s[j]) for i in N for j in N if 0 < j - i <= r]
[(s[i], s[j]) for i in N for j in N if 0 < i - j <= r]
[(s[i], s[j]) for i in N for j in N if i != j]
[(s[i], s[j]) for i in N for j in N if 0 < abs(i - j) <= r and s[i] != s[j]]
[(s[i], s[j]) for i in N for j in N if 0 < abs(i - j) <= r + 1]
[(s[i], s[j]) for i in N for j in N if 0 < abs(i - j) <= 2]
{(s[i], s[j]) for i in N for j in N if 0 < abs(i - j) <= r}
sorted(set((s[i], s[j]) for i in N for j in N if 0 < abs(i - j) <= r))
[(i, j) for i in N for j in N if 0 < abs(i - j) <= r]
[(s[i], s[j]) for i in N for j in range(i - r, i + r + 1) if i != j and j < len(s)]
[(s[i], s[(i + k) % len(s)]) for i in N for k in range(-r, r + 1) if k]
list(zip(s, s[1:]))
[(s[i], [s[j] for j in N if 0 < abs(i - j) <= r]) for i in N]
[(s[0], w) for w in s[1:r + 1]]
[s[j] for i in N for j in N if 0 < abs(i - j) <= r]
None
{s[i]: s[j] for i in N for j in N if 0 < abs(i - j) <= r}"""),
    ("09", "draws"): ("""rng.choice(V, size=K, p=p)
list(np.searchsorted(np.cumsum(p), rng.random(K)))
[rng.choice(V, p=p) for _ in range(K)]
np.repeat(np.arange(V), rng.multinomial(K, p))
(np.log(p) + rng.gumbel(size=(K, V))).argmax(axis=1)
rng.choice(np.repeat(np.arange(V), np.round(p * 1e6).astype(int)), K).astype(float)""",
        """rng.choice(V, size=K, p=counts / counts.sum())
rng.integers(V, size=K)
rng.choice(V, size=K)
rng.choice(V, size=K, p=w)
rng.choice(V, size=K, p=p) + 1
rng.choice(V, size=K, p=p, replace=False)
rng.choice(V, p=p)
rng.choice(V, size=4, p=p)
p
np.argsort(-counts)[:K]
np.argsort(-counts)[np.arange(K) % V]
np.random.choice(V, size=K, p=p)
np.random.default_rng(0).choice(V, size=K, p=p)
rng.choice(counts, size=K, p=p)
rng.choice(V, size=K, p=p**0.75 / (p**0.75).sum())
rng.choice(V, size=K, p=counts ** (4 / 3) / (counts ** (4 / 3)).sum())
rng.choice(V, size=K, p=np.sqrt(counts) / np.sqrt(counts).sum())
rng.choice(V, size=K, p=(1 / w) / (1 / w).sum())
np.full(K, rng.choice(V, p=p))"""),
    ("09", "step"): STEP,
    ("09", "loop"): LOOP,
}  # fmt: skip
