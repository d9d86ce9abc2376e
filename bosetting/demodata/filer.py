"""What came from outside in the year: Folkeregisteret's events, UDI's persons, a move between two mottak."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bosetting.demodata.personer import nummer_for
from bosetting.demodata.plan import Plan
from bosetting.innlesing import services as innlesing
from bosetting.person.models import Sak
from bosetting.person.states import BOR_I_MOTTAK, FOR_FORDELING, Kategori, Sakstilstand
from imdinett.kjerne.nummer import duf_med_kontroll

FRA_NUMMER = 850_001
# One settled person in so many has no registered address yet, and one in so many is registered elsewhere.
UTEN_ADRESSE, ANNET_STED = 9, 31


def lag(plan: Plan) -> None:
    _folkeregisteret(plan)
    _udi(plan)
    _flytting(plan)


def _les(plan: Plan, hode: str, linjer: Sequence[str], navn: str) -> None:
    innhold = "\n".join([hode, *linjer]).encode()
    innlesing.les_inn(bruker=plan.bosetter, innhold=innhold, filnavn=f"{navn}-{plan.i_dag}")


# ---- Folkeregisteret
def _folkeregisteret(plan: Plan) -> None:
    """Most of the settled are registered where they live; one number changes, one person must be looked up."""
    saker = Sak.objects.filter(tilstand=Sakstilstand.BOSATT).uten_skjermede().select_related("person", "kommune")
    bosatte = list(saker.order_by("pk"))
    andre = [deltaker.kommune.nummer for deltaker in plan.deltakere]
    linjer = [
        _flyttet(plan, sak, andre[nr % len(andre)] if nr % ANNET_STED == 5 else "")
        for nr, sak in enumerate(bosatte)
        if nr % UTEN_ADRESSE
    ]
    if bosatte:
        linjer += [_nytt_nummer(plan, bosatte[0]), _hendelse(plan, bosatte[-1], "personErOppdatert")]
    venter = Sak.objects.filter(tilstand__in=FOR_FORDELING).uten_skjermede().select_related("person").order_by("-pk")
    linjer += [_hendelse(plan, sak, "endringISivilstand") for sak in venter[:3]]
    nummererte = [json.dumps({"sekvensnummer": nr, **json.loads(linje)}) for nr, linje in enumerate(linjer, start=1)]
    feil = json.dumps({"sekvensnummer": len(linjer) + 1, "hendelse": {}})
    _les(plan, "imdinett;folkeregister-hendelser;2026-11-29", [*nummererte, feil], "folkeregisteret.jsonl")


def _flyttet(plan: Plan, sak: Sak, annet: str) -> str:
    assert sak.kommune is not None
    assert sak.bosettingsdato is not None
    innhold = {
        "vegadresse": {"kommunenummer": annet or sak.kommune.nummer},
        "adressegradering": "ugradert",
        "flyttedato": f"{sak.bosettingsdato}",
    }
    return _hendelse(plan, sak, "endringIBostedsadresse", _egenskap("bostedsadresse", innhold))


def _nytt_nummer(plan: Plan, sak: Sak) -> str:
    nytt = nummer_for(sak.person.fodselsdato, 999)
    innhold = {"foedselsEllerDNummer": nytt, "status": "iBruk"}
    return _hendelse(plan, sak, "endringIIdentifikasjonsnummer", _egenskap("identifikasjonsnummer", innhold))


def _egenskap(entitet: str, innhold: dict[str, Any]) -> dict[str, Any]:
    return {"entitet": entitet, "entitetsendring": "registrereNy", entitet: innhold}


def _hendelse(plan: Plan, sak: Sak, type_: str, *egenskaper: dict[str, Any]) -> str:
    identifikator, tid = sak.person.fodselsnummer, (plan.naa - timedelta(hours=6)).isoformat()
    nokkel = f"{sak.pk:032x}"
    hendelse = {
        "folkeregisteridentifikator": identifikator,
        "hendelsestype": type_,
        "ajourholdstidspunkt": tid,
        "egenskapshendelse": egenskaper,
    }
    return json.dumps(
        {
            "hendelse": {
                "hendelsetype": type_,
                "hendelsesdokument": nokkel,
                "folkeregisteridentifikator": identifikator,
            },
            "dokument": {"dokumentidentifikator": nokkel, "hendelse": hendelse},
        }
    )


# ---- UDI and mottak
def _udi(plan: Plan) -> None:
    """A couple who have applied, and a family selected abroad."""
    meldt = f"{plan.naa - timedelta(hours=8):%Y-%m-%dT%H:%M}"
    a, b, c, d = (duf_med_kontroll(2099, FRA_NUMMER + nr) for nr in range(4))
    identitet = [
        f"{a};Selam;Eksempel;1994-05-02;kvinne;Eritrea;{a};mottak;{plan.mottak[0]};;{meldt}",
        f"{b};Yonas;Eksempel;1991-08-17;mann;Eritrea;{a};mottak;{plan.mottak[0]};;{meldt}",
        f"{b};Yonas;Eksempel;1991-08-17;ukjent;Eritrea;{a};mottak;{plan.mottak[0]};;{meldt}",
    ]
    hode = "duf;fornavn;etternavn;fodselsdato;kjonn;statsborgerskap;familie"
    _les(
        plan,
        f"imdinett;udi-identitet;2026-11-29\n{hode};kategori;mottak;representant;meldt_tidspunkt",
        identitet,
        "udi-personer.csv",
    )
    dager = f"{plan.i_dag + timedelta(days=60)};{plan.i_dag + timedelta(days=400)}"
    overforing = [
        f"{c};Aline;Eksempel;1988-02-11;kvinne;DR Kongo;{c};{dager};{meldt}",
        f"{d};Joel;Eksempel;2015-10-03;mann;DR Kongo;{c};{dager};{meldt}",
    ]
    _les(
        plan,
        f"imdinett;udi-overforing;2026-11-29\n{hode};tidligst_ankomst;innreisefrist;meldt_tidspunkt",
        overforing,
        "udi-overforing.csv",
    )


def _flytting(plan: Plan) -> None:
    meldt = f"{plan.naa - timedelta(hours=7):%Y-%m-%dT%H:%M}"
    fra, til = plan.mottak[1], plan.mottak[2]
    saker = Sak.objects.filter(mottak=fra, kategori=Kategori.MOTTAK, tilstand__in=BOR_I_MOTTAK, er_em=False)
    linjer = [
        f"{sak.person.duf_nummer};{fra};{til};{plan.i_dag - timedelta(days=1)};{meldt}"
        for sak in saker.filter(tilstand__in=FOR_FORDELING)
        .uten_skjermede()
        .select_related("person")
        .order_by("-pk")[:2]
    ]
    _les(
        plan,
        "imdinett;mottak-flytting;2026-11-29\nduf;fra;til;flyttedato;meldt_tidspunkt",
        [*linjer, f"209912345608;{fra};Øvingsmottaket Øst;{plan.i_dag};{meldt}"],
        "flyttinger.csv",
    )
