"""Requests that an organ correct what it recorded about the one who asks (article 41)."""
