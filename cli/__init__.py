"""The alliance command: where settings, store and edges are put together."""
