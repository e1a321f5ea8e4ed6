"""writing: made files -> the published folder, at once or not at all, with a manifest by which anyone can verify it."""
