"""What bosetting adds to the shell at start: entries in the menu, sources of tasks."""


def registrer() -> None:
    """Called once, when every model is loaded."""
