"""A piece of code with one place in it changed: a sign, a factor, an index, a row."""

import ast
import copy
import inspect

FLIPPED = {ast.Add: ast.Sub, ast.Sub: ast.Add}
SIGN_AND_SIZE = ["-({})", "({}) * 1.5"]
OFFSET = "({}) + 2.0**-20"  # 1e-6, and exact
ROWS = "np.roll({}, 1, axis=0)"


def code_of(function):
    return ast.parse(inspect.getsource(function)).body[0]


def bodies(code):
    """The expressions whose value the code stands for."""
    match code:
        case ast.FunctionDef(body=[*_, ast.Return(value=inner)]) | ast.Lambda(body=inner):
            return bodies(inner)
        case ast.Tuple(elts=parts):  # of a fact, or of a target
            return [body for part in parts if isinstance(part, ast.Lambda) for body in bodies(part)]
    return [code]


def places(part, wraps):
    """(node, the text to put there) for every place that can be changed."""
    for body in bodies(part):
        yield from ((body, wrap.format(ast.unparse(body))) for wrap in wraps)
    spared = []  # the sign of axis=-1, the length of a range and the + of two lists are no arithmetic
    for node in ast.walk(part):  # parents come before their children
        match node:
            case ast.keyword(value=value):
                spared.append(value)
            case ast.Call(func=ast.Attribute(attr="arange"), args=lengths):
                spared += lengths
            case ast.BinOp(left=ast.List()):
                pass
            case _ if node in spared:
                pass
            case ast.BinOp(op=ast.Add() | ast.Sub()) | ast.AugAssign(op=ast.Add()):
                flipped = copy.copy(node)
                flipped.op = FLIPPED[type(node.op)]()
                yield node, ast.unparse(flipped)
            case ast.UnaryOp(op=ast.USub()):
                yield node, ast.unparse(node.operand)
            case ast.Attribute(attr="o") | ast.Name(id="o" | "k" | "w" | "j", ctx=ast.Load()):
                yield node, "p.negatives[0]"


def mutants(code, wraps, part=None):
    """The code as text, changed in one place of the part (everywhere, if left out), for every place."""
    for node, text in places(part or code, wraps):
        new = ast.parse(text).body[0]
        new = new.value if isinstance(new, ast.Expr) else new
        yield ast.unparse(copy.deepcopy(code, {id(node): new}))  # deepcopy takes `new` for its copy of `node`


def compiled(text, names):
    """A lambda or a function that reads the names of its own module."""
    if not text.startswith("def "):
        return eval(text, names)
    exec(text, names, defined := {})
    return defined.popitem()[1]
