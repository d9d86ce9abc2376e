"""Letters into the queue, frozen at the moment they are decided (decision 31, style 4.10)."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from imdinett.brev import oversettelser
from imdinett.brev.letters import Brev, Mottaker
from imdinett.brev.models import Oversettelse
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang.gjelder import type_av
from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal
from imdinett.utboks.vekking import vekk_etter_commit
from imdinett.web import norsk

LEVER = "brev.lever"
LAG_PDF = "brev.lag_pdf"


def legg_i_ko(brev: Brev, *, bruker: Bruker | None) -> Forsendelse:
    """Queue one letter in the running transaction; the same letter again gives the first row."""
    return _legg([brev], bruker).alle[0]


def legg_i_ko_mange(brev: Sequence[Brev], *, bruker: Bruker | None) -> int:
    """The bulk form of `legg_i_ko`: how many letters are new."""
    return len(_legg(brev, bruker).nye)


def _legg(brev: Sequence[Brev], bruker: Bruker | None) -> utboks.Lagret:
    oversatt = oversettelser.gjeldende_for(brev)
    lagret = utboks.lagre([_rad(ett, bruker, oversatt(ett)) for ett in brev])
    hendelse.log_mange(
        bruker,
        Hendelsestype.BREV_LAGT_I_KO,
        [(rad, rad.kommune, utboks.hendelsesdata(rad)) for rad in lagret.nye],
    )
    vekk_etter_commit(LEVER, [rad.pk for rad in lagret.nye if rad.kanal == Kanal.SVARUT])
    vekk_etter_commit(LAG_PDF, [rad.pk for rad in lagret.nye if rad.kanal == Kanal.UTSKRIFT])
    return lagret


def _rad(brev: Brev, bruker: Bruker | None, oversettelse: Oversettelse | None) -> Forsendelse:
    with translation.override(brev.sprak):
        tittel, mottaker = str(brev.tittel()), brev.mottaker()
        _krev_adresse(brev.kanal, mottaker)
        naa, uuid = klokke.now(), uuid4()
        innhold = {
            "mal": brev.mal,
            "malversjon": brev.malversjon,
            "dokumenttype": brev.dokumenttype,
            "dato": norsk.dato(klokke.today()),
            "referanse": str(uuid).split("-")[0].upper(),
            "saksnummer": brev.saksnummer,
            "person_id": brev.person_id,
            "person_ider": brev.person_ider,
            "kontekst": brev.kontekst(),
            "oversettelse": oversettelser.frys(oversettelse, brev.verdier()) if oversettelse else None,
        }
        innhold["html"] = brevtekst(innhold, tittel=tittel, mottaker=mottaker, sprak=brev.sprak)
    return Forsendelse(
        uuid=uuid,
        nokkel=utboks.lag_nokkel(brev.slag, brev.nokkel()),
        kanal=brev.kanal,
        slag=brev.slag,
        tittel=tittel[:200],
        kommune=brev.kommune,
        gjelder_type=type_av(brev.gjelder),
        gjelder_id=str(brev.gjelder.pk),
        mottaker_navn=mottaker.navn,
        mottaker=mottaker.som_data(),
        innhold=innhold,
        sprak=brev.sprak,
        opprettet_tid=naa,
        opprettet_av=bruker,
        neste_forsok=naa,
    )


def _krev_adresse(kanal: Kanal, mottaker: Mottaker) -> None:
    """Decision 34: a printed letter needs an address, and nothing is invented."""
    if kanal == Kanal.UTSKRIFT and not mottaker.har_adresse:
        raise Domenefeil("mangler_adresse", _("Brevet kan ikke lages fordi mottakeren ikke har postadresse."))


def brevtekst(innhold: dict[str, Any], *, tittel: str, mottaker: Mottaker, sprak: str) -> str:
    """The letter as HTML in its language: what the portal shows and what the PDF is drawn from. A translation (W-15)
    is frozen with it, so a letter to another address has the same."""
    with translation.override(sprak):
        return render_to_string(
            innhold["mal"],
            {
                **innhold["kontekst"],
                "tittel": tittel,
                "mottaker": mottaker,
                "sprak": sprak,
                "dato": innhold["dato"],
                "referanse": innhold["referanse"],
                "saksnummer": innhold["saksnummer"],
                "oversettelse": innhold.get("oversettelse"),
            },
        )
