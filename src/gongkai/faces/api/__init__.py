"""The portal for machines: /api/."""
