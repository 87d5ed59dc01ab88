"""pdfium's door: a PDF becomes `Sheet`s, with the words of its text layer, its ruling lines, and the texts of stamps and form fields.

pdfium knows no threads: `LOCK` is held from opening a document to closing it, here or through another library.
"""

from planparse.read.pdfium.document import LOCK, MAX_PAGES, sheets

__all__ = ["LOCK", "MAX_PAGES", "sheets"]
