from django.contrib.auth.hashers import Argon2PasswordHasher


class LettArgon2(Argon2PasswordHasher):
    """For the practice environment only: its passwords are printed on the screen, and it has many users to make."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1
