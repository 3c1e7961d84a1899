"""How many promises a plan keeps, of those that a plan can break."""

import pytest

import servicemap

MILL = """
map: {{title: Mill}}
teams:
  Mill:
    relies_on: [Farm]
    serves:
{deliveries}
suppliers: {{Farm: {{serves: [{{customer: Mill, service: Grain, takes: 2d}}]}}}}
end_users: [Bakers, Shops]
"""
DELIVERIES = {
    "kept": "{customer: Bakers, service: Flour, takes: 1d, promise: 5d}",
    "at the last minute": "{customer: Shops, service: Bags, takes: 1d, promise: 3d}",
    "late": "{customer: Bakers, service: Rye, takes: 9d, promise: 5d}",
    "open": "{customer: Bakers, service: Malt, promise: 5d}",
    "on Fridays": "{customer: Bakers, service: Bran, takes: 90d, promise: Fri 12:00}",
    "whenever": "{customer: Bakers, service: Husks, takes: 90d}",
}


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        (["kept"], "1 promise. The plan keeps it."),
        (["late"], "1 promise. The plan itself breaks it."),
        (["kept", "at the last minute"], "2 promises. The plan keeps them all; 1 has no margin."),
        (["open"], "1 promise. Whether the plan keeps it hangs on what the map does not say."),
        (
            ["kept", "on Fridays", "whenever"],
            "3 promises, 1 of them for a set time. The plan keeps it."
            " 1 recurs and 1 is held to the plan alone.",
        ),
        (
            list(DELIVERIES),
            "6 promises, 4 of them for a set time. The plan itself breaks 1, and may break 1 more;"
            " 1 has no margin. 1 recurs and 1 is held to the plan alone.",
        ),
        (["on Fridays", "whenever"], "2 promises: 1 recurs and 1 is held to the plan alone."),
        (["on Fridays"], "1 promise: it recurs."),
        (["whenever"], "1 promise: it is held to the plan alone."),
    ],
)
def test_what_no_plan_can_break_is_not_called_kept(promised: list[str], said: str) -> None:
    """Of 90 days of bran it is no merit of the plan that some Friday comes after them."""
    # Whoever has one service alone needs the grain for it; of several each says so.
    entries = (DELIVERIES[one].replace("service", "needs: [Grain], service") for one in promised)
    deliveries = "\n".join(f"      - {one}" for one in entries)
    found = servicemap.promises(servicemap.loads(MILL.format(deliveries=deliveries)))
    assert str(found.counts) == said
    assert repr(found) == f"<Promises of Mill: {said.removesuffix('.')}>"
    assert str(found).replace("\n", " ").startswith(f"Mill: {said}")
    assert found.to_dict()["counts"] == found.counts._asdict()
