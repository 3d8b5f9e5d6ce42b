"""What requests to correct a record have beside the pages of every case: their papers, and what of them whoever asked may take."""
