"""The portal's door to kept pages (faces/look/keeping)."""

from __future__ import annotations

from gongkai.faces.look.keeping import also, kept, not_after

__all__ = ["also", "kept", "not_after"]
