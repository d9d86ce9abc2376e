"""The kommune's users: invite, roles, close, reset (ui.md 5.6; B-003, B-004).

Each write locks the kommune first, so that the last administrator cannot be taken away by two at once.
"""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import notices, rules
from imdinett.forvaltning.services import invitasjoner, okter
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.forvaltning.services.kontoer import NyKonto, opprett_kontoer
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.models import Kommunetilgang
from imdinett.tilgang.roller import SE_SENSITIVT, Rolle
from imdinett.utboks.services import enqueue

Roller = Collection[Rolle]


@transaction.atomic
def inviter(*, bruker: Bruker, kommune: Kommune, navn: str, epost: str, roller: Roller, telefon: str = "") -> Invitert:
    """Invite a person to the kommune with roles, or give the roles to somebody with an account (B-003)."""
    laas(kommune)
    tilgang.krev(rules.kan_forvalte(bruker, kommune.pk))
    check_roller(roller)
    return gi_adgang(bruker=bruker, kommune=kommune, navn=navn, epost=epost, roller=roller, telefon=telefon)


@transaction.atomic
def registrer_administrator(*, bruker: Bruker, kommune: Kommune, navn: str, epost: str) -> Invitert:
    """B-004: IMDi makes a kommune's administrator; also before the agreement is there (B-005 keeps them out)."""
    laas(kommune)
    tilgang.krev(rules.kan_registrere_administrator(bruker))
    kjent = tildeling.brukere_i(kommune).filter(epost=epost.strip().lower()).first()
    if kjent is None:
        roller = {Rolle.KOMMUNE_ADMINISTRATOR}
        return gi_adgang(bruker=bruker, kommune=kommune, navn=navn, epost=epost, roller=roller)
    if Rolle.KOMMUNE_ADMINISTRATOR in roller_i(kjent, kommune):
        raise Domenefeil("finnes_alt", _("Personen er alt administrator i kommunen."), felt="epost")
    etter = roller_i(kjent, kommune) | {Rolle.KOMMUNE_ADMINISTRATOR}
    _bytt_roller(bruker, kjent, kommune, etter, grunn=_("Registrert som administrator av IMDi"))
    return Invitert(kjent)


@transaction.atomic
def gi_manglende_roller(
    *, bruker: Bruker, kommune: Kommune, navn: str, epost: str, roller: Roller, sprak: str = ""
) -> Invitert:
    """A user from the system before this: invited when new here, else given the roles that are missing."""
    laas(kommune)
    tilgang.krev(rules.kan_forvalte(bruker, kommune.pk))
    check_roller(roller)
    kjent = tildeling.brukere_i(kommune).filter(epost=epost.strip().lower()).first()
    if kjent is None:
        return gi_adgang(bruker=bruker, kommune=kommune, navn=navn, epost=epost, roller=roller, sprak=sprak)
    _check_aapen(kjent)
    etter = roller_i(kjent, kommune) | set(roller)
    if etter != roller_i(kjent, kommune):
        _bytt_roller(bruker, kjent, kommune, etter, grunn=_("Overtatt fra systemet som var før"))
    return Invitert(kjent)


def gi_adgang(
    *, bruker: Bruker, kommune: Kommune, navn: str, epost: str, roller: Roller, telefon: str = "", sprak: str = ""
) -> Invitert:
    """The act itself, when the right to it has been checked."""
    adresse = epost.strip().lower()
    kjent = Bruker.objects.filter(epost=adresse).first()
    if kjent is not None:
        return _gi_kjent(bruker, kjent, kommune, roller)
    ny = NyKonto(epost=epost, navn=navn, kommune=kommune, roller=roller, telefon=telefon, sprak=sprak)
    try:
        with transaction.atomic():
            return opprett_kontoer(bruker=bruker, nye=[ny])[0]
    except IntegrityError:
        # Somebody else invited the same person this very moment; no word of where (T6).
        raise _kan_ikke_inviteres() from None


def _gi_kjent(bruker: Bruker, kjent: Bruker, kommune: Kommune, roller: Roller) -> Invitert:
    """Somebody who works in another kommune too. IMDi's own and closed accounts are IMDi's business."""
    if roller_i(kjent, kommune):
        raise Domenefeil("finnes_alt", _("Personen er alt bruker i kommunen."), felt="epost")
    if kjent.er_stengt or kjent.groups.exists() or not _har_kommuneroller(kjent):
        raise _kan_ikke_inviteres()
    for rolle in roller:
        tildeling.gi_kommunerolle(kjent, rolle, kommune)
    hva = hendelse.log(
        bruker,
        Hendelsestype.ROLLER_ENDRET,
        kjent,
        kommune=kommune,
        fra=[],
        til=rules.koder(roller),
        grunn=_("Ny i kommunen"),
    )
    okter.avslutt(kjent)
    enqueue(notices.TilgangGitt(kjent, hva, kommune), bruker=bruker)
    return Invitert(kjent)


def _kan_ikke_inviteres() -> Domenefeil:
    return Domenefeil(
        "kan_ikke_inviteres", _("Denne adressen kan ikke inviteres herfra. Ta kontakt med IMDi."), felt="epost"
    )


@transaction.atomic
def endre_roller(*, bruker: Bruker, kommune: Kommune, gjelder: Bruker, fra: Roller, til: Roller, grunn: str) -> Bruker:
    """Set the user's roles in the kommune (B-003). `fra` is what the administrator saw: else 409."""
    _begynn(bruker, kommune, gjelder)
    _check_aapen(gjelder)
    check_roller(til)
    naa = roller_i(gjelder, kommune)
    if naa != set(fra):
        raise Kollisjon("roller_endret", _("Noen andre har endret rollene imens. Se på dem på nytt før du endrer."))
    if naa == set(til):
        raise Domenefeil("ingen_endring", _("Brukeren har alt disse rollene. Ingenting er endret."))
    if Rolle.KOMMUNE_ADMINISTRATOR in naa and Rolle.KOMMUNE_ADMINISTRATOR not in til:
        _check_siste_administrator(kommune, gjelder)
    _bytt_roller(bruker, gjelder, kommune, til, grunn=grunn)
    return gjelder


def _bytt_roller(bruker: Bruker, gjelder: Bruker, kommune: Kommune, til: Roller, *, grunn: str) -> None:
    fra = roller_i(gjelder, kommune)
    for rolle in set(til) - fra:
        tildeling.gi_kommunerolle(gjelder, rolle, kommune)
    for rolle in fra - set(til):
        tildeling.ta_kommunerolle(gjelder, rolle, kommune)
    hva = hendelse.log(
        bruker,
        Hendelsestype.ROLLER_ENDRET,
        gjelder,
        kommune=kommune,
        fra=rules.koder(fra),
        til=rules.koder(til),
        grunn=grunn.strip(),
    )
    okter.avslutt(gjelder)
    enqueue(notices.RollerEndret(gjelder, hva, kommune), bruker=bruker)


@transaction.atomic
def sett_sensitivt(*, bruker: Bruker, kommune: Kommune, gjelder: Bruker, paa: bool, grunn: str) -> Bruker:
    """B-094, decision 14: the extra grant for special categories, with a reason."""
    _begynn(bruker, kommune, gjelder)
    _check_aapen(gjelder)
    if har_sensitivt(gjelder, kommune) == paa:
        raise Domenefeil("ingen_endring", _("Det er alt slik. Ingenting er endret."))
    tildeling.sett_sensitivt(gjelder, kommune, paa=paa)
    fra, til = ([], [SE_SENSITIVT]) if paa else ([SE_SENSITIVT], [])
    hva = hendelse.log(
        bruker, Hendelsestype.ROLLER_ENDRET, gjelder, kommune=kommune, fra=fra, til=til, grunn=grunn.strip()
    )
    okter.avslutt(gjelder)
    enqueue(notices.RollerEndret(gjelder, hva, kommune), bruker=bruker)
    return gjelder


@transaction.atomic
def steng(*, bruker: Bruker, kommune: Kommune, gjelder: Bruker, grunn: str) -> Bruker:
    """End the user's access to the kommune; the account itself only when it has no roles elsewhere.

    A closed account keeps its roles, which give nothing, so that it can be opened again and the history reads.
    """
    _begynn(bruker, kommune, gjelder)
    if gjelder.er_stengt:
        raise Domenefeil("alt_stengt", _("Kontoen er alt stengt."))
    _check_siste_administrator(kommune, gjelder)
    har_andre = _har_annen_adgang(gjelder, kommune)
    fra = roller_i(gjelder, kommune)
    if har_andre:
        _ta_alt(gjelder, kommune)
    else:
        steng_konto(gjelder, av=bruker, grunn=grunn)
    hva = hendelse.log(
        bruker,
        Hendelsestype.BRUKER_STENGT,
        gjelder,
        kommune=kommune,
        roller=rules.koder(fra),
        grunn=grunn.strip(),
        bare_her=har_andre,
    )
    okter.avslutt(gjelder)
    enqueue(notices.KontoStengt(gjelder, hva, kommune), bruker=bruker)
    return gjelder


def _ta_alt(gjelder: Bruker, kommune: Kommune) -> None:
    for rolle in roller_i(gjelder, kommune):
        tildeling.ta_kommunerolle(gjelder, rolle, kommune)
    tildeling.sett_sensitivt(gjelder, kommune, paa=False)


def steng_konto(gjelder: Bruker, *, av: Bruker, grunn: str) -> None:
    gjelder.stengt_tid, gjelder.stengt_av, gjelder.stengt_grunn = klokke.now(), av, grunn.strip()[:200]
    gjelder.save(update_fields=["stengt_tid", "stengt_av", "stengt_grunn"])
    gjelder.invitasjoner.apne().update(kansellert_tid=klokke.now())
    tilgang.glem(gjelder)


@transaction.atomic
def aapne(*, bruker: Bruker, kommune: Kommune, gjelder: Bruker, grunn: str) -> Bruker:
    """Open a closed account again, with the roles it had. Whoever never chose a password gets a new link."""
    _begynn(bruker, kommune, gjelder)
    if not gjelder.er_stengt:
        raise Domenefeil("ikke_stengt", _("Kontoen er ikke stengt."))
    aapne_konto(gjelder)
    hva = hendelse.log(bruker, Hendelsestype.BRUKER_AAPNET, gjelder, kommune=kommune, grunn=grunn.strip())
    if gjelder.has_usable_password():
        enqueue(notices.KontoAapnet(gjelder, hva, kommune), bruker=bruker)
    else:
        invitasjoner.opprett(bruker=bruker, gjelder=gjelder, kommune=kommune, hva=hva)
    return gjelder


def aapne_konto(gjelder: Bruker) -> None:
    gjelder.stengt_tid, gjelder.stengt_av, gjelder.stengt_grunn = None, None, ""
    gjelder.save(update_fields=["stengt_tid", "stengt_av", "stengt_grunn"])
    tilgang.glem(gjelder)


@transaction.atomic
def nullstill_faktor(*, bruker: Bruker, kommune: Kommune, gjelder: Bruker, grunn: str) -> Bruker:
    """Lost phone: the user sets up a new second factor at the next login and is told by e-mail (B-006)."""
    _begynn(bruker, kommune, gjelder)
    nullstill(bruker=bruker, gjelder=gjelder, kommune=kommune, grunn=grunn)
    return gjelder


def nullstill(*, bruker: Bruker, gjelder: Bruker, kommune: Kommune | None, grunn: str) -> None:
    typer = okter.slett_faktorer(gjelder)
    if not typer:
        raise Domenefeil("ingen_faktor", _("Brukeren har ikke satt opp engangskode ennå."))
    hva = hendelse.log(
        bruker, Hendelsestype.FAKTOR_NULLSTILT, gjelder, kommune=kommune, faktorer=typer, grunn=grunn.strip()
    )
    okter.avslutt(gjelder)
    enqueue(notices.FaktorNullstilt(gjelder, hva, kommune), bruker=bruker)


# ---- what each of them checks
def laas(kommune: Kommune) -> None:
    Kommune.objects.select_for_update(of=("self",), no_key=True).get(pk=kommune.pk)


def _begynn(bruker: Bruker, kommune: Kommune, gjelder: Bruker) -> None:
    """Lock, right, and that it is a colleague with a role in this kommune (B-003)."""
    laas(kommune)
    tilgang.krev(rules.kan_forvalte(bruker, kommune.pk))
    if not rules.er_en_annen(bruker, gjelder):
        raise IkkeTilgang("egen_konto", _("Du kan ikke endre din egen tilgang. Be en annen administrator om det."))
    if not tildeling.brukere_i(kommune).filter(pk=gjelder.pk).exists():
        raise IkkeTilgang("ikke_i_kommunen", _("Personen er ikke bruker i kommunen."))
    gjelder.refresh_from_db()


def _check_aapen(gjelder: Bruker) -> None:
    if gjelder.er_stengt:
        raise Domenefeil("stengt", _("Kontoen er stengt. Åpne den før du endrer rollene."))


def check_roller(roller: Roller) -> None:
    """B-003: at least one, and only those that a kommune gives."""
    if not rules.er_kommuneroller(roller):
        raise IkkeTilgang("rolle_fra_imdi", _("Denne rollen er det bare IMDi som gir."))
    if not roller:
        raise Domenefeil("ingen_rolle", _("Velg minst én rolle. Skal brukeren ikke ha noen, stenger du brukeren."))


def _check_siste_administrator(kommune: Kommune, gjelder: Bruker) -> None:
    administratorer = tildeling.aktive_med_rolle(kommune, Rolle.KOMMUNE_ADMINISTRATOR)
    if administratorer.filter(pk=gjelder.pk).exists() and not administratorer.exclude(pk=gjelder.pk).exists():
        raise Domenefeil(
            "siste_administrator",
            _("Kommunen må ha minst én administrator. Gi rollen til en annen først."),
        )


def roller_i(gjelder: Bruker, kommune: Kommune) -> set[Rolle]:
    """The kommune roles somebody holds there, agreement or not, closed or not."""
    rader = Kommunetilgang.objects.filter(user=gjelder, content_object=kommune)
    return {Rolle(kode) for kode in rader.values_list("permission__codename", flat=True) if kode in rules.KOMMUNEROLLER}


def har_sensitivt(gjelder: Bruker, kommune: Kommune) -> bool:
    return Kommunetilgang.objects.filter(
        user=gjelder, content_object=kommune, permission__codename=SE_SENSITIVT
    ).exists()


def _har_kommuneroller(gjelder: Bruker) -> bool:
    return Kommunetilgang.objects.filter(user=gjelder, permission__codename__in=rules.KOMMUNEROLLER).exists()


def _har_annen_adgang(gjelder: Bruker, kommune: Kommune) -> bool:
    andre = Kommunetilgang.objects.filter(user=gjelder).exclude(content_object=kommune)
    return andre.exists() or gjelder.groups.exists()
