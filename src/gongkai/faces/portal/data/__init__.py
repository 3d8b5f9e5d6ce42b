"""Open data: all that is public as files, with what their fields mean and on which terms they may be used."""
