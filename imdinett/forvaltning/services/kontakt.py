"""What the kommune says about itself: a new version each time, the old ones stay (decisions 14 and 34)."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import rules
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kommune.models import Kommune, Kontaktinformasjon
from imdinett.tilgang import tilgang


@dataclass(frozen=True)
class Kontakt:
    adresselinje: str
    postnummer: str
    poststed: str
    postmottak: str
    telefon: str = ""
    kontaktperson: str = ""


@transaction.atomic
def registrer_kontakt(*, bruker: Bruker, kommune: Kommune, kontakt: Kontakt, sett_pk: int | None) -> Kontaktinformasjon:
    """Write a new version. `sett_pk` is the version the user started from: another one means 409."""
    tilgang.krev(rules.kan_skrive_kontakt(bruker, kommune.pk))
    Kommune.objects.select_for_update(of=("self",), no_key=True).get(pk=kommune.pk)
    gjeldende = Kontaktinformasjon.objects.gjeldende_for(kommune)
    if (gjeldende.pk if gjeldende else None) != sett_pk:
        raise Kollisjon("kontakt_endret", _("En kollega har lagret ny kontaktinformasjon imens."))
    felt = asdict(kontakt)
    endret = sorted(navn for navn, verdi in felt.items() if gjeldende is None or getattr(gjeldende, navn) != verdi)
    if not endret:
        raise Domenefeil("ingen_endring", _("Det er ingen endring å lagre."))
    ny = Kontaktinformasjon.objects.create(kommune=kommune, registrert_tid=klokke.now(), registrert_av=bruker, **felt)
    hendelse.log(bruker, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune, felt=endret)
    return ny
