"""One step and the loop: bodies of more than a line, right ones in odd styles, and wrong ones."""

import textwrap

PARTS = """pull, pushes = sampling_pull(v[c], o, U), sampling_pushes(v[c], U, negatives)
G = collect(U, o, negatives, pull, pushes)
g = sampling_slope_v_c(v[c], o, U, negatives)
"""
FOUND = "found = negative_sampling.gradients(v[c], o, U, negatives)\n"
START = "v, U = rng.normal(0, 0.1, (len(counts), d)), np.zeros((len(counts), d))\n"


def looped(body="step(v, U, c, o, draws(counts, K, rng), rate)", start=START, over="pairs", end="return v, U"):
    return f"{start}for c, o in {over}:\n{textwrap.indent(body, '    ')}\n{end}"


STEP = (
    [
        PARTS + "v[c] -= rate * g\nU -= rate * G",
        PARTS + "U[:] = U - rate * G\nv[c] = v[c] - rate * g",
        FOUND + "v[c] += -rate * found.v_c\nnp.subtract(U, rate * found.U, out=U)",
        "rows, centre = [o, *negatives], v[c].copy()\ndelta = 1 / (1 + np.exp(-(U[rows] @ centre)))\ndelta[0] -= 1\n"
        "v[c] -= rate * np.einsum('k,kd->d', delta, U[rows])\nnp.add.at(U, rows, -rate * np.outer(delta, centre))",
        PARTS + "for w in range(len(U)):\n    U[w] -= rate * G[w]\nfor i in range(len(g)):\n    v[c, i] -= rate * g[i]",
        FOUND + "v[c], U[...] = v[c] - rate * found.v_c, U - rate * found.U",
        PARTS + "for k, push in zip([o, *negatives], [pull, *pushes]):\n    U[k] -= rate * push\nv[c] -= rate * g",
    ],
    [
        PARTS + "v[c] += rate * g\nU += rate * G",
        PARTS + "v[c] += rate * g\nU -= rate * G",
        PARTS + "v[c] -= rate * g\nU += rate * G",
        PARTS + "v[c] -= rate * g",
        PARTS + "U -= rate * G",
        "v[c] -= rate * sampling_slope_v_c(v[c], o, U, negatives)\n" + PARTS + "U -= rate * G",
        PARTS + "U -= rate * G\nv[c] -= rate * sampling_slope_v_c(v[c], o, U, negatives)",
        "negatives = sorted(set(negatives))\n" + PARTS + "v[c] -= rate * g\nU -= rate * G",
        PARTS + "v[c] -= g\nU -= G",
        PARTS + "v[c] -= 0.05 * g\nU -= 0.05 * G",
        PARTS + "v[c] -= rate * rate * g\nU -= rate * rate * G",
        PARTS + "v = v - rate * g\nU = U - rate * G",
        PARTS + "v -= rate * g\nU -= rate * G",
        "c, o = o, c % len(U)\n" + PARTS + "v[c] -= rate * g\nU -= rate * G",
        PARTS + "v[o] -= rate * g\nU -= rate * G",
        PARTS + "v[c] -= rate * g\nU[o] -= rate * pull\nU[negatives] -= rate * pushes",
        PARTS + "v[c] -= rate * g\nU[o] -= rate * pull",
        PARTS + "v[c] -= rate * g\nU -= rate * G.mean(axis=0)",
        PARTS + "v[c] -= rate * g / len(negatives)\nU -= rate * G / len(negatives)",
        PARTS + "v[c] = rate * g\nU[:] = rate * G",
        PARTS + "return v - rate * g, U - rate * G",
        "v[c] -= rate * softmax_slope_v_c(v[c], o, U)\nU -= rate * softmax_slope_U(v[c], o, U)",
        "pass",
    ],
)
LOOP = (
    [
        looped(),
        looped(start="V = len(counts)\nv = (rng.random((V, d)) - 0.5) / d\nU = v * 0\n"),
        looped(start="v, U = np.random.normal(0, 0.05, (len(counts), d)), np.zeros((len(counts), d))\n"),
        looped(
            start=START + "K_words = [draws(counts, K, rng) for _ in pairs]\n",
            over="[(*pair, k) for pair, k in zip(pairs, K_words)]",
            body="step(v, U, c, o, k, rate)",
        ).replace("for c, o in", "for c, o, k in"),
        looped(end="return [v.tolist(), U.tolist()]"),
        looped(start=START.rstrip() + "\nv = v.astype(np.float32)\nU = U.astype(np.float32)\n"),
        START + "while pairs:\n    c, o = pairs.pop(0)\n    step(v, U, c, o, draws(counts, K, rng), rate)\nreturn v, U",
        looped(over="np.array(pairs)", end="return np.array([v, U])"),
    ],
    [
        looped(start="v, U = np.zeros((2, len(counts), d))\n"),
        looped(start="v, U = np.ones((len(counts), d)), np.zeros((len(counts), d))\n"),
        looped(start=START.replace("np.zeros((len(counts), d))", "rng.normal(0, 1, (len(counts), d))")),
        looped(start=START + "k = draws(counts, K, rng)\n", body="step(v, U, c, o, k, rate)"),
        looped("step(v, U, c, o, np.random.default_rng(0).choice(len(counts), K), rate)"),
        looped("step(v, U, c, o, rng.integers(len(counts), size=K), rate)"),
        looped("step(v, U, c, o, draws(counts, 1, rng), rate)"),
        looped("step(v, U, c, o, [], rate)"),
        looped("step(v, U, o, c, draws(counts, K, rng), rate)"),
        looped("step(U, v, c, o, draws(counts, K, rng), rate)"),
        looped("step(v, U, c, o, draws(counts, K, rng), 0.05)"),
        looped("step(v, U, c, o, draws(counts, K, rng), -rate)"),
        looped(end="return U, v"),
        looped(end="return v"),
        looped(end=""),
        looped("step(v, U, c, o, draws(counts, K, rng), rate)\nreturn v, U"),
        looped(over="pairs[: len(pairs) // 2]"),
        looped(over="pairs[1:]"),
        looped(over="pairs[:-1]"),
        looped(over="set(pairs[:100])"),
        looped(START + "step(v, U, c, o, draws(counts, K, rng), rate)", start=""),
        looped(start=START.replace("(len(counts), d)", "(d, len(counts))")),
        looped("step(v.copy(), U.copy(), c, o, draws(counts, K, rng), rate)"),
        looped(over="[(o, c) for c, o in pairs]"),
        looped("pass"),
        looped("step(v, U, c, o, K, rate)"),
    ],
)
