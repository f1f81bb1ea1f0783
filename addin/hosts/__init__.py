"""How a formula reaches a function."""
