from imdinett.utboks import abonnement
from imdinett.varsel import queries, services
from imdinett.web import meny


def registrer() -> None:
    abonnement.registrer(services.ta_imot)
    meny.registrer_varsler("varsler", queries.uleste)
