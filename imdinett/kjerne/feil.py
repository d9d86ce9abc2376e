"""Errors of the domain: one code, one message. Pages, API and admin each translate them once."""


class Domenefeil(Exception):
    """A rule said no. `felt` names the form field that the message belongs to, if any."""

    status = 422

    def __init__(self, kode: str, melding: str, *, felt: str | None = None) -> None:
        super().__init__(melding)
        self.kode, self.melding, self.felt = kode, melding, felt

    def __str__(self) -> str:
        return str(self.melding)


class IkkeTilgang(Domenefeil):
    """Inside one's own unit, without the role for this act: 403."""

    status = 403


class Kollisjon(Domenefeil):
    """Somebody else was here first: 409."""

    status = 409


class UlovligOvergang(Domenefeil):
    """The state table has no such move."""

    status = 409


class Stengt(Domenefeil):
    """The unit had access to the case and has it no longer: 410, without personal data."""

    status = 410


class ForOfte(Domenefeil):
    """More often than a person does it: 429."""

    status = 429


class LoggNede(Domenefeil):
    """The access log cannot be written: nothing is shown (no log, no page). 503."""

    status = 503
