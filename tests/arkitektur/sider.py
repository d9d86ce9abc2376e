"""Every page of the product as HTML, made by the application in this process: for whom, and in which state.

Which pages somebody gets is read from the stored table of S-01, so a new page is here without being told. What only
comes after a button or in a state of its own is asked for step by step below.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from bosetting.avstemming.kvartal import ferdige
from bosetting.avstemming.queries import Kvartalsrad, kvartalsrad
from bosetting.avstemming.services import Egnetall, meld_avstemming
from bosetting.bosatt.services import Avslutningsvalg, avslutt_sak
from bosetting.fordeling.models import Fordelingslinje
from bosetting.innmelding.planskjema import Planskjema
from bosetting.innmelding.queries import plan
from bosetting.person.models import Sak
from bosetting.person.states import Avslutningsgrunn, Kategori
from bosetting.soknad.services import registrer_soknad
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import brukere
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.arkitektur import adresser
from tests.arkitektur.leser import Leser, bruker_for
from tests.arkitektur.skjelett import hovedskjelett
from tests.arkitektur.test_tilgangstabell import les_tabell
from tests.imdinett.forvaltning import innlogging
from tests.verden import PASSORD, Verden
from tests.verden.tom import uten_arbeid

Steg = Callable[[Verden, Leser], tuple[str, ...]]
# Looks different for each who sees it, so each who may see it looks.
FOR_ALLE = frozenset({"hjem", "admin:index", "fordelingsliste", "personmappe", "kommune_anmodninger", "kommune"})
# No page of their own, for anybody: a file, a bit of a page, a redirect, a button's address, a door that is shut.
IKKE_SIDER = frozenset(
    {
        "admin:alt_annet",
        "admin:autocomplete",
        "admin:jsi18n",
        "admin:login",
        "admin:logout",
        "admin:password_change",
        "admin:password_change_done",
        "admin:view_on_site",
        "anmodning_purring",
        "anmodningsmodell_hent",
        "anmodningsmodell_verdier_lagre",
        "api_anmodning_vedtak",
        "api_brev_pdf",
        "api_brevliste",
        "api_fordelingsliste",
        "api_fordelingslister",
        "api_plasser",
        "api_sak",
        "api_saker",
        "api_skjema",
        "anmodningsrunde_fremdrift",
        "anmodningsrunde_import_lagre",
        "barn_dokument",
        "beboer_dokument",
        "beboer_familie_fjern",
        "brev_arkivpakke",
        "brev_pdf",
        "brevko_fremdrift",
        "fargevalg",
        "forleng_okt",
        "healthz",
        "henvendelse_vedlegg",
        "husstand_ta",
        "imdi_avstemming_purring",
        "imdi_avvik_ta",
        "imdi_importrad_behandlet",
        "imdi_kapasitet_brukt",
        "imdi_overtakelse_avviste",
        "imdi_person_familie_fjern",
        "imdi_overtakelse_forkast",
        "imdi_overtakelse_les_inn",
        "imdi_sak_selvbosatt",
        "imdi_skjerming_avgjor",
        "imdi_skjerming_fjern",
        "innsynskopi_json",
        "innsynskopi_pdf",
        "imdi_tidsplan_purring",
        "kommunegrenser",
        "kommunevedtak_epost",
        "maalform",
        "mfa_download_recovery_codes",
        "mfa_edit_webauthn",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "oversettelse_prove",
        "personmappe_arkivpakke",
        "personmappe_dokument",
        "rapportfil_last_ned",
        "skjemautkast_felt",
        "skjemautkast_forkast",
        "skjemautkast_lagre",
        "tallimport_last_inn",
        "varsel_les",
        "varsler_les_alle",
        "vedlegg",
    }
)


@dataclass(frozen=True)
class Tegnet:
    """One page as one user got it. `merke` names it in a finding."""

    merke: str
    navn: str
    sti: str
    status: int
    hode: Mapping[str, str]
    innhold: bytes


@dataclass(frozen=True)
class Plan:
    """What one kind of user asks for; `feil`: a form sent empty; `alene`: it names nothing that somebody has made."""

    merke: str
    navn: str
    tilfelle: str
    steg: Steg
    feil: bool = False
    alene: bool = False


def er_admins_egne(navn: str) -> bool:
    """Forms and empty addresses of the stock admin that nobody is let into (decision 11)."""
    return navn.startswith("imdi/") or (navn.endswith(("_uten_side", "_add", "_delete")) and navn.startswith("admin:"))


def planlagt(verden: Verden) -> list[Plan]:
    """Each page once, or once per kind of user where it differs; what an empty form is answered with; the steps."""
    tabell, ut, sett = les_tabell(), list[Plan](), set[tuple[str, str]]()
    for metode, status in (("GET", "200"), ("POST", "422")):
        for en in adresser.alle(verden, verden.a):
            for tilfelle, svar in tabell.get((en.navn, en.objekt, metode), {}).items():
                nokkel = (f"{metode} {en.navn}", tilfelle if en.navn in FOR_ALLE and metode == "GET" else "")
                if svar == status and nokkel not in sett and en.navn not in IKKE_SIDER:
                    sett.add(nokkel)
                    merke, feil = f"{en.navn} {en.objekt} {metode} {tilfelle}", metode == "POST"
                    alene = not feil and en.objekt == ""
                    ut.append(Plan(merke, en.navn, tilfelle, _spor(metode, en.sti), feil=feil, alene=alene))
    return ut + [Plan(f"{navn} steg {tilfelle}", navn, tilfelle, steg) for navn, tilfelle, steg in STEG]


def tegn(verden: Verden, planer: list[Plan], sprak: str) -> Iterator[Tegnet]:
    """Each as the world was built: what a step does is undone when its page is drawn."""
    Bruker.objects.update(sprak=sprak)
    leser_for = functools.cache(lambda tilfelle: Leser(bruker_for(verden, tilfelle), sprak=sprak))
    for en in planer:
        leser = copy(leser_for(en.tilfelle))
        with transaction.atomic():
            metode, sti, *kropp = en.steg(verden, leser)
            svar = leser.svar(metode, sti, *kropp)
            transaction.set_rollback(True)
        hode = {navn.lower(): verdi for navn, verdi in svar.headers.items() if navn.lower() != "content-length"}
        yield Tegnet(en.merke, en.navn, sti, svar.status_code, hode, svar.innhold)


def tegn_tomme(verden: Verden, planer: list[Plan], fylte: Iterable[Tegnet]) -> Iterator[Tegnet]:
    """Those of them that are other pages on the first day, when nobody has done anything: each kind of page once, in
    bokmål. What is only there when somebody has made it is not there then."""
    kjente = {hovedskjelett(en.innhold) for en in fylte}
    with uten_arbeid():
        for en in tegn(verden, [plan for plan in planer if plan.alene], "nb"):
            form = hovedskjelett(en.innhold)
            if en.status == 200 and form not in kjente:
                kjente.add(form)
                yield replace(en, merke=f"{en.merke} første dag")


def _spor(metode: str, sti: str) -> Steg:
    return lambda verden, leser: (metode, sti)


# ---- pages that come after a button, or in a state of their own
NY = {"navn": "Siri Eksempel", "epost": "siri@eksempel.example", "telefon": ""}


def _ny_bruker(navn: str) -> Steg:
    def steg(verden: Verden, leser: Leser) -> tuple[str, str]:
        leser.husk(ny_bruker={"kommune": verden.a.kommune.pk, **NY, "roller": ["kommune_bosetter_les"]})
        return "GET", reverse(navn)

    return steg


def _rollevalg(navn: str, hvem: Callable[[Verden], tuple[Any, ...]], prefiks: str = "") -> Steg:
    def steg(verden: Verden, leser: Leser) -> tuple[str, str]:
        args = hvem(verden)
        valg = {"kommune": verden.a.kommune.pk, "fra": ["kommune_bosetter_les"], "til": ["kommune_bosetter_skriv"]}
        leser.husk(**{f"{prefiks}rollevalg:{args[-1]}": valg})
        return "GET", reverse(navn, args=args)

    return steg


def _kollega(verden: Verden) -> Any:
    return verden.a.brukere[Rolle.KOMMUNE_BOSETTER_LES]


def _med_sensitivt(navn: str) -> Callable[[Verden, Leser], tuple[str, ...]]:
    def side(verden: Verden, leser: Leser) -> tuple[str, ...]:
        tildeling.sett_sensitivt(verden.a.skriv, verden.a.kommune, paa=True)
        return "GET", reverse(navn, args=[verden.a.person("utsokt").uuid])

    return side


def _tilgangsnokkel(verden: Verden, leser: Leser) -> tuple[str, ...]:
    siste_dag = f"{klokke.today() + timedelta(days=90):%d.%m.%Y}"
    valgt = urlencode({"navn": "Velferd", "omfang": ["saker", "plasser"], "siste_dag": siste_dag}, doseq=True)
    return "POST", reverse("tilgangsnokkel_ny"), valgt


def _invitasjon(verden: Verden, leser: Leser) -> tuple[str, str]:
    ny = brukere.inviter(
        bruker=verden.a.administrator,
        kommune=verden.a.kommune,
        navn="Siri Eksempel",
        epost="siri.ny@eksempel.example",
        roller={Rolle.KOMMUNE_BOSETTER_LES},
    )
    return "GET", reverse("invitasjon", args=[ny.nokkel])


def _husstanden(verden: Verden, hvem: str) -> str:
    linje = Fordelingslinje.objects.filter(sak__husstand=verden.a.husstander[hvem]).latest("pk")
    return urlencode({"husstand": linje.husstandssvar_id})


def _vedtak_se_over(verden: Verden, leser: Leser) -> tuple[str, ...]:
    return "POST", reverse("imdi_vedtak_se_over"), _husstanden(verden, "ja")


def _vedtak_resultat(verden: Verden, leser: Leser) -> tuple[str, ...]:
    return "GET", f"{reverse('imdi_vedtak_resultat')}?{_husstanden(verden, 'utsokt')}"


def _utvalg(navn: str) -> Steg:
    def steg(verden: Verden, leser: Leser) -> tuple[str, ...]:
        numre = Sak.objects.filter(husstand=verden.a.husstander["privat"]).values_list("nummer", flat=True)
        return "POST", reverse(navn), urlencode({"sak": list(numre)}, doseq=True)

    return steg


def _planendring(verden: Verden, leser: Leser) -> tuple[str, ...]:
    kommune, aar = verden.a.kommune, klokke.isouke(klokke.today())[0] + 1
    skjema = Planskjema(plan=plan(kommune, aar, verden.a.skriv))
    felt = {navn: felt.initial for navn, felt in skjema.fields.items()} | {"uke-5": 3, "handling": "se_over"}
    return "POST", reverse("antall_plasser", args=[kommune.nummer, aar]), urlencode(felt)


def _kvartal(verden: Verden) -> Kvartalsrad:
    """The newest quarter of A with somebody settled, somebody without a date, and an avvik; answered and changed."""
    kvartal = ferdige()[0]
    egne = Sak.objects.filter(kommune=verden.a.kommune)
    egne.filter(utsokingsdato__gt=kvartal.forste_dag).update(utsokingsdato=kvartal.forste_dag)
    felt = {"bruker": verden.a.skriv, "kommune": verden.a.kommune, "kvartal": kvartal}
    egne_tall = Egnetall(per_maaned=[5, 2, 0], grunn="Vi har fem på listen vår fra den første måneden.")
    meld_avstemming(**felt, avtrykk=kvartalsrad(verden.a.kommune, kvartal).tall.avtrykk, egne=egne_tall)
    bosatte = egne.filter(husstand=verden.a.husstander["bosatt"])
    bosatte.update(bosettingsdato=kvartal.siste_dag)
    return kvartalsrad(verden.a.kommune, kvartal)


def _avstemming(verden: Verden, leser: Leser) -> tuple[str, ...]:
    rad = _kvartal(verden)
    return "GET", reverse("avstemming", args=[rad.kommune.nummer, rad.kvartal.aar, rad.kvartal.nr])


def _avstemming_hos_imdi(verden: Verden, leser: Leser) -> tuple[str, ...]:
    return "GET", f"{reverse('imdi_avstemming')}?kvartal={_kvartal(verden).kvartal.kode}&velg=alle"


def _avstemming_purring(verden: Verden, leser: Leser) -> tuple[str, ...]:
    rad = _kvartal(verden)
    adresse = reverse("imdi_avstemming_purring", args=[rad.kvartal.aar, rad.kvartal.nr])
    return "POST", adresse, urlencode({"kommune": rad.kommune.pk})


def _soknad(verden: Verden, leser: Leser) -> tuple[str, ...]:
    husstand = verden.ledige["til_kartlegging"]
    Sak.objects.filter(husstand=husstand).update(kategori=Kategori.PRIVATBOENDE)
    registrer_soknad(bruker=verden.bosetter, husstand=husstand, mottatt_dato=klokke.today())
    return "GET", reverse("imdi_soknad", args=[husstand.nummer])


def _ankomst(verden: Verden, leser: Leser) -> tuple[str, ...]:
    husstand, i_dag = verden.a.husstander["utsokt"], klokke.today()
    reise = {"tidligst_ankomst": i_dag, "innreisefrist": i_dag + timedelta(days=90)}
    Sak.objects.filter(husstand=husstand).update(kategori=Kategori.OVERFORINGSFLYKTNING, **reise)
    return "GET", reverse("imdi_ankomst", args=[husstand.nummer])


def _avslutning(navn: str) -> Steg:
    def steg(verden: Verden, leser: Leser) -> tuple[str, ...]:
        sak = Sak.objects.get(husstand=verden.ledige["registrert"])
        valg = Avslutningsvalg(grunn=Avslutningsgrunn.ANNET)
        ny = avslutt_sak(bruker=verden.bosetter, sak_id=sak.pk, valg=valg)
        return "GET", reverse(navn, args=[ny.pk])

    return steg


def _kodeside(verden: Verden, leser: Leser) -> tuple[str, str]:
    nettleser = innlogging.klient()
    innlogging.passord(nettleser, verden.a.skriv, PASSORD)
    leser.kaker = nettleser.cookies.output(header="", sep=";")
    return "GET", reverse("mfa_authenticate")


STEG: tuple[tuple[str, str, Steg], ...] = (
    ("bruker_ny_roller", "egen_administrator", _ny_bruker("bruker_ny_roller")),
    ("bruker_ny_se_over", "egen_administrator", _ny_bruker("bruker_ny_se_over")),
    (
        "bruker_roller_se_over",
        "egen_administrator",
        _rollevalg("bruker_roller_se_over", lambda verden: (_kollega(verden).uuid,)),
    ),
    (
        "imdi_bruker_roller_se_over",
        "imdi_administrator",
        _rollevalg("imdi_bruker_roller_se_over", lambda v: (v.a.kommune.nummer, _kollega(v).uuid)),
    ),
    (
        "imdi_ansatt_roller_se_over",
        "imdi_administrator",
        _rollevalg("imdi_ansatt_roller_se_over", lambda v: (v.imdi[Rolle.IMDI_SUPPORT].uuid,), "imdi-"),
    ),
    ("antall_plasser", "egen_bosetter_skriv", _planendring),
    ("tilgangsnokkel_ny", "egen_administrator", _tilgangsnokkel),
    ("personmappe_helse", "egen_bosetter_skriv", _med_sensitivt("personmappe_helse")),
    ("personmappe_arkivpakke_helse", "egen_bosetter_skriv", _med_sensitivt("personmappe_arkivpakke_helse")),
    ("invitasjon", "ikke_innlogget", _invitasjon),
    ("imdi_vedtak_se_over", "imdi_bosetter_skriv", _vedtak_se_over),
    ("imdi_vedtak_resultat", "imdi_bosetter_skriv", _vedtak_resultat),
    ("uten_bosettingsdato_registrer", "egen_bosetter_skriv", _utvalg("uten_bosettingsdato_registrer")),
    ("uten_bosettingsdato_ansvarlig", "egen_bosetter_skriv", _utvalg("uten_bosettingsdato_ansvarlig")),
    ("avstemming", "egen_bosetter_skriv", _avstemming),
    ("imdi_avstemming", "imdi_bosetter_skriv", _avstemming_hos_imdi),
    ("imdi_avstemming_purring", "imdi_bosetter_skriv", _avstemming_purring),
    ("imdi_soknad", "imdi_bosetter_skriv", _soknad),
    ("imdi_ankomst", "imdi_bosetter_skriv", _ankomst),
    (
        "admin:bosetting_avslutning_change",
        "imdi_bosetter_skriv",
        _avslutning("admin:bosetting_avslutning_change"),
    ),
    (
        "admin:bosetting_avslutning_history",
        "imdi_bosetter_skriv",
        _avslutning("admin:bosetting_avslutning_history"),
    ),
    ("mfa_authenticate", "ikke_innlogget", _kodeside),
)
