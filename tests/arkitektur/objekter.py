"""The objects to ask for of every address that names one, by what state each is in."""

from collections.abc import Callable, Mapping

from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType

from bosetting.anmodning.models import Plassendring
from bosetting.avstemming.kvartal import ferdige
from bosetting.bosatt.models import Mappedokument
from bosetting.person.models import Avvik, Husstand
from bosetting.tidsplan.models import Tidsplanforesporsel, Tidsplansvar
from imdinett.brev.handlinger import HANDLINGER
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from tests.arkitektur import lagede
from tests.arkitektur.lagede import Args
from tests.verden import Kommuneverden, Verden

Objekter = Callable[[Verden, Kommuneverden], Mapping[str, Args]]


def tom(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": ()}


def ingen(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """Not told about yet: `uten_objekt` fails for it."""
    return {}


def _kommune(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": (ett.kommune.nummer,)}


def _bruker(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    assert ett.stengt
    assert ett.invitert
    kollega = ett.brukere[Rolle.KOMMUNE_BOSETTER_LES]
    return {"apen": (kollega.uuid,), "stengt": (ett.stengt.uuid,), "invitert": (ett.invitert.uuid,)}


def _kommunens_bruker(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"apen": (ett.kommune.nummer, *_bruker(verden, ett)["apen"])}


def _ansatt(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"imdi": (verden.imdi[Rolle.IMDI_SUPPORT].uuid,), "fylke": (verden.andre[Rolle.FYLKE_LES].uuid,)}


def _mappe(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (ett.person(hvem).uuid,) for hvem in ett.husstander}


def _fane(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (ett.person(hvem).uuid,) for hvem in ("ja", "utsokt", "opphevet")}


def _rett(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (ett.person(hvem).uuid,) for hvem in ("ja", "utsokt", "bosatt")}


def _imdi_husstand(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (husstand.nummer,) for hvem, husstand in _hos_imdi(verden, ett).items()}


def _imdi_person(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (husstand.personer.order_by("pk")[0].uuid,) for hvem, husstand in _hos_imdi(verden, ett).items()}


def _hos_imdi(verden: Verden, ett: Kommuneverden) -> dict[str, Husstand]:
    return verden.ledige | {hvem: ett.husstander[hvem] for hvem in ("venter", "utsokt")}


def _enhetens(hvem: str) -> Objekter:
    """Somebody who lives where the enhet's user works, and somebody who lives elsewhere."""
    return lambda verden, ett: {
        "egen": (verden.beboere[hvem].personer.get().uuid,),
        "annen": (verden.ledige["til_kartlegging"].personer.get().uuid,),
    }


def _enhetens_husstand(hvem: str) -> Objekter:
    return lambda verden, ett: {
        "egen": (verden.beboere[hvem].uuid,),
        "annen": (verden.ledige["til_kartlegging"].uuid,),
    }


def _enhetens_fil(hvem: str) -> Objekter:
    """What the enhet's user has put in the folder; asked for in the folder of somebody else too."""
    return lambda verden, ett: {
        objekt: (
            *args,
            Mappedokument.objects.filter(sak__husstand=verden.beboere[hvem]).values_list("pk", flat=True)[0],
        )
        for objekt, args in _enhetens(hvem)(verden, ett).items()
    }


def _slektning(hvem: str) -> Objekter:
    """Another person's relative: what is asked for in the wrong folder is not there."""
    return lambda verden, ett: {objekt: (*args, 1) for objekt, args in _enhetens(hvem)(verden, ett).items()}


def _soknadshusstand(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (ett.husstander[hvem].nummer,) for hvem in ("privat", "utsokt")}


def _avvik(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": (Avvik.objects.filter(kommune=ett.kommune).values_list("pk", flat=True)[0],)}


def _husstand(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (ett.husstander[hvem].uuid,) for hvem in ("venter", "privat", "opphevet")}


def _vedtakshusstand(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {hvem: (ett.svar_id(hvem),) for hvem in ("ja", "utsokt", "bosatt")}


def _liste(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (liste.nummer,) for navn, liste in ett.lister.items()}


def _sporsmaal(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    assert ett.sporsmaal
    return {"": (ett.lister["sendt"].nummer, ett.sporsmaal.pk)}


def _imdi_sporsmaal(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    assert ett.sporsmaal
    return {"": (ett.sporsmaal.pk,)}


def _imdi_liste(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (ett.lister[navn].nummer,) for navn in ("utkast", "sendt", "ferdig")}


def _vedtak(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (ett.kommune.nummer, vedtak.pk) for navn, vedtak in ett.vedtak.items()}


def _plassendring(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    rader = Plassendring.objects.filter(kommune=ett.kommune).order_by("pk")
    return {"": (ett.kommune.nummer, rader.values_list("pk", flat=True)[0])}


def _innmelding(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {kode: (ett.kommune.nummer, kode, rad.pk) for kode, rad in ett.innmeldinger.items()}


def _tidsplan(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    rader = Tidsplansvar.objects.filter(kommune=ett.kommune).order_by("pk")
    return {"": (ett.kommune.nummer, rader.values_list("pk", flat=True)[0])}


def _avstemming(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": (ett.kommune.nummer, *_kvartal(verden, ett)[""])}


def _kvartal(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """The newest that is over."""
    siste = ferdige()[0]
    return {"": (siste.aar, siste.nr)}


def _imdi_innmelding(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {kode: (kode, rad.pk) for kode, rad in ett.innmeldinger.items()}


def _fil(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (fil.uuid,) for navn, fil in ett.filer.items()}


def _brev(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (brev.uuid,) for navn, brev in ett.brev.items()}


def _brevhandling(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    valgte = [("anmodning", handling) for handling in HANDLINGER] + [("person", "finnes-ikke")]
    return {f"{navn} {handling}": (ett.brev[navn].uuid, handling) for navn, handling in valgte}


def _henvendelse(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (en.nummer,) for navn, en in ett.henvendelser.items()}


def _henvendelsesfil(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (en.nummer, ett.filer["ren"].uuid) for navn, en in ett.henvendelser.items()}


def _tilgangsnokkel(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    assert ett.tilgangsnokkel
    return {"": (ett.tilgangsnokkel.nokkel.uuid,)}


def _runde(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (runde.aar, runde.versjon) for navn, runde in verden.runder.items()}


def _variant(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {navn: (en.runde.aar, en.runde.versjon, en.pk) for navn, en in verden.varianter.items()}


def _nokkel(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": (Authenticator.objects.filter(user=verden.a.skriv).values_list("pk", flat=True)[0],)}


# What belongs to a kommune: another one must never reach it.
KOMMUNENS: dict[str, Objekter] = {
    **dict.fromkeys(
        (
            "kommune",
            "kommune_kontakt",
            "kommune_anmodninger",
            "selvbosettingsregel",
            "kommuneprofil",
            "imdi_brukere",
            "imdi_administrator_ny",
            "imdi_avtale_ny",
        ),
        _kommune,
    ),
    "imdi_avtale_opphev": lambda verden, ett: {"": (ett.kommune.nummer, ett.avtale.pk if ett.avtale else 0)},
    **{
        f"{hos}bruker{handling}": objekter
        for hos, objekter in (("", _bruker), ("imdi_", _kommunens_bruker))
        for handling in (
            "",
            "_roller",
            "_roller_se_over",
            "_sensitivt",
            "_steng",
            "_aapne",
            "_nullstill",
            "_inviter_igjen",
        )
    },
    **{
        f"imdi_husstand{handling}": _imdi_husstand
        for handling in ("", "_formaal", "_person", "_tillatelse", "_godkjenn")
    },
    **dict.fromkeys(
        (
            "imdi_person",
            "imdi_person_rett",
            "imdi_person_kartlegging",
            "imdi_person_slektskap",
            "imdi_person_gyldighet",
            "imdi_person_familie",
            "imdi_kartlegging_returner",
            "imdi_sak_avslutt",
            "imdi_avvik_ny",
            "imdi_skjerming",
            "imdi_skjerming_avgjor",
            "imdi_skjerming_medlem",
            "imdi_folkeregister_oppslag",
        ),
        _imdi_person,
    ),
    "imdi_person_familie_fjern": lambda verden, ett: {"": (ett.person("utsokt").uuid, 1)},
    "imdi_skjerming_fjern": lambda verden, ett: {"": (ett.person("utsokt").uuid, 1)},
    **dict.fromkeys(("imdi_avviket", "imdi_avvik_lukk"), _avvik),
    **dict.fromkeys(("imdi_soknad", "imdi_soknad_ny", "imdi_ankomst"), _soknadshusstand),
    "imdi_avvik_ta": _avvik,
    **dict.fromkeys(
        ("kommunevedtak_nytt", "plassendring_ny"), lambda verden, ett: {"": (ett.kommune.nummer, verden.aar)}
    ),
    "plassendring": _plassendring,
    **dict.fromkeys(("kommune_innmeldinger", "kommune_status", "selvbosettingsregel_ny", "kommuneprofil_ny"), _kommune),
    "antall_plasser": lambda verden, ett: {"": (ett.kommune.nummer, klokke.isouke(klokke.today())[0])},
    "tidsplan": _tidsplan,
    "avstemminger": _kommune,
    **dict.fromkeys(("avstemming", "avstemming_stemmer_ikke"), _avstemming),
    "innmelding_ny": lambda verden, ett: {kode: (ett.kommune.nummer, kode) for kode in ett.innmeldinger},
    "innmelding": _innmelding,
    "innmelding_kanseller": _innmelding,
    "boligfil_ny": _innmelding,
    "imdi_innmelding": _imdi_innmelding,
    "imdi_kapasitet_brukt": lambda verden, ett: {"": (ett.innmeldinger["em-kapasitet"].pk,)},
    "imdi_avtalt_selvbosetting": lambda verden, ett: {"": (ett.innmeldinger["bestemt-person"].pk,)},
    **dict.fromkeys(
        (
            "kommunevedtak",
            "kommunevedtak_endre",
            "kommunevedtak_forkast",
            "kommunevedtak_kvittering",
            "kommunevedtak_epost",
        ),
        _vedtak,
    ),
    **dict.fromkeys(("innsynskopi_pdf", "innsynskopi_json"), lagede.innsynskopi),
    **{f"imdi_overtakelse{side}": lagede.overtakelse for side in ("", "_les_inn", "_forkast", "_avvik", "_avviste")},
    "varsel_les": lagede.varsel,
    **{f"skjemautkast{side}": lagede.paabegynt_skjema for side in ("", "_felt", "_forkast")},
    "loggkontroll_rad": lagede.kontrollrad,
    **dict.fromkeys(("tilgangsnokkel_tilbakekall", "imdi_tilgangsnokkel_tilbakekall"), _tilgangsnokkel),
    "api_fordelingsliste": _liste,
    "api_sak": _fane,
    "api_brev_pdf": _brev,
    "rapportfil": lagede.rapportfil,
    "rapportfil_last_ned": lagede.rapportfil,
    "vedlegg": _fil,
    **dict.fromkeys(("henvendelse", "henvendelse_lukk", "imdi_henvendelse", "imdi_henvendelse_ta"), _henvendelse),
    "henvendelse_vedlegg": _henvendelsesfil,
    "brev": _brev,
    "brev_pdf": _brev,
    "brev_arkivpakke": _brev,
    "brevko_detalj": _brev,
    "brevko_handling": _brevhandling,
    **dict.fromkeys(
        (
            "fordelingsliste",
            "fordelingsliste_se_over",
            "fordelingsliste_forkast",
            "fordelingsliste_kvittering",
        ),
        _liste,
    ),
    **dict.fromkeys(
        ("imdi_fordelingsliste", "imdi_fordeling_utkast", "imdi_fordeling_send", "imdi_fordeling_trekk"), _imdi_liste
    ),
    "sporsmaal_ny": lambda verden, ett: {"": (ett.lister["sendt"].nummer, "A")},
    "sporsmaal_trekk": _sporsmaal,
    "imdi_sporsmaal": _imdi_sporsmaal,
    "imdi_bosetting_opphev": _rett,
    "imdi_sak_selvbosatt": _rett,
    "imdi_vedtak_opphev": _vedtakshusstand,
    "imdi_vedtak_takket_nei": _vedtakshusstand,
    "husstand_bosettingsdato": _husstand,
    "husstand_ta": _husstand,
    "personmappe": _mappe,
    "personmappe_rett_dato": _rett,
    "personmappe_dokument": lambda verden, ett: {hvem: (ett.person(hvem).uuid, 1) for hvem in ("ja", "utsokt")},
    **{
        f"personmappe{fane}": _fane
        for fane in (
            "_formaal",
            "_identitet",
            "_familie",
            "_kartlegging",
            "_kompetanse",
            "_tilrettelegging",
            "_onsker",
            "_dokumenter",
            "_notater",
            "_helse",
            "_bosetting",
            "_brev",
            "_arkivpakke",
            "_arkivpakke_helse",
            "_hendelser",
        )
    },
}
# What belongs to nobody, to IMDi, or to the user.
ANDRE: dict[str, Objekter] = {
    **{f"beboer{side}": _enhetens("beboer") for side in ("", "_kartlegging", "_kontakt", "_familie", "_dokumenter")},
    "beboer_familie_fjern": _slektning("beboer"),
    "beboer_dokument": _enhetens_fil("beboer"),
    "beboer_flyttedato": _enhetens_husstand("beboer"),
    **dict.fromkeys(("barn_under_15", "barn_dokumenter"), _enhetens("barn")),
    "barn_dokument": _enhetens_fil("barn"),
    "kommunegrenser": lambda verden, ett: {"ukjent": (0, "abc")},
    "hjelpetema": lambda verden, ett: {"": ("logge-inn",)},
    "account_reset_password_from_key": lambda verden, ett: {"ugyldig": ("1", "abc-123")},
    "mfa_edit_webauthn": _nokkel,
    "mfa_remove_webauthn": _nokkel,
    "bekreft_epost": lambda verden, ett: {"ugyldig": ("merke",)},
    "invitasjon": lambda verden, ett: {"gyldig": (verden.nokkel,), "ugyldig": ("finnes-ikke",)},
    **{
        f"imdi_ansatt{handling}": _ansatt
        for handling in (
            "",
            "_roller",
            "_roller_se_over",
            "_steng",
            "_aapne",
            "_nullstill",
            "_inviter_igjen",
            "_fylke",
            "_enhet",
        )
    },
    "imdi_melding_avslutt": lambda verden, ett: {"": (verden.melding.pk if verden.melding else 0,)},
    **dict.fromkeys(
        ("imdi_tidsplan", "imdi_tidsplan_purring"),
        lambda verden, ett: {"": (Tidsplanforesporsel.objects.order_by("pk").values_list("pk", flat=True)[0],)},
    ),
    "imdi_avstemming_purring": _kvartal,
    "api_plasser": lambda verden, ett: {"": (verden.aar,)},
    "anmodningssvar": lambda verden, ett: {"": (verden.aar,)},
    "anmodning_purring": lambda verden, ett: {"": (verden.aar,)},
    **{
        f"anmodningsrunde{side}": _runde
        for side in ("", "_endre", "_tall", "_import", "_import_lagre", "_resten", "_se_over", "_fremdrift")
    },
    **{f"anmodningsmodell{side}": _runde for side in ("", "_ny", "_hent", "_sammenlign", "_kriterium")},
    **{
        f"anmodningsmodell_verdier{side}": lambda verden, ett: {
            navn: (en.runde.aar, en.runde.versjon, "arbeidsmarked") for navn, en in verden.varianter.items()
        }
        for side in ("", "_lagre")
    },
    **{f"anmodningsvariant{side}": _variant for side in ("", "_vekter", "_bruk", "_slett")},
    "anmodningsvariant_kommune": lambda verden, ett: {
        navn: (en.runde.aar, en.runde.versjon, en.pk, ett.kommune.nummer) for navn, en in verden.varianter.items()
    },
    **dict.fromkeys(
        ("imdi_datoimport", "imdi_datoimport_formaal"),
        lambda verden, ett: {"": (verden.datoimport.pk if verden.datoimport else 0,)},
    ),
    "imdi_importrad_behandlet": lagede.importrad,
    "admin:view_on_site": lambda verden, ett: {
        "": (ContentType.objects.get_for_model(Kommune).pk, ett.kommune.pk),
    },
    **dict.fromkeys(
        ("oversettelse", "oversettelse_skriv", "oversettelse_godkjenn", "oversettelse_trekk"), lagede.oversettelse
    ),
    "oversettelse_prove": lagede.oversettelsesark,
    "admin:app_list": lambda verden, ett: {"": ("imdinett",)},
}
