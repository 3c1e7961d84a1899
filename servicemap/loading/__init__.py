"""Reading maps: files become located nodes, nodes become a frozen map and findings.

The only door to YAML. Loading never raises on content: a wrong map is data.
"""

from servicemap.file_names import is_map_file
from servicemap.loading.files import (
    MAX_FILE,
    STANDARD_INPUT,
    MapFile,
    MapFiles,
    all_excluded,
    find_maps,
    map_from,
    maps_among,
)
from servicemap.loading.nearby import maps_in, meant
from servicemap.loading.reading import (
    Loaded,
    load_files,
    load_one,
    load_only,
    read_text,
    read_texts,
)

__all__ = [
    "MAX_FILE",
    "STANDARD_INPUT",
    "Loaded",
    "MapFile",
    "MapFiles",
    "all_excluded",
    "find_maps",
    "is_map_file",
    "load_files",
    "load_one",
    "load_only",
    "map_from",
    "maps_among",
    "maps_in",
    "meant",
    "read_text",
    "read_texts",
]
