"""Blocks to entries: one entry per listed work."""
