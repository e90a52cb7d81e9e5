"""What things cost, measured against a floor in the same run. Never a test: machines differ."""
