"""Read a published annual report, whatever it is published as, into `annual.model.Report`.

Takes:   the bytes of a file: html, txt, md, docx, pdf, xlsx, json; what it is told by its content, not by its name.
Gives:   organ, year, form, the three tables, the sections, the facts of the prose, and a remark for everything that
         could not be told. A cell that cannot be told is None with its candidates.
Refused: what is no annual report or cannot be opened: `Unreadable`, and nothing else is raised.
"""

from gongkai.annual.read.entry import read, read_file
from gongkai.annual.read.refusal import Unreadable

__all__ = ["Unreadable", "read", "read_file"]
