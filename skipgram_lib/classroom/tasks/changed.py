"""Losses that change page 1's a little, so that its slopes must be derived again."""

import numpy as np

from skipgram_lib.classroom.feedback import Loss, Slip
from skipgram_lib.gradcheck import Kind
from skipgram_lib.losses import naive_softmax

_grad = naive_softmax.gradients
_places = "the half acts in two places: inside the softmax, and once more by the chain rule"
_ONE = "differentiate the two terms one at a time, and print each: which of them has the half of the chain rule?"
halved = Loss(
    lambda v_c, o, U: naive_softmax.loss(v_c / 2, o, U),
    (
        Slip(Kind.PART, _places, lambda v_c, o, U: _grad(v_c, o, U).v_c / 2),
        Slip(Kind.PART, _places, lambda v_c, o, U: _grad(v_c / 2, o, U).v_c),
        Slip(Kind.PART, _places, lambda v_c, o, U: _grad(v_c, o, U).v_c),
        Slip(
            Kind.LABEL_TERM,
            "the half acts on one of the two terms only",
            lambda v_c, o, U: _grad(v_c / 2, o, U).v_c / 2 - U[o] / 2,
            _ONE,
        ),
        Slip(Kind.LABEL, "the − y term is missing", lambda v_c, o, U: (_grad(v_c / 2, o, U).v_c + U[o]) / 2),
        Slip(
            Kind.LABEL_TERM,
            "the label's term has the wrong sign",
            lambda v_c, o, U: _grad(v_c / 2, o, U).v_c / 2 + U[o],
        ),
        Slip(Kind.TERM, "the ŷ term is missing", lambda v_c, o, U: -U[o] / 2),
        Slip(Kind.SIGN, "a sign flip", lambda v_c, o, U: -_grad(v_c / 2, o, U).v_c / 2),
        Slip(
            Kind.WRONG_WORD,
            "another word stands where o should",
            lambda v_c, o, U: _grad(v_c / 2, (o + 1) % len(U), U).v_c / 2,
        ),
        Slip(
            Kind.WRONG_WORD,
            "another word stands where o should",
            lambda v_c, o, U: _grad(v_c / 2, (o - 1) % len(U), U).v_c / 2,
        ),
    ),
)

_J_o = lambda v_c, o, U: _grad(v_c, o, U).U[o]
_NUMBER = "a number is added to every entry"
_SHAPE = "print the shape of each term before you add them up"
_price = "the price has the right direction, in a wrong amount"
priced = Loss(
    lambda v_c, o, U: naive_softmax.loss(v_c, o, U) + (U[..., o, :] ** 2).sum(-1) / 2,
    (
        Slip(Kind.PART, "nothing came from the price", _J_o),
        Slip(Kind.PART, "nothing came from J", lambda v_c, o, U: U[o]),
        Slip(Kind.TWICE, _price, lambda v_c, o, U: _J_o(v_c, o, U) + 2 * U[o]),
        Slip(Kind.HALF, _price, lambda v_c, o, U: _J_o(v_c, o, U) + U[o] / 2),
        Slip(Kind.PART_SIGN, "the price has the wrong sign", lambda v_c, o, U: _J_o(v_c, o, U) - U[o]),
        Slip(Kind.PART_SIGN, "J has the wrong sign", lambda v_c, o, U: U[o] - _J_o(v_c, o, U)),
        Slip(Kind.WRONG_VECTOR, "the price is taken of another vector", lambda v_c, o, U: _J_o(v_c, o, U) + v_c),
        Slip(
            Kind.SUM_KEPT,
            _NUMBER,
            lambda v_c, o, U: _J_o(v_c, o, U) + U[o] @ U[o] / 2,
            _SHAPE,
        ),
        Slip(Kind.SUM_KEPT, _NUMBER, lambda v_c, o, U: _J_o(v_c, o, U) + U[o].sum(), _SHAPE),
        Slip(
            Kind.NOT_DIFFERENTIATED,
            "the price is not differentiated",
            lambda v_c, o, U: _J_o(v_c, o, U) + U[o] ** 2 / 2,
        ),
        Slip(Kind.NOT_DIFFERENTIATED, "the price is not differentiated", lambda v_c, o, U: _J_o(v_c, o, U) + U[o] ** 2),
        Slip(Kind.WRONG_WORD, "J's slope is of another row", lambda v_c, o, U: _grad(v_c, o, U).U[o - 1] + U[o]),
    ),
    derive=False,
)

_after = lambda o, U: (o + 1) % U.shape[-2]
_both = lambda v_c, o, U: _grad(v_c, o, U).U + _grad(v_c, _after(o, U), U).U
_push = "every word is pushed once, and the loss has two softmaxes"
_hot = lambda w, v_c, U: np.outer(np.arange(len(U)) == w, v_c)
two_true = Loss(
    lambda v_c, o, U: naive_softmax.loss(v_c, o, U) + naive_softmax.loss(v_c, _after(o, U), U),
    (
        Slip(Kind.PART, _push, lambda v_c, o, U: _grad(v_c, o, U).U - _hot(_after(o, U), v_c, U)),
        Slip(Kind.PART, "one of the two words is missing", lambda v_c, o, U: _grad(v_c, o, U).U),
        Slip(Kind.PART, "one of the two words is missing", lambda v_c, o, U: _grad(v_c, _after(o, U), U).U),
        Slip(Kind.TWICE, "one word is counted twice", lambda v_c, o, U: 2 * _grad(v_c, o, U).U),
        Slip(Kind.MEAN, "a mean where the loss has a sum", lambda v_c, o, U: _both(v_c, o, U) / 2),
        Slip(Kind.SIGN, "a sign flip", lambda v_c, o, U: -_both(v_c, o, U)),
        Slip(Kind.LABEL, "the − y term is missing", lambda v_c, o, U: 2 * (_grad(v_c, o, U).U + _hot(o, v_c, U))),
        Slip(Kind.LABEL, "one − y term is missing", lambda v_c, o, U: _both(v_c, o, U) + _hot(_after(o, U), v_c, U)),
        Slip(Kind.LABEL, "one − y term is missing", lambda v_c, o, U: _both(v_c, o, U) + _hot(o, v_c, U)),
        Slip(
            Kind.WRONG_WORD,
            "the second word is another one",
            lambda v_c, o, U: _grad(v_c, o, U).U + _grad(v_c, (o - 1) % len(U), U).U,
        ),
        Slip(
            Kind.WRONG_WORD,
            "the second word is another one",
            lambda v_c, o, U: _grad(v_c, o, U).U + _grad(v_c, (o + 2) % len(U), U).U,
        ),
        Slip(
            Kind.PART_SIGN,
            "the second word's slope is subtracted",
            lambda v_c, o, U: _grad(v_c, o, U).U - _grad(v_c, _after(o, U), U).U,
        ),
    ),
    derive=False,
)
