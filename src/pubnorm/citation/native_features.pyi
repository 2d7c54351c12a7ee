from collections.abc import Sequence

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.features import Extractor, Style
from pubnorm.citation.tokens import Token
from pubnorm.citation.weights import Weights

class NativeTagger:
    def __init__(self, weights: Weights, extractor: Extractor[bytes]) -> None: ...
    def decode(self, text: str, tokens: Sequence[Token], styles: Sequence[Style] = ...) -> Decoded: ...
