"""The charter: a pure function from answers to a document, and from a document to bytes."""
