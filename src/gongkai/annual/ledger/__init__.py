"""The Excel ledger that offices keep: its template, reading it, writing it."""
