"""The flow engine: a pure function from a revision, a run and a reply to what happens next."""
