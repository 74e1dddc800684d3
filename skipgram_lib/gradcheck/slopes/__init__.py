"""How a slope of f and its bound are measured, along an entry or along any direction."""
