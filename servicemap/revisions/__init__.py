"""The files of a git revision, read through the git executable.

Nothing is checked out and nothing is written; and git runs nothing and fetches nothing, whatever
the repository says: what it holds may be a stranger's.
"""

from servicemap.revisions.objects import KeptObjects
from servicemap.revisions.past import MovedMap, PastRevision, PastRevisions, past_revisions
from servicemap.revisions.revision_files import File, files_at, refuse_lacking

__all__ = [
    "File",
    "KeptObjects",
    "MovedMap",
    "PastRevision",
    "PastRevisions",
    "files_at",
    "past_revisions",
    "refuse_lacking",
]
