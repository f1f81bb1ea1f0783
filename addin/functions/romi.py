"""romi as worksheet functions."""

from __future__ import annotations

from addin.functions.spec import Function

FUNCTIONS: tuple[Function, ...] = ()
