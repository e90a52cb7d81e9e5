"""The conversation's edge: one inbound message, one transaction, and what is sent back."""
