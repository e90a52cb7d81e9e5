"""Changing a flow without seeing its files: what an author means, written where it belongs in each
file, the published names that must live on included. It works on flows with errors in them.
"""
