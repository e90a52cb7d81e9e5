"""What several pages show: drafts read whole, forms taken apart, moments and names in words."""
