"""What is claimed: each loss beside its gradients, and the record that whatever tests or trains reads."""

from skipgram_lib.losses import naive_softmax, negative_sampling
from skipgram_lib.losses.functions import log_sigmoid, log_softmax, sigmoid, softmax
from skipgram_lib.losses.record import Batch, Loss

LOSSES = {
    "naive_softmax": Loss(naive_softmax.loss, naive_softmax.gradients, naive_softmax.batch, draws=False),
    "negative_sampling": Loss(negative_sampling.loss, negative_sampling.gradients, negative_sampling.batch, draws=True),
}

__all__ = [
    "LOSSES",
    "Batch",
    "Loss",
    "log_sigmoid",
    "log_softmax",
    "naive_softmax",
    "negative_sampling",
    "sigmoid",
    "softmax",
]
