"""Telling people: an outbox with adapters for mail, SMS and WeCom."""
