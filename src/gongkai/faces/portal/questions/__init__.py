"""互动: asking an organ, seeing how far it has come, reading what was answered."""
