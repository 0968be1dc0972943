"""Development commands: scores, pictures, measurements. Nothing here is installed."""
