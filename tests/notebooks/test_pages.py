"""The pages are shown as they were printed: every line, its box if it has one, and not a word of judgement."""

import re

from skipgram_lib.classroom import pages
from skipgram_lib.derivation import all_lines


def test_the_pages_show_every_printed_line_and_judge_none(monkeypatch):
    shown = []
    monkeypatch.setattr(pages, "display", lambda bundle, raw: shown.append(bundle))
    pages.show_pages()
    (bundle,) = shown
    typeset, plain = bundle["text/markdown"], bundle["text/plain"]
    printed = [line for line in all_lines().values() if line.section != "added"]
    assert re.findall(r"\\tag\{(\w+)\}", typeset) == [line.id for line in printed]
    assert all(line.formula in plain for line in printed)
    assert typeset.count(r"\boxed") == plain.count("□") == sum(line.boxed for line in printed)
    assert not re.search("hold|slip|misprint|should|correct|refut", typeset + plain)
    corrections = [line.correction for line in printed if line.correction]
    assert not any(correction in plain for correction in corrections)
