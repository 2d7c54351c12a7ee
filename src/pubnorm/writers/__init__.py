"""Publications to the formats that other tools read."""
