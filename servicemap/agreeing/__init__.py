"""The handshake: what the two sides of each delivery say, and what is not agreed.

points          values: how a delivery stands, and what of it is not agreed
telling_points  the sentences made from them
handshake       every delivery of a map, held against what its sides say
"""

from servicemap.agreeing.handshake import Agreements, agreements
from servicemap.agreeing.points import (
    Agreement,
    AgreementSide,
    AgreementState,
    PointTopic,
    UnsettledPoint,
)

__all__ = [
    "Agreement",
    "AgreementSide",
    "AgreementState",
    "Agreements",
    "PointTopic",
    "UnsettledPoint",
    "agreements",
]
