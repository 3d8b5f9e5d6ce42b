"""Rules on normative documents: their numbers, how long they are in force, what one does to another, their clean-up."""
