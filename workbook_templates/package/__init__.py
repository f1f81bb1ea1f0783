"""The .xlsx as a zip of parts."""
