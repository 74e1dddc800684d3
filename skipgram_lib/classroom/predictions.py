"""What a reader commits to before a measurement, and what the measurement says to it."""

from html import escape

from IPython.display import display

from skipgram_lib.derivation import verify
from skipgram_lib.derivation.lines import line_of
from skipgram_lib.door import NAMES, TEXT, WORDS, door

OPEN = "?"
MARKS = {"H": "holds", "S": "slips", OPEN: "not marked yet"}
_marks, _predictions = {}, {}  # of this kernel: what the reader said last


def mark(**marks):
    """Record a mark for lines of the page: H if you think that it holds, S if you think that it slips.

    Parameters
    ----------
    **marks : str
        Line id -> "H", "S" or "?", for example `mark(S8="S")`.

    Raises
    ------
    ValueError
        If there is no such line, or the mark is another letter.
    """
    for id, letter in marks.items():
        line_of(id, "a mark's name")
        if not isinstance(letter, str) or letter not in MARKS:
            raise ValueError(f"{id} must be 'H' (holds), 'S' (slips) or '?'; got {letter!r}. Change that letter.")
    _marks.update(marks)
    print(", ".join(f"{id}: {MARKS[letter]}" for id, letter in marks.items()))


@door(why=TEXT)
def compare_marks(*ids, why=""):
    """Measure lines and show, folded, what was found beside what you marked.

    Parameters
    ----------
    *ids : str
        Lines that were marked, for example "S8".
    why : str
        What a wrong mark has to teach.
    """
    told = []
    for entry in verify(list(ids)):
        found = "S" if entry.as_printed == "refuted" else "H"
        told.append(f"{entry.line.id} {MARKS[found]}{_beside(_marks.get(entry.line.id, OPEN), found, MARKS)}.")
    _fold("What was measured, beside your marks", " ".join([*told, why]).strip())


@door(question=WORDS, choices=NAMES)
def predict(question, answer, choices):
    """Record a prediction; the measurement comes later.

    Parameters
    ----------
    question : str
        The name of the question; `compare` asks for the same one.
    answer : str
        One of `choices`, or "?" while you have not decided.
    choices : sequence of str

    Raises
    ------
    ValueError
        If the answer is none of the choices.
    """
    if answer not in (OPEN, *choices):
        listed = ", ".join(map(repr, choices))
        raise ValueError(f"answer must be one of {listed}, or '?'; got {answer!r}. Copy one of them.")
    _predictions[question] = answer
    print(f"{question}: not predicted yet ({' or '.join(choices)})" if answer == OPEN else f"{question}: {answer}")


@door(question=WORDS, measured=WORDS, why=TEXT)
def compare(question, measured, why=""):
    """Show, folded, what was measured beside what you predicted.

    Parameters
    ----------
    question : str
        As `predict` was given it.
    measured : str
        The choice that the measurement makes; computed, never typed.
    why : str
        Why a wrong prediction is worth the surprise.

    Raises
    ------
    ValueError
        If that question was never put.
    """
    if question not in _predictions:
        known = ", ".join(map(repr, _predictions)) or "none yet"
        raise ValueError(f"question must be one that predict was given: {known}; got {question!r}. Run its cell first.")
    told = f"{question}: {measured}{_beside(_predictions[question], measured, {})}."
    _fold("What was measured, beside your prediction", f"{told} {why}".strip())


def _beside(said, found, words):
    """The second half of a sentence: what the reader had said."""
    if said == OPEN:
        return "; you had not decided"
    return ", as you said" if said == found else f"; you said {words.get(said, said)}"


def _fold(summary, text):
    html = f"<details><summary>{escape(summary)}</summary><p>{escape(text)}</p></details>"
    display({"text/html": html, "text/plain": text}, raw=True)
