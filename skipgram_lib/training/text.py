"""Where words come from: the reader's own Python reference and numpy's docstrings, or any UTF-8 text file."""

import inspect
import os
import re
import warnings
from importlib import import_module
from pathlib import Path

from skipgram_lib.door import Wanted, door

MODULES = ("numpy", "numpy.linalg", "numpy.fft", "numpy.random", "numpy.polynomial")
EXAMPLE = re.compile(r"^ *>>>.*\n(?:.*\S.*\n)*", re.MULTILINE)  # a prompt and what follows it: numbers, not prose
END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n")  # of a sentence: its last sign, or a blank line
WORD = re.compile(r"_*[^\W\d_]\w*")  # a letter, after underscores at most: no numbers, no ruled lines


def reference_text():
    """The Python reference and numpy's docstrings, as they are installed here: about 225 thousand words.

    Returns
    -------
    str
        Sections and docstrings, in an order that does not change from one run to the next; those of numpy without
        their examples. It does change from one version of Python or numpy to another.
    """
    topics = import_module("pydoc_data.topics").topics
    sections = [topics[name] for name in sorted(topics)]
    docstrings = [EXAMPLE.sub("\n", text + "\n") for module in MODULES for text in _docstrings(module)]
    return "\n\n".join(dict.fromkeys(sections + docstrings))  # each once: numpy documents some things twice


@door(path=Wanted((str, os.PathLike), "a path, not empty", "Pass the name of a file.", lambda path: bool(str(path))))
def read_text(path):
    """The text of a file.

    Parameters
    ----------
    path : str or path-like
        A UTF-8 file.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the file is not UTF-8.
    """
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"path must be a UTF-8 text file; {path} is not, from byte {error.start} on. Save it as UTF-8 first."
        ) from None


def sentences(text):
    """Split a text into sentences, and each sentence into words in lower case.

    Parameters
    ----------
    text : str
        Prose, of any kind.

    Returns
    -------
    list of list of str
        Without the empty ones.

    Raises
    ------
    TypeError
        If `text` is not a string.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str; got {type(text).__name__}. Pass read_text(path) for a file.")
    found = (WORD.findall(sentence) for sentence in END.split(text.lower()))
    return [words for words in found if words]


def _docstrings(module):
    """Docstrings of a module's public names, and of what their classes define, in the order of the names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # looking at a deprecated name warns
        things = [getattr(import_module(module), name, None) for name in _public(dir(import_module(module)))]
    things += [
        getattr(thing, name, None) for thing in things if inspect.isclass(thing) for name in _public(vars(thing))
    ]
    found = [getattr(thing, "__doc__", None) for thing in things if not inspect.ismodule(thing)]
    return [inspect.cleandoc(text) for text in found if isinstance(text, str)]


def _public(names):
    return [name for name in sorted(names) if not name.startswith("_")]
