"""From the acts of one message to its state, clocks and what may be done: pure functions over what was entered.

`question` replays acts and tries new ones, `doors` says where else a matter belongs.
"""
