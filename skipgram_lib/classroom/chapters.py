"""The chapters: file, title, question, and the lines that each one shows, derives and checks.

`tools/stamp.py` writes titles, links and footers from here into the notebooks, and README's list; and the lines of a
chapter, which are the formulas that it tags, from the notebooks to here.
"""

from typing import NamedTuple


class Chapter(NamedTuple):
    """One notebook of the course; `file` is its name without the ending, `lines` are ids of the ledger."""

    file: str
    title: str
    question: str
    lines: tuple = ()

    @property
    def number(self):
        """ "04"."""
        return self.file[:2]

    @property
    def heading(self):
        """ "04 · Move the true word"."""
        return f"{self.number} · {self.title}"


CHAPTERS = (
    Chapter(
        "00_start_here",
        "Start here",
        "what do word vectors do, and which lines of two pages would you trust?",
    ),
    Chapter(
        "01_measure_a_slope",
        "Measure a slope",
        "how well can a slope be measured, and how do we know?",
        ("A1",),
    ),
    Chapter(
        "02_softmax_and_cross_entropy",
        "Turn scores into a loss",
        "what is J, and why does only y_o matter?",
        ("S1", "S2", "S4", "S5", "S6"),
    ),
    Chapter(
        "03_center_vector",
        "Move the centre vector",
        "how does J change when v_c moves?",
        ("S3", "X1", "X7"),
    ),
    Chapter(
        "04_true_outside_word",
        "Move the true word",
        "how does J change when v_o moves?",
        ("S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14"),
    ),
    Chapter(
        "05_other_outside_words",
        "Move every other word",
        "how does J change when any other v_k moves?",
        ("S15", "S16", "S17", "S18", "S19", "X2"),
    ),
    Chapter(
        "06_negative_sampling",
        "Ask yes or no instead",
        "why not the softmax, and what takes its place?",
        ("N1", "A2"),
    ),
    Chapter(
        "07_negative_sampling_center",
        "Move the centre vector again",
        "how does the new J change when v_c moves?",
        ("N2", "N3", "N4"),
    ),
    Chapter(
        "08_negative_sampling_outside",
        "Move each drawn word",
        "how does the new J change when u_o or a drawn u_k moves?",
        ("N5", "N6", "N7", "N8", "X3", "X4", "X5"),
    ),
    Chapter(
        "09_train_on_a_corpus",
        "Train on a corpus",
        "where do the gradients lead on a real text?",
        ("X6",),
    ),
    Chapter(
        "10_where_training_ends",
        "Ask where training ends",
        "where does each loss put the end of training?",
        ("X8",),
    ),
    Chapter(
        "11_catch_the_bug",
        "Catch the bug",
        "what do real mistakes look like?",
    ),
    Chapter(
        "12_what_a_check_cannot_see",
        "Ask what a check cannot see",
        "what has a check that agrees not shown?",
    ),
    Chapter(
        "13_check_without_rounding",
        "Check without rounding",
        "can a line be proved, with whole numbers alone?",
    ),
)

HOME = {id: chapter for chapter in CHAPTERS for id in chapter.lines}  # line -> the chapter that derives it
