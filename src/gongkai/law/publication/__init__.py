"""From the acts of one piece of information to its state, signatures and clocks: pure functions over what was entered.

`item` replays acts and tries new ones, `checklists` says what each signature vouches for.
"""
