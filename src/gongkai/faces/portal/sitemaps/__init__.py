"""The site map for programs that search the web, and what they are asked to leave alone."""
