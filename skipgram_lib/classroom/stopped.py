"""What an exception of a learner's function says to do next: whose line raised it, and which cell to run."""

import ast
import inspect
import re
import textwrap

from skipgram_lib.classroom.feedback import then
from skipgram_lib.classroom.watch import LIBRARY

NOT_ATTEMPTED, RAISE_LEFT, CALLS_A_STUB = "not attempted", "the raise is still in it", "it calls a stub"
LENT = "lent by the library"
UNWRITTEN = (NOT_ATTEMPTED, RAISE_LEFT, CALLS_A_STUB, LENT)
STUB = "\n  If you have written it: an error in the cell above, or another name, has left the stub as it was."
LEFT = "The line raise NotImplementedError() is still in your function, and is reached: delete it, and end in a return."


class LentError(NotImplementedError):
    """The library's function has done the work; the message says what to do."""


def unwritten(problem, function, start):
    """(kind, sentence) of a function that ended in a stub, its own or another task's; None if no stub raised it."""
    if isinstance(problem, LentError):
        return LENT, str(problem)
    mine = _frames(problem)
    if not mine or mine[-1].f_globals is not mine[0].f_globals:
        return None
    own, last = mine[0].f_code, mine[-1].f_code
    if last is not own and last.co_name != getattr(function, "__name__", ""):
        return CALLS_A_STUB, f"It calls {last.co_name}, which is not written yet: write {last.co_name} first."
    return (RAISE_LEFT, LEFT) if _written(last) else (NOT_ATTEMPTED, f"Not attempted yet. {start}{STUB}")


def advice(problem, given):
    """What to do next about an exception, or "" where it does not say; `given` is with how many arguments."""
    outside, text = not _frames(problem), str(problem)
    if isinstance(problem, UnboundLocalError):
        (name, *_) = re.findall(r"'(\w+)'", text) or ["that variable"]
        return then(f"give {name} a value above that line, or another name to what you set")
    if isinstance(problem, NameError) and problem.name:
        return then(f"run the first cell; if {problem.name} is not made there, make it in a cell above")
    if isinstance(problem, ModuleNotFoundError):
        return then(f"{problem.name} is not installed here: numpy is all that you need")
    if isinstance(problem, SystemExit):
        return then("take exit() and the like out, and end in a return")
    if isinstance(problem, TypeError) and text.endswith("not callable"):
        return then(_NO_FUNCTION if outside else _RENAMED)
    if isinstance(problem, TypeError) and outside and re.search(r"(takes|missing) .*argument", text):
        return then(f"keep the first line as it was: your function is called with {given} argument{'s' * (given != 1)}")
    return ""


_NO_FUNCTION = "what stands there is no function any more: run the cell that begins with def again, and keep its name"
_RENAMED = "a name in that line is no function any more: give your variable another name, and restart the kernel"


def _frames(problem):
    """The frames of an exception that are not the library's: from the learner's function to what raised."""
    found, step = [], problem.__traceback__
    while step:
        if not step.tb_frame.f_code.co_filename.startswith(LIBRARY):
            found.append(step.tb_frame)
        step = step.tb_next
    return found


def _written(code):
    """Does more than the stub's one line stand in a function, above the raise or behind it?"""
    try:
        (function,) = ast.parse(textwrap.dedent(inspect.getsource(code))).body
        body = function.body[bool(ast.get_docstring(function)) :]
    except (OSError, SyntaxError, ValueError, TypeError, AttributeError):  # its source is not at hand
        return False
    return [type(line) for line in body if not isinstance(line, ast.Pass)] != [ast.Raise]
