"""The desk's edge: pages for coaches and admins."""
