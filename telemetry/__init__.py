"""What an operator sees of a process: figures, log lines and traces, never words of people."""
