"""Cases: list, register, case page with its timeline and clocks. One machinery for requests and remedies (`rooms`)."""
