"""The ledger as a reader meets it: a table for the terminal, one line in full, and JSON."""

import json
from collections import Counter

from skipgram_lib.derivation.clock import BITS

WIDTH = 100


def as_text(entries):
    """The table, at most 100 columns wide, with its totals below."""
    rows = [_row("id", "line, as the page prints it (□: boxed)", "measured", "proved"), "-" * WIDTH]
    for section in dict.fromkeys(entry.line.section for entry in entries):
        rows.append(section)
        for entry in (e for e in entries if e.line.section == section):
            formula = f"{entry.line.formula:<67} {'□' if entry.line.boxed else ''}"
            first = next(iter(entry.proofs), "printed")
            rows.append(_row(entry.line.id, formula, verdict(entry), proved(entry, first)))
            rows.extend(_findings(entry))
    return "\n".join([*rows, "-" * WIDTH, *totals(entries)])


def _row(id, text, measured="", proved=""):
    return f"{id:<4} {text:<69} {measured:<11} {proved}".rstrip()


def in_full(entry):
    """Everything the ledger knows of one line."""
    line = entry.line
    facts = {
        "line": f"{line.id}, {line.section}{', boxed' if line.boxed else ''}",
        "reads": line.formula,
        "LaTeX": line.latex,
        "status": line.status,
        "as printed": entry.as_printed,
        "correction": line.correction,
        "corrected": entry.corrected,
        "diagnosis": entry.diagnosis,
        "measured": f"{entry.trials} random points, by central differences and by the complex step",
        "gap / bound": None if entry.worst_ratio is None else f"at most {entry.worst_ratio:.2g} (1 is the limit)",
    }
    facts |= {f"{side}, exactly": _proof(proof) for side, proof in entry.proofs.items()}
    return "\n".join(f"{key:<19} {value}" for key, value in facts.items() if value)


def _proof(proof):
    """What was proved, and how likely an accident is."""
    if proof.verdict == "equal":
        limit = f"D / q = {proof.accident:.0e} (D = {proof.degree:.0f}, q of {BITS} bits)"
        return f"equal; an accident has a probability of at most {limit}"
    return "differs, for certain" if proof.verdict else f"not settled: {proof.reason}"


def as_json(entries):
    """`{"ok": bool, "lines": [...]}` with the keys that other programs rely on."""
    lines = [
        {
            "id": e.line.id,
            "section": e.line.section,
            "formula": e.line.formula,
            "boxed": e.line.boxed,
            "status": e.line.status,
            "as_printed": e.as_printed,
            "corrected": e.corrected,
            "diagnosis": e.diagnosis,
            "trials": e.trials,
            "worst_ratio": e.worst_ratio,
            "exact": e.exact,
        }
        for e in entries
    ]
    return json.dumps({"ok": all(e.ok for e in entries), "lines": lines}, indent=1)


def verdict(entry):
    """What was measured, in one word or two; a line that did not do as expected says so in capitals."""
    if not entry.ok:
        return "UNEXPECTED"
    return {"slip": "a slip", "misprint": "a misprint"}.get(entry.line.status, "holds")


def proved(entry, side):
    """What was proved of a side."""
    return entry.proofs[side].verdict or "not settled" if side in entry.proofs else ""


def _findings(entry):
    """What a reader should know beyond the verdict, row by row."""
    if not entry.ok:
        yield f"     printed {entry.as_printed}, corrected {entry.corrected}: a {entry.line.status} line should differ"
    for side in entry.contradictions:
        yield f"     {side} side: {entry.proofs[side].verdict} without rounding, which the measurement contradicts"
    if entry.diagnosis:
        yield f"     found:     {entry.diagnosis}"
    if entry.line.correction:
        yield _row("", f"should be: {entry.line.correction}", entry.corrected, proved(entry, "corrected"))


def totals(entries):
    """Counts of what was measured, not of what was expected."""
    printed = [e for e in entries if e.as_printed is not None]
    added = [e for e in entries if e.as_printed is None]
    boxed = [e for e in printed if e.line.boxed]
    n = Counter(verdict(e) if e.line.status != "definition" else "definition" for e in printed)
    if printed:
        yield (
            f"{len(printed)} printed lines: {n['definition']} definitions, {n['holds']} that hold, "
            f"{n['a slip']} slips, {n['a misprint']} misprints."
        )
        yield f"{len(boxed)} boxed lines, of which {sum(e.as_printed == 'holds' for e in boxed)} hold."
    if added:
        yield f"{len(added)} lines added, of which {sum(e.corrected == 'holds' for e in added)} hold."
    proved = Counter(e.exact for e in entries)
    yield (
        f"Without rounding: {proved['equal']} lines are proved identities (misprints as corrected),"
        f" {proved['differs']} proved not to be."
    )
    surprises = [e.line.id for e in entries if not e.ok]
    yield f"Not as expected: {', '.join(surprises)}." if surprises else "Every line got the verdict it should."
