"""Stage organization: the tree of companies, regions and estates, posts, people, and who may do what where."""
