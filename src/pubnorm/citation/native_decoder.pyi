from collections.abc import Sequence

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.weights import Weights

class NativeDecoder:
    def __init__(self, weights: Weights) -> None: ...
    def decode(self, rows: Sequence[bytes]) -> Decoded: ...
