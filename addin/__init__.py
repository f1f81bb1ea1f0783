"""What Excel calls, and every other way in."""
