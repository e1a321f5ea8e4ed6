"""publish: the arranged archive -> every file of the site."""
