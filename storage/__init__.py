"""The rows behind the pure types: it keeps them, and decides nothing."""
