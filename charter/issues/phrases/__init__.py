"""What the issues of a charter say to an author; what flows can have too is said beside flows."""
