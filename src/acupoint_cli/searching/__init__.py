"""Which points help? Words to terms, terms to points, each point with the reasons for its place.

(Not named search: the package promises `acupoint_cli.search` as a function, and a module would take its name.)
"""

from .rank import Answer, index_order, nothing, search, terms_in

__all__ = ["Answer", "index_order", "nothing", "search", "terms_in"]
