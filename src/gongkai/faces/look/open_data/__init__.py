"""What machines are given of the public: the same records, under the same names, in the interface, in the files of open data."""
