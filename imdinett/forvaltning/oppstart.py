"""What the core adds to the shell at start."""


def registrer() -> None:
    """Called once, when every model is loaded."""
