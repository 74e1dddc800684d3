"""What is claimed: the two losses of the document, each beside its gradients."""

from skipgram_lib.losses import naive_softmax, negative_sampling
from skipgram_lib.losses.functions import log_sigmoid, log_softmax, sigmoid, softmax

__all__ = ["log_sigmoid", "log_softmax", "naive_softmax", "negative_sampling", "sigmoid", "softmax"]
