"""搜索: one field, what was found with its words marked, filters as plain links, and what to do when nothing was found."""
