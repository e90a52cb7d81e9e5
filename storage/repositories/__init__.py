"""Every statement, one noun a file: functions that are given a store, and return small values."""
