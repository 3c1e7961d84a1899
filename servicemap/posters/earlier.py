"""The order of an earlier poster, for one that is to look like it."""

from servicemap.drawing.scene import BoxOrder
from servicemap.drawing.writing.box_order import NewerOrder, order_in
from servicemap.errors import UnreadablePath, WrongValue, reason_of
from servicemap.model import ServiceMap


def order_of(path: str, m: ServiceMap) -> BoxOrder:
    """The order of the poster that a file holds, an SVG of a version of this map.

    Raises UnreadablePath where there is nothing to read, and WrongValue for any other file.
    """
    try:
        with open(path, encoding="utf-8") as file:
            document = file.read()
    except UnicodeDecodeError:
        document = ""
    except OSError as error:
        raise UnreadablePath(f"{path}: {reason_of(error)}") from None
    try:
        order = order_in(document)
    except NewerOrder:
        raise WrongValue(
            f"{path} was drawn by a newer servicemap",
            "update this one, or draw without {}",
            ("keep_order",),
        ) from None
    if order is None:
        raise WrongValue(
            f"{path} is no poster that says in which order its boxes stand",
            "give {} an SVG that servicemap drew of a whole map or a department",
            ("keep_order",),
        )
    if not any(box in m.parties for column in order.columns for box in column):
        raise WrongValue(
            f"nobody on {path} is in this map",
            "give {} an earlier poster of the same map",
            ("keep_order",),
        )
    return order
