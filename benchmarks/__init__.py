"""Time Hushpress beside other site generators, on the same posts."""
