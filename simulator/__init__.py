"""A stand-in for SvarUT, Maskinporten and a mail server, as a process of its own for demo and tests."""
