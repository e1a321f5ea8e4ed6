"""read: the body of a snapshot -> sections of passages, every repair named."""
