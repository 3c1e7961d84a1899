"""The least tolerance of the services of each party, in a column that was swept."""

from array import array

import numpy as np

from servicemap.timing.passes.backward_many import UNBOUND, Swept

COLUMN = Swept(np.array([60, 480, UNBOUND, 30, 90]), np.array([0, 1, 2, 3, 4]))


def test_one_service_each() -> None:
    places, minutes = COLUMN.least_by(array("i", [0, 1, 2, 3, 4]))
    assert (list(places), list(minutes)) == ([0, 1, 3, 4], [60, 480, 30, 90])


def test_several_services_of_one_party_and_some_of_which_nobody_asks() -> None:
    places, minutes = COLUMN.least_by(array("i", [2, 0, 0, 2, -1]))
    assert (list(places), list(minutes)) == ([0, 2], [480, 30])


def test_a_party_that_does_not_reach_it() -> None:
    places, minutes = COLUMN.least_by(array("i", [-1, -1, 0, -1, -1]))
    assert (list(places), list(minutes)) == ([], [])
