"""A guest that may be asked with strange numbers: f with copies of all that it could keep them in."""

import copy
import functools
import gc
import types

import numpy as np

HOLDERS = list, tuple, dict, set, functools.partial, types.MethodType
STATELESS = type, types.ModuleType, types.BuiltinFunctionType, np.ufunc


def detached(f, known=None):
    """f with copies of all that it may change (its object, what it encloses), so that no carrier stays behind."""
    known = {"module": _module(f)} if known is None else known
    if id(f) in known:
        return known[id(f)]
    if isinstance(f, STATELESS) or (isinstance(f, np.ndarray) and f.dtype != object):
        return f  # cannot hold a carrier
    if not isinstance(f, types.FunctionType):
        return known.setdefault(id(f), _copied(f, known))
    cells = [types.CellType() for _ in f.__closure__ or ()]
    scope = dict(f.__globals__)
    twin = known[id(f)] = types.FunctionType(f.__code__, scope, f.__name__, f.__defaults__, tuple(cells))
    twin.__kwdefaults__ = f.__kwdefaults__
    for name in _names(f.__code__) & scope.keys():
        if getattr(scope[name], "__globals__", f.__globals__) is f.__globals__:  # of another module: not f's own
            scope[name] = detached(scope[name], known)
    for cell, old in zip(cells, f.__closure__ or (), strict=True):
        cell.cell_contents = detached(old.cell_contents, known)
    return twin


def _names(code):
    """The global names that a piece of code uses, its inner functions too."""
    inner = (part for part in code.co_consts if isinstance(part, types.CodeType))
    return set(code.co_names).union(*map(_names, inner))


def _copied(thing, known):
    """A deep copy, in which functions are copied, too; of an object that holds a module, say, its other parts."""
    for function in _functions(thing, known["module"]):
        detached(function, known)
    try:
        return copy.deepcopy(thing, dict(known))  # of what it gives up half-way, nothing is kept
    except TypeError:
        twin = copy.copy(thing)
        for name, part in vars(thing).items():
            object.__setattr__(twin, name, detached(part, known))
        return twin


def _module(f):
    """Where f itself was written, below what wraps it."""
    while isinstance(f, (functools.partial, types.MethodType)):
        f = f.func if isinstance(f, functools.partial) else f.__self__
    return f.__module__ if isinstance(f, types.FunctionType) else type(f).__module__


def _functions(thing, module):
    """The functions written there that a thing holds: a library's own keep nothing, and hold a great deal."""
    parts, seen = [thing], set()
    while parts:
        part = parts.pop()
        if isinstance(part, types.FunctionType):
            if part.__module__ == module:
                yield part
        elif id(part) not in seen and (isinstance(part, HOLDERS) or type(part).__module__ == module):
            seen.add(id(part))
            parts += gc.get_referents(part)
