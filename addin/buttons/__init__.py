"""What each button of the ribbon does."""
