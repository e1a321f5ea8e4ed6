"""gather: folders and histories of archived texts -> snapshots."""
