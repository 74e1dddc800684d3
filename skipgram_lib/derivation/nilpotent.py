"""Slopes as a sum Σ s_i ε_i: a dict from the number of an entry to its slope, on a clock."""

LEVEL = 1 << 20  # key of a slope: i for entry i, and i · LEVEL for a slope that is taken inside another


def plus(a, b, hours):
    if not a or not b:
        return a or b
    total = dict(a)
    for key, slope in b.items():
        total[key] = (total.get(key, 0) + slope) % hours
    return total


def scaled(c, slopes, hours):
    return {key: c * slope % hours for key, slope in slopes.items()}


def crossed(a, b):
    """ε_i of one level times ε_j of the other; inside one level the product is 0."""
    if not (a and b) or max(max(a), max(b)) < LEVEL:
        return {}
    cross = {}
    for i, u in a.items():
        for j, v in b.items():
            if not (i % LEVEL and j % LEVEL) and not (i // LEVEL and j // LEVEL):
                cross[i + j] = cross.get(i + j, 0) + u * v
    return cross
