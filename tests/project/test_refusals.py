"""Every argument of every public function is refused in one sentence where it does not fit, and nothing is changed."""

import inspect
import pickle
import re

import numpy as np
import pytest
from refusals import classroom, derivation, gradcheck, losses, training
from refusals.rows import KINDS, Fine

import skipgram_lib
from skipgram_lib.__main__ import main, parser
from skipgram_lib.classroom import ledger, predictions
from skipgram_lib.derivation import verify

TABLE = {
    function: rows
    for room in (classroom, derivation, gradcheck, losses, training)
    for function, rows in room.TABLE.items()
}
REFUSED = re.compile(r" must .*(\bgot\b|\bis\b|\bholds\b|\braised\b)", re.DOTALL)
NO_NUMBERS = ["", "x", "nan", "None", "[]", "-1", "1.5", "1e3", "²"]
WORDS = {"--line": ["", "S99", "nan", "None", "[]", "s14"], "--seed": NO_NUMBERS, "--trials": [*NO_NUMBERS, "0"]}
WORDS["--json"] = ["yes"]
INNER = {"named", "printable", "with_bounds"}  # what other rooms of the library reach in for
INNER |= {"Point.with_rows", "Point.ingredients"}


def public():
    """Every public function, those of public modules, and the methods of public classes."""
    yield from (skipgram_lib.derivation.exact.verdict, skipgram_lib.derivation.exact.examine)
    rooms = [vars(skipgram_lib)[name] for name in ("classroom", "derivation", "gradcheck", "losses", "training")]
    for thing in (vars(room)[name] for room in (skipgram_lib, *rooms) for name in room.__all__):
        if inspect.isfunction(thing):
            yield thing
        elif inspect.isclass(thing) or inspect.ismodule(thing):
            home = thing.__module__ if inspect.isclass(thing) else thing.__name__
            own = {name: f for name, f in vars(thing).items() if inspect.isfunction(f) and f.__module__ == home}
            yield from (f for name, f in own.items() if not name.startswith("_"))


def arguments(function):
    """The names of what it is given, `self` apart."""
    return [name for name in inspect.signature(function).parameters if name != "self"]


def called(function, given):
    """`function` with arguments by name, of which *rows and **rows are given as a tuple and a dict."""
    positional, keywords = [], {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            positional += given[name]
        elif parameter.kind is parameter.VAR_KEYWORD:
            keywords |= given[name]
        elif name in given and parameter.kind is parameter.KEYWORD_ONLY:
            keywords[name] = given[name]
        elif name in given:
            positional.append(given[name])
    return function(*positional, **keywords)


def frozen(things):
    """Bytes that change when one of them is changed; of functions and figures, nothing."""
    return [pickle.dumps(thing) for thing in things if not re.search("function|Figure", repr(thing))]


def tried():
    """(function, argument, bad value, word) of every row that is a mistake."""
    for function, rows in TABLE.items():
        for name, (_, bad, *word) in ((name, row) for name, row in rows.items() if name != "self"):
            for kind, value in zip(KINDS, bad, strict=True):
                if not isinstance(value, Fine):
                    id = f"{function.__module__.partition('.')[2]}.{function.__qualname__}-{name}-{kind}"
                    yield pytest.param(function, name, value, word[0] if word else name, id=id)


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    monkeypatch.setattr(predictions, "_predictions", {"asked": "up"})
    monkeypatch.setattr(predictions, "_marks", {})
    monkeypatch.setattr(ledger, "verify", lambda: verify(["S14"]))  # chapter 13 shows them all


def test_every_argument_of_every_public_function_has_its_rows():
    missing = [
        f"{function.__module__}.{function.__qualname__}: {name}"
        for function in public()
        for name in arguments(function)
        if function.__qualname__ not in INNER and name not in TABLE.get(function, ())
    ]
    assert missing == [], "give each its rows in tests/refusals"


@pytest.mark.parametrize("function", TABLE, ids=lambda function: f"{function.__module__}.{function.__qualname__}")
def test_what_fits_is_taken(function, capsys):
    if function.__name__ not in ("compare", "predict"):
        called(function, {name: row if name == "self" else row[0] for name, row in TABLE[function].items()})


@pytest.mark.parametrize(("function", "name", "bad", "word"), list(tried()))
def test_what_does_not_fit_is_refused_by_name(function, name, bad, word, capsys):
    given = {key: row if key == "self" else row[0] for key, row in TABLE[function].items()} | {name: bad}
    before = frozen([*given.values(), predictions._marks, predictions._predictions])
    try:
        found = called(function, given)
    except (TypeError, ValueError, KeyError, AssertionError) as refusal:
        said = refusal.args[0]
        assert REFUSED.search(said), said
    else:
        said = not_passed(found)
    assert re.search(rf"\b(?:{word})\b", said), said
    assert frozen([*given.values(), predictions._marks, predictions._predictions]) == before
    assert capsys.readouterr().out == ""


def not_passed(found):
    """What a result says that is no agreement: f gave no slope, or the claimed gradient is no gradient."""
    if found is None:  # complex_step: f refuses
        return "f"
    assert not found if hasattr(found, "verdict") else np.isinf(found.bound).all()
    return f"{found} {getattr(found, 'doubt', '')}"


@pytest.mark.parametrize(("option", "word"), [(option, word) for option, words in WORDS.items() for word in words])
def test_the_command_line_refuses_by_name(option, word, capsys):
    with pytest.raises(SystemExit) as stop:
        main([f"{option}={word}"])
    out, err = capsys.readouterr()
    assert (stop.value.code, out) == (2, "")
    assert re.fullmatch(rf"python -m skipgram_lib: .*{option.strip('-')}.*\n", err), err


def test_every_option_of_the_command_line_has_its_rows():
    assert {option for action in parser()._actions for option in action.option_strings} - {"-h", "--help"} == set(WORDS)
