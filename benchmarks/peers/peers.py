"""Every peer, called as its documentation says: measure a gradient, or judge a claimed one by its own defaults.

One thread each, so that CPU time is what a call costs. Traps: all compare with constants, whatever the loss's size;
jax works in float32 unless told otherwise; jax and autograd look along one random direction, and at forward mode and
second derivatives too unless told otherwise; check_grad returns a norm and leaves the verdict to the reader.
"""

import os
import warnings
from importlib.metadata import version

import autograd
import autograd.test_util
import jax
import jax.test_util
import numdifftools
import numpy as np
import scipy.differentiate
import scipy.optimize
import threadpoolctl
import torch
from statsmodels.tools.numdiff import approx_fprime_cs
from torch.autograd.gradcheck import _get_numerical_jacobian as torch_jacobian

from skipgram_lib import check_gradient, complex_step, naive_softmax, negative_sampling, numerical_gradient
from skipgram_lib.gradcheck import check_directions

threadpoolctl.threadpool_limits(1)
torch.set_num_threads(1)
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")
warnings.filterwarnings("ignore", "delta_grad == 0.0")

NAMES = ("numpy", "scipy", "torch", "jax", "autograd", "numdifftools", "statsmodels")
CHECK_GRAD = 1e-6  # what scipy's own tests of derivatives call right; check_grad itself has no verdict


def versions():
    """The versions of everything that is compared."""
    return ", ".join(f"{name} {version(name)}" for name in NAMES)


class Loss:
    """One loss at one point, a function of one `block` ("v_c" or "U"), in numpy, torch and jax; calls are counted."""

    def __init__(self, v_c, U, o, negatives=None, block="U", scale=1.0):
        self.v_c, self.U, self.o, self.negatives, self.block, self.scale = v_c, U, o, negatives, block, scale
        self.calls = 0
        module, words = (naive_softmax, (o,)) if negatives is None else (negative_sampling, (o, negatives))
        self.x = U if block == "U" else v_c
        self.right = scale * getattr(module.gradients(v_c, words[0], U, *words[1:]), block)
        self.of = lambda v_c, U: module.loss(v_c, words[0], U, *words[1:])

    def __call__(self, x):
        """In numpy; leading axes are copies."""
        self.calls += x[..., *[0] * self.x.ndim].size
        return self.scale * (self.of(self.v_c, x) if self.block == "U" else self.of(x, self.U))

    def flat(self, x):
        """In numpy, of a vector."""
        return self(x.reshape(self.x.shape))

    def torch(self, x):
        """In torch."""
        self.calls += 1
        v_c, U = (torch.from_numpy(self.v_c), x) if self.block == "U" else (x, torch.from_numpy(self.U))
        if self.negatives is None:
            return -self.scale * torch.log_softmax(U @ v_c, 0)[self.o]
        log_sigmoid = torch.nn.functional.logsigmoid
        z = U[[self.o, *self.negatives]] @ v_c
        return -self.scale * (log_sigmoid(z[0]) + log_sigmoid(-z[1:]).sum())

    def jax(self, x):
        """In jax."""
        self.calls += 1
        v_c, U = (self.v_c, x) if self.block == "U" else (x, self.U)
        if self.negatives is None:
            return -self.scale * jax.nn.log_softmax(jax.numpy.asarray(U) @ v_c)[self.o]
        z = jax.numpy.asarray(U)[np.array([self.o, *self.negatives])] @ v_c
        return -self.scale * (jax.nn.log_sigmoid(z[0]) + jax.nn.log_sigmoid(-z[1:]).sum())


def by_torch(loss, claimed, fast=False):
    """torch.autograd.gradcheck of a Function whose backward is the claimed gradient."""

    class Claimed(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return loss.torch(x)

        @staticmethod
        def backward(ctx, g):
            return g * torch.from_numpy(claimed)

    x = torch.tensor(loss.x, requires_grad=True)
    return torch.autograd.gradcheck(Claimed.apply, (x,), fast_mode=fast, raise_exception=False)


def by_jax(loss, claimed):
    """jax.test_util.check_grads of a function whose custom_vjp is the claimed gradient."""
    f = jax.custom_vjp(loss.jax)
    f.defvjp(lambda x: (loss.jax(x), None), lambda _, g: (g * claimed,))
    return _passes(lambda: jax.test_util.check_grads(f, (loss.x,), order=1, modes=["rev"]))


def by_autograd(loss, claimed):
    """autograd.test_util.check_grads of a primitive whose vjp is the claimed gradient."""
    f = autograd.extend.primitive(loss.__call__)
    autograd.extend.defvjp(f, lambda ans, x: lambda g: g * claimed)
    return _passes(lambda: autograd.test_util.check_grads(f, modes=["rev"], order=1)(loss.x))


def by_scipy(loss, claimed):
    """scipy.optimize.check_grad, a norm, compared with what scipy's tests compare derivatives with."""
    return scipy.optimize.check_grad(loss.flat, lambda x: claimed.ravel(), loss.x.ravel()) <= CHECK_GRAD


def _passes(check):
    try:
        check()
    except AssertionError:
        return False
    return True


VERDICTS = {
    "torch gradcheck, slow": by_torch,
    "torch gradcheck, fast": lambda loss, claimed: by_torch(loss, claimed, fast=True),
    "jax check_grads": by_jax,
    "autograd check_grads": by_autograd,
    "scipy check_grad": by_scipy,
    "check_gradient, loop": lambda loss, claimed: check_gradient(loss, loss.x, claimed).verdict != "disagrees",
    "check_gradient": lambda loss, claimed: (
        check_gradient(loss, loss.x, claimed, vectorized=True).verdict != "disagrees"
    ),
    "check_directions": lambda loss, claimed: check_directions(loss, loss.x, claimed).verdict != "disagrees",
}


def _by_scipy_jacobian(loss):
    f = lambda x: loss(np.moveaxis(x, 0, -1).reshape(*x.shape[1:], *loss.x.shape))
    return scipy.differentiate.jacobian(f, loss.x.ravel()).df


def _by_torch_jacobian(loss):
    x = torch.tensor(loss.x, requires_grad=True)
    return torch_jacobian(loss.torch, (x,), (loss.torch(x),), eps=1e-6)[0][0].numpy()


GRADIENTS = {
    "torch gradcheck, slow": _by_torch_jacobian,
    "scipy check_grad": lambda loss: scipy.optimize.approx_fprime(loss.x.ravel(), loss.flat),
    "scipy approx_fprime": lambda loss: scipy.optimize.approx_fprime(loss.x.ravel(), loss.flat),
    "scipy differentiate.jacobian": _by_scipy_jacobian,
    "numdifftools Gradient": lambda loss: numdifftools.Gradient(loss.flat)(loss.x.ravel()),
    "statsmodels complex step": lambda loss: approx_fprime_cs(loss.x.ravel(), loss.flat),
    "complex_step": lambda loss: complex_step(loss, loss.x),
    "check_gradient, loop": lambda loss: numerical_gradient(loss, loss.x).value,
    "check_gradient": lambda loss: numerical_gradient(loss, loss.x, vectorized=True).value,
}
