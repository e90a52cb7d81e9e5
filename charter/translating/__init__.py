"""A flow, its charter and its grid in one more language: what is said, what is missing or old, and
writing it into the files, a text at a time or from a spreadsheet.
"""
