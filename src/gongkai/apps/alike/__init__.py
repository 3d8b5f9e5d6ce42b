"""Has this person asked the same before, and do several people ask for the same?"""
