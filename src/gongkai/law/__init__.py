"""The statute as dated data and small cited functions.

Plain Python: no Django, no clock, no files outside the package. Everything that a day depends on comes in as an argument.
"""
