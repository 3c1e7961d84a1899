"""Reading maps: files become located nodes, nodes become a frozen map and findings.

The only door to YAML. Loading never raises on content: a wrong map is data.
"""

from servicemap.loading.files import MAX_FILE, MapFile, MapFiles, find_maps, is_map_file, maps_among
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
    "Loaded",
    "MapFile",
    "MapFiles",
    "find_maps",
    "is_map_file",
    "load_files",
    "load_one",
    "load_only",
    "maps_among",
    "read_text",
    "read_texts",
]
