"""An application is registered, and answered: an offer, too late, or withdrawn (B-062, B-063)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person import services as person
from bosetting.person.models import Husstand, Kartlegging
from bosetting.person.rules import MYNDIG
from bosetting.person.states import HOS_MOTTAK, Avslutningsgrunn, Kartleggingstilstand, Kategori, Sakstilstand
from bosetting.soknad import letters, queries
from bosetting.soknad.models import Privatsoknad
from bosetting.soknad.queries import Soknadsrad
from bosetting.soknad.states import Soknadstilstand
from imdinett.brev.services import legg_i_ko
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang


@transaction.atomic
def registrer_soknad(*, bruker: Bruker, husstand: Husstand, mottatt_dato: date) -> Privatsoknad:
    """May come before the permit (B-063). One at a time for a household."""
    tilgang.krev(rules.kan_registrere(bruker))
    husstand = Husstand.objects.select_for_update(of=("self",)).get(pk=husstand.pk)
    for_kartlegging = (Sakstilstand.REGISTRERT, Sakstilstand.TIL_KARTLEGGING)
    if not husstand.saker.filter(kategori=Kategori.PRIVATBOENDE, tilstand__in=for_kartlegging).exists():
        raise Domenefeil("ikke_privatboende", _("Bare privatboende som ikke er kartlagt ennå, kan søke."))
    if mottatt_dato > klokke.today():
        raise Domenefeil("soknad_i_framtiden", _("Mottatt kan ikke være fram i tid."), felt="mottatt_dato")
    try:
        with transaction.atomic():
            soknad = Privatsoknad.objects.create(
                husstand=husstand, mottatt_dato=mottatt_dato, registrert_tid=klokke.now(), registrert_av=bruker
            )
    except IntegrityError:
        raise Domenefeil("soknad_finnes", _("Husstanden har alt en søknad.")) from None
    hendelse.log(bruker, Hendelsestype.SOKNAD_REGISTRERT, soknad, mottatt=mottatt_dato)
    return soknad


@transaction.atomic
def innvilg_soknad(*, bruker: Bruker, soknad: Privatsoknad) -> Privatsoknad:
    """mottatt → innvilget: the kartlegging begins with the date of the application, and IMDi goes on with it."""
    rad = _til_behandling(bruker, soknad)
    if rad.er_for_sen:
        raise Domenefeil("soknad_for_sen", _("Søknaden kom for sent (B-062). Da kan den ikke innvilges."))
    for sak in rad.saker:
        nye = {"registrert_tid": klokke.now(), "registrert_av": bruker, "tilstand": Kartleggingstilstand.UTKAST}
        Kartlegging.objects.get_or_create(sak=sak, defaults=nye)
    kartlegginger = Kartlegging.objects.filter(sak__in=rad.saker, tilstand__in=HOS_MOTTAK)
    kartlegginger.update(soknad_dato=rad.soknad.mottatt_dato)
    return _behandlet(bruker, rad, Soknadstilstand.INNVILGET)


@transaction.atomic
def avvis_soknad(*, bruker: Bruker, soknad: Privatsoknad) -> Privatsoknad:
    """mottatt → avvist: too late is no offer. The cases end, and each grown-up gets a letter (B-062)."""
    rad = _til_behandling(bruker, soknad)
    if not rad.er_for_sen or rad.fikk_vite is None or rad.frist is None:
        raise Domenefeil("soknad_i_tide", _("Søknaden kom i tide og kan ikke avvises."))
    voksne = [sak for sak in rad.saker if rules.alder(sak.person.fodselsdato, klokke.today()) >= MYNDIG]
    for sak in voksne or rad.saker[:1]:
        brev = letters.IkkeTilbud(rad.soknad, sak, rad.fikk_vite, rad.frist)
        legg_i_ko(brev, bruker=bruker)
    for sak in rad.saker:
        person.avslutt_sak(bruker=bruker, sak=sak, grunn=Avslutningsgrunn.FRIST_UTLOPT)
    return _behandlet(bruker, rad, Soknadstilstand.AVVIST)


@transaction.atomic
def trekk_soknad(*, bruker: Bruker, soknad: Privatsoknad) -> Privatsoknad:
    """mottatt → trukket: the household does not want it any more; it may apply again."""
    tilgang.krev(rules.kan_registrere(bruker))
    return _behandlet(bruker, _laas(soknad), Soknadstilstand.TRUKKET)


def _laas(soknad: Privatsoknad) -> Soknadsrad:
    laast = Privatsoknad.objects.select_for_update(of=("self",)).select_related("husstand").get(pk=soknad.pk)
    return queries.med_saker([laast])[0]


def _til_behandling(bruker: Bruker, soknad: Privatsoknad) -> Soknadsrad:
    tilgang.krev(rules.kan_registrere(bruker))
    rad = _laas(soknad)
    if rad.er_apen and rad.venter:
        raise Domenefeil(
            "soknad_uten_tillatelse",
            _("Søknaden kan ikke behandles før alle i husstanden har fått tillatelse (B-063)."),
        )
    return rad


def _behandlet(bruker: Bruker, rad: Soknadsrad, til: Soknadstilstand) -> Privatsoknad:
    soknad = rad.soknad
    move(soknad, til)
    soknad.behandlet_tid, soknad.behandlet_av = klokke.now(), bruker
    soknad.save(update_fields=["tilstand", "behandlet_tid", "behandlet_av"])
    hendelse.log(bruker, Hendelsestype.SOKNAD_BEHANDLET, soknad, utfall=str(til.label))
    return soknad
