"""Page to blocks."""
