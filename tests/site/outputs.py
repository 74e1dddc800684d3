"""What strict nbval compares of a notebook: everything but the pixels. Runs here and inside Pyodide."""


def joined(value):
    """One string, however the notebook stores it."""
    return "".join(value) if isinstance(value, list) else value


def texts(outputs):
    """{key: text} of a cell's outputs, neighbouring streams joined; a picture counts, whatever it shows."""
    found = {}
    for output in outputs:
        if output["output_type"] == "stream":
            said = {output["name"]: joined(output["text"])}
        elif output["output_type"] == "error":
            said = {"error": f"{output['ename']}: {output['evalue']}"}
        else:
            said = {k: "a picture;" if k.startswith("image/") else joined(v) for k, v in output["data"].items()}
        for key, text in said.items():
            found[key] = found.get(key, "") + text
    return {key: text for key, text in found.items() if text}


def code_cells(notebook):
    """The code cells, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def differences(stored, ran):
    """A sentence for each output, and each cell, that is not what is stored; both are lists of code cells."""
    if len(stored) != len(ran):
        return [f"{len(ran)} cells ran, and {len(stored)} are stored"]
    found = []
    for n, (before, after) in enumerate(zip(stored, ran), 1):  # noqa: B905  both lengths are the same
        want, got = texts(before["outputs"]), texts(after["outputs"])
        keys = sorted(k for k in want.keys() | got.keys() if want.get(k) != got.get(k))
        found += [f"cell {n}, {key}: stored {want.get(key)!r}, got {got.get(key)!r}" for key in keys]
    return found
