"""公开统计: what was published, what was asked for and answered, in plots with their tables."""
