from collections.abc import Sequence

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.features import Style
from pubnorm.citation.tokens import Token
from pubnorm.citation.weights import Weights

class NativeTagger:
    def __init__(self, weights: Weights) -> None: ...
    def decode(self, text: str, tokens: Sequence[Token], styles: Sequence[Style] = ...) -> Decoded: ...
