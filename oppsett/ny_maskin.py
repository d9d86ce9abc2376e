def ny_maskin(_: list[str]) -> int:
    return 1
