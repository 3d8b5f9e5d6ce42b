"""Letters to the applicant as files, and the code by which anybody can tell that one is genuine."""
