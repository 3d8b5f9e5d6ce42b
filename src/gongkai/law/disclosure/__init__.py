"""What an organ has to tell everybody: the guide, the instruments in force, what must be published unasked."""
