"""The names that the short answers of the tables use, set in the first line of a function."""

SOFTMAX = "e = np.exp(U @ v_c); q = e / e.sum(); y = np.eye(len(U))[o]; z = U @ v_c"
SIGMA = "s = 1 / (1 + np.exp(-(U @ v_c))); z = U @ v_c; n = negatives; K = len(n)"
