"""Everything that decides what a training run does, checked once, at the door."""

from dataclasses import dataclass

from skipgram_lib.door import ABOVE_ZERO, one_of, whole
from skipgram_lib.losses import LOSSES

LOSS = one_of(lambda: tuple(LOSSES))
WANTED = {"loss": LOSS, "seed": whole(0)}
WANTED |= dict.fromkeys(("d", "window", "K", "epochs", "batch", "shuffle"), whole(1))
WANTED |= dict.fromkeys(("rate", "subsample", "power"), ABOVE_ZERO)


@dataclass(frozen=True)
class Recipe:
    """How to train; one recipe and one corpus give the same bits again on one machine.

    Attributes
    ----------
    loss : str
        A name in `LOSSES`.
    d : int
        Length of a vector.
    window : int
        How far a window reaches at most; how far it does is drawn for each, so that near words count more.
    K : int
        Negatives for each pair; the naive softmax has none.
    epochs : int
        Passes over the text.
    rate : float
        Learning rate at the start, for the summed gradient of a mini-batch; it falls to 0 along a straight line.
    batch : int
        Pairs in a mini-batch.
    subsample : float
        A word of frequency f stays with probability √r + r, r = subsample / f: "the" less often than not.
    power : float
        Negatives are drawn from counts to this power.
    shuffle : int
        Pairs are shuffled within stretches of so many. In plain text order, 1, a mini-batch would hold few words, each
        again and again, and pull it many times from one and the same place. From stretch to stretch the order stays
        the text's, as in other programs. What was read first then fits less well at the end; 10**9 mixes a whole epoch.
    seed : int
    """

    loss: str = "negative_sampling"
    d: int = 48
    window: int = 5
    K: int = 5
    epochs: int = 5
    rate: float = 0.05
    batch: int = 128
    subsample: float = 1e-3
    power: float = 0.75
    shuffle: int = 2048
    seed: int = 0

    def __post_init__(self):
        for name, wanted in WANTED.items():
            wanted.refuse(name, getattr(self, name))
