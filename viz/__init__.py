"""Pages and pictures from the graph."""
