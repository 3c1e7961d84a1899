"""Settings: what a project wants of its checks, from flags, the environment and a settings file.

Plain data, and the reading of it. A wrong setting is a wrong call: it is raised, with its place.
"""

from servicemap.config.excluding import excluded_by
from servicemap.config.gathering import Gathered, Layer, gather, settings_from
from servicemap.config.settings import DEFAULTS, Globs, PathSettings, ReportFile, Settings
from servicemap.config.weights import ALWAYS, Weights

__all__ = [
    "ALWAYS",
    "DEFAULTS",
    "Gathered",
    "Globs",
    "Layer",
    "PathSettings",
    "ReportFile",
    "Settings",
    "Weights",
    "excluded_by",
    "gather",
    "settings_from",
]
