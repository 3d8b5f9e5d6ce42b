"""The demo county: a county that is nobody's, deterministic, for whoever wants to see the program at work.

Data stand in `county/` (organs, people, texts), `items/` (titles) and `cases/` (one line a case); the modules beside them
read the data and lead them through the program's own actions. `load.load(today)` is the door. Persons, titles and texts
are invented; a few figures are those of a published report, so that the tables that come out can be compared with it.
"""
