"""What README says is what happens: the example, the ledger lines and the commands that it shows, and its links."""

import contextlib
import io
import pathlib
import re

from skipgram_lib.derivation import report, verify
from skipgram_lib.losses import LOSSES

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_every_example_prints_what_stands_below_it():
    scope, examples = {}, [i for i, (language, _) in enumerate(BLOCKS) if language == "python"]
    assert len(examples) == 3
    for at in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(BLOCKS[at][1], scope)
        assert printed.getvalue() == BLOCKS[at + 1][1]


def test_every_ledger_line_it_shows_is_printed_and_the_answers_are_folded():
    printed = report.as_text(verify(trials=1)).splitlines()
    shown = [line for language, text in BLOCKS if language == "text" for line in text.splitlines() if line in printed]
    assert len(shown) == 4, "run tools/stamp.py for the totals in README.md"
    openly = re.sub(r"<details>.*?</details>", "", README, flags=re.DOTALL)
    assert [line for line in shown if line in openly] == shown[:1]
    assert shown[0].startswith("A1 "), "a line that no chapter asks a mark for"


def test_the_commands_stand_on_one_line_each():
    commands = [text.strip() for language, text in BLOCKS if language == "sh"]
    assert all("\n" not in command for command in commands)
    assert [command.split("&& ")[-1] for command in commands[:2]] == [
        ".venv/bin/python -m skipgram_lib",
        ".venv/bin/pytest -n auto --dist loadfile",
    ]


def test_links_and_folders_exist():
    links = re.findall(r"\]\(([^)#]+)\)", README) + re.findall(
        r"^\| `([\w/]+/[\w/]+|notebooks|tests|benchmarks|tools)` \|", README, re.MULTILINE
    )
    assert len(links) > 15
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_top_is_short():
    prose = re.sub(r"```.*?```", "", README[: README.index("## Large arrays")], flags=re.DOTALL)
    assert len(prose.split()) <= 450


def test_every_loss_has_its_line():
    told = re.findall(r"^\| `(\w+)` \| J = .* \| (yes|no) \|$", README, re.MULTILINE)
    assert dict(told) == {name: "yes" if loss.draws else "no" for name, loss in LOSSES.items()}, (
        "each loss has its line in README.md, in the table Losses, and no other has"
    )
