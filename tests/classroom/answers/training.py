"""Answers about training: right ones in odd styles, and wrong ones."""

HEADS = {
    ("10", "window"): "def slope_of_window(v_c, window, U): e = np.exp(U @ v_c); q = e / e.sum(); C = len(window); "
    "y = np.bincount(window, minlength=len(U))",
    ("10", "end"): "def last_scores(counts, K): n = counts.sum(0) ** 0.75; w = n / n.sum(); "
    "p = counts / counts.sum(1, keepdims=True)",
}
ANSWERS = {  # right, wrong
    ("10", "window"): ("""(C * q - y) @ U
U.T @ (C * q - y)
sum((q - np.eye(len(U))[o]) @ U for o in window)
C * q @ U - U[window].sum(0)""", """(q - y) @ U
(q - y / C) @ U
(C * q - np.bincount(window)) @ U
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
