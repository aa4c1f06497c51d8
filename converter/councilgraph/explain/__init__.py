"""What a document says and where it was read: facts with their passages, pure but for one reader.

``explain`` takes a graph and the published texts; ``explain_published`` finds both in a folder.
"""

from .facts import Comment, Explanation, Fact, explain, paragraph_of
from .passages import Nodes, Passage, Sources
from .published import explain_published
from .telling import as_json, as_text

__all__ = [
    "Comment",
    "Explanation",
    "Fact",
    "Nodes",
    "Passage",
    "Sources",
    "as_json",
    "as_text",
    "explain",
    "explain_published",
    "paragraph_of",
]
