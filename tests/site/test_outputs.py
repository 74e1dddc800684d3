"""The comparison that the site's checks rest on sees every change that strict nbval sees."""

import copy

import pytest
from outputs import differences

CELL = {
    "outputs": [
        {"output_type": "stream", "name": "stdout", "text": ["one\n", "two\n"]},
        {"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "a figure"}},
        {"output_type": "execute_result", "data": {"text/html": ["<b>2</b>"], "text/plain": ["2"]}},
    ]
}


def with_change(change):
    cell = copy.deepcopy(CELL)
    change(cell["outputs"])
    return differences([CELL], [cell])


@pytest.mark.parametrize(
    "change",
    [
        lambda outputs: outputs[0].update(text="one\ntoo\n"),
        lambda outputs: outputs[0].update(name="stderr"),
        lambda outputs: outputs[1]["data"].pop("image/png"),
        lambda outputs: outputs[1]["data"].update({"text/plain": "another"}),
        lambda outputs: outputs[2]["data"].update({"text/html": "<b>3</b>"}),
        lambda outputs: outputs.pop(),
        lambda outputs: outputs.append({"output_type": "stream", "name": "stderr", "text": "a warning"}),
        lambda outputs: outputs.append({"output_type": "error", "ename": "NameError", "evalue": "x"}),
    ],
)
def test_a_change_is_seen(change):
    assert with_change(change)


@pytest.mark.parametrize(
    "change",
    [
        lambda outputs: outputs[0].update(text="one\ntwo\n"),
        lambda outputs: outputs.insert(1, {"output_type": "stream", "name": "stdout", "text": []}),
        lambda outputs: outputs[1]["data"].update({"image/png": "BBBB"}),
    ],
)
def test_what_means_the_same_is_the_same(change):
    assert with_change(change) == []


def test_a_cell_that_did_not_run_is_seen():
    assert differences([CELL, CELL], [CELL])
