"""Words that stand for a thing named elsewhere: "the company", "its", "the mine"."""
