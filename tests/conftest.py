"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("planmo", deadline=None)  # a slow example on a busy machine is no failure
settings.load_profile("planmo")
