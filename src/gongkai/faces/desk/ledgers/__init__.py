"""The ledger at the desk: the workbook that offices keep, checked, taken in and given out."""
