"""The channels on which people are met: a module each."""
