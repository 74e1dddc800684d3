"""The index at the end of the course: each of its twenty questions is answered in the chapter that it names."""

import re

from exercise_cells import CHAPTERS, cells

ROW = re.compile(r"^\| (.*?) \| ((?:(?:, )?\[\d\d\]\(\d\d_\w+\.ipynb\))+) \|$", re.MULTILINE)
LINK = re.compile(r"\[(\d\d)\]\((.*?)\)")
ANSWERED = {  # how the question begins -> words of its answer
    "How is u·v": r"U_\{wi\}",
    "Why is it ŷ − y": r"\\frac\{\\partial J\}\{\\partial z\} = \\hat\{y\} - y",
    "Where did the log": r"a log was lost",
    "One letter": r"sum.{0,80}held|held.{0,80}sum|two jobs",
    "Does a start at zero": r"Started at v = U = 0",
    "Sigmoid or softmax": r"Sigmoid or softmax\?",
    "What cancels σ′": r"cancel",
    "Why does +=": r"`G\[draw\] \+= …`",
    "What if the target": r"X5",
    "How close": r"How close is close enough\?",
    "One output": r"window",
    "Words in rows": r"numerator layout",
    "Step or slope": r"maximises the likelihood",
    "Does negative sampling": r"Noise-contrastive estimation",
    "Why the power": r"power ¾",
    "Why does a loss": r"summed over an epoch rise",
    "Why two vectors": r"Why two vectors, and which to keep",
    "Which of the two": r"Why two vectors, and which to keep",
    "Does it predict": r"from the word in the middle, predict the words around it|predict the centre from the context",
    "Are v and u updated": r"Are u and v updated in turn\?",
}


def test_each_question_of_the_index_is_answered_where_it_says():
    index = next(cell.source for cell in cells(CHAPTERS, "13_check_without_rounding.ipynb") if "Twenty" in cell.source)
    rows = ROW.findall(index)
    assert len(rows) == len(ANSWERED) == 20
    for question, links in rows:
        words = next(words for start, words in ANSWERED.items() if question.startswith(start))
        for number, name in LINK.findall(links):
            text = "\n".join(cell.source for cell in cells(CHAPTERS, name))
            assert name.startswith(number), question
            assert re.search(words, text), question
