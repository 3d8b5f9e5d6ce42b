"""The registers of what was published, of documents, activities and counts: lists, entries, one form for every act."""
