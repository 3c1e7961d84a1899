"""On how many examples a property is tried."""

from hypothesis import settings


def examples(count: int) -> settings:
    """So many where a profile tries a hundred, and more or fewer as the profile does.

    A number of its own would hold in every profile: nothing would hunt for longer.
    """
    return settings(max_examples=max(5, count * settings().max_examples // 100))
