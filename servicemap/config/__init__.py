"""Settings: what a project wants of its checks, from flags, the environment and a settings file.

Plain data, and the reading of it. A wrong setting is a wrong call: it is raised, with its place.
"""

from servicemap.config.gathering import Gathered, Layer, gather, settings_from
from servicemap.config.settings import DEFAULTS, PathSettings, Settings
from servicemap.config.weights import ALWAYS, Weights

__all__ = [
    "ALWAYS",
    "DEFAULTS",
    "Gathered",
    "Layer",
    "PathSettings",
    "Settings",
    "Weights",
    "gather",
    "settings_from",
]
