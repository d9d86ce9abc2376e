"""The headers of an answer that is a file."""


def hode(filnavn: str, *, vises: bool = False) -> dict[str, str]:
    """Saved under this name and taken for nothing else than it says; with `vises` shown in the browser."""
    maate = "inline" if vises else "attachment"
    return {"Content-Disposition": f'{maate}; filename="{filnavn}"', "X-Content-Type-Options": "nosniff"}
