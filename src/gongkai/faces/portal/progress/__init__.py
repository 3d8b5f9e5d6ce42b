"""办理进度: how far a request has come, what its applicant does himself, what is given to him, and whether a letter is genuine."""
