"""The one error of the set-up code: its text is shown to the user, without a traceback."""


class Oppsettfeil(Exception):
    pass
