"""Lists of normative documents as other systems give them out, and ours in the same shapes."""

from gongkai.texts.provincial.model import BadList, ListFault, ListRow, ProvincialList
from gongkai.texts.provincial.read import read

__all__ = ["BadList", "ListFault", "ListRow", "ProvincialList", "read"]
