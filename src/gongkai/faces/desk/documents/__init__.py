"""The register of normative documents at the desk: list, page, clean-up, comparison with the province."""
