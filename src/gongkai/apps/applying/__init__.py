"""The applicant's own door: applying on the portal, looking how far it is, answering, by number and query code."""
