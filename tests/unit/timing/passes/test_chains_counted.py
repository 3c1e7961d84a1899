"""How often something is looked at, where maps are large: counted, never timed."""

from collections import Counter

import pytest

from servicemap.loading import read_text
from servicemap.timing.answers.promises import promises
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes import backward_open, planning, shifts
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import deliveries


def a_row(count: int) -> str:
    """Each team promises the next what the plan cannot keep; the last serves Shop."""
    lines = ["teams:"]
    for k in range(count):
        customer = f"T{k + 1}" if k < count - 1 else "Shop"
        lines += [
            f"  T{k}:",
            "    serves:",
            f"      - {{customer: {customer}, service: w{k}, takes: 1d, promise: 1h}}",
        ]
    return "\n".join([*lines, "end_users: [Shop]"])


def test_what_drives_a_service_is_found_once_for_all_chains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[int] = Counter()
    find = planning._driving

    def counted(network: Network, plan: Plan, node: int) -> int | None:
        asked[node] += 1
        return find(network, plan, node)

    monkeypatch.setattr(planning, "_driving", counted)
    found = promises(read_text(a_row(60)).map)
    assert len(found) == 60
    assert max(len(one.chain) for one in found) == 60
    assert asked == dict.fromkeys(range(60), 1)


def test_whether_a_start_is_measured_is_asked_once_however_many_needs_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[int] = Counter()
    find = shifts.start_is_unbounded

    def counted(network: Network, node: int) -> bool:
        asked[node] += 1
        return find(network, node)

    monkeypatch.setattr(backward_open, "start_is_unbounded", counted)
    needs = ", ".join(f"T{k}/w{k}" for k in range(40))
    lines = [
        "teams:",
        f"  Hub: {{serves: [{{customer: Shop, service: all, needs: [{needs}]}}]}}",
        *(f"  T{k}: {{serves: [{{customer: Hub, service: w{k}, takes: 1d}}]}}" for k in range(40)),
        "end_users: [Shop]",
    ]
    network = Network(read_text("\n".join(lines)).map)
    plan = make_plan(network)
    kept = backward_open.possibly_kept(network, plan, *deliveries(network, plan))
    assert len(kept.minutes) == 41
    assert set(asked.values()) == {1}
