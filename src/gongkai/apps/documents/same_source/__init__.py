"""Is our register the same as the list of the province?"""
