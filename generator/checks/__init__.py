"""What a careful director would catch before signing: rules by subject, each giving remarks with a cell and the next step."""

from __future__ import annotations

from generator.checks.run import ADVICE_SHOWN, check, is_draft

__all__ = ["ADVICE_SHOWN", "check", "is_draft"]
