"""The annual report as a document: read it, check it, write it. Plain Python, no Django."""
