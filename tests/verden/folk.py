"""Who logs in; IMDi's requests and the kommuner's decisions."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.anmodning.modell.models import Variant
from bosetting.anmodning.modell.rules import Kommunevalg
from bosetting.anmodning.modell.services import varianter
from bosetting.anmodning.modell.services.maler import last_kriteriemaler
from bosetting.anmodning.rules import Rundeinnhold, Tall, Vedtakssvar
from bosetting.anmodning.services import kommunevedtak, plassendring, runde
from bosetting.anmodning.states import Plassendringsslag, Rundetype
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import avtaler, brukere, enheter, imdi, invitasjoner, kontakt, konto
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet, Fylke
from imdinett.opplasting.clamd import Dom
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.services import motta, skann
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Omfang, Rolle, med_omfang
from imdinett.tilgangsnokkel import services as tilgangsnokler
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from tests.verden.modell import (
    PASSORD,
    TOTP,
    Kommuneverden,
    Verden,
)


class Folk:
    def __init__(self, verden: Verden) -> None:
        self.v = verden
        self.nr = itertools.count(1)

    @contextmanager
    def for_(self, dager: int) -> Iterator[None]:
        with klokke.flyttet_til(self.v.naa - timedelta(days=dager)):
            yield

    # ---- who logs in
    def folk(self) -> None:
        forste = imdi.opprett_forste_administrator(navn="Ida IMDi", epost="administrator@imdi.example")
        sjef = self.v.imdi[Rolle.IMDI_ADMINISTRATOR] = self._godta(forste)
        for rolle in med_omfang(Omfang.IMDI):
            if rolle not in self.v.imdi:
                ny = imdi.inviter(bruker=sjef, navn="Ivar IMDi", epost=f"{rolle}@imdi.example", roller={rolle})
                self.v.imdi[rolle] = self._godta(ny)
        for ett in (self.v.a, self.v.b, self.v.c):
            self._kommunefolk(sjef, ett)
        fylke = self.v.a.kommune.fylke
        assert fylke
        fylkesbruker = imdi.inviter_fylkesbruker(bruker=sjef, fylke=fylke, navn="Frida", epost="les@rogaland.example")
        self.v.andre[Rolle.FYLKE_LES] = self._godta(fylkesbruker)
        self._uten_rolle(sjef, fylke)
        for rolle, slag in ((Rolle.MOTTAK_SKRIV, Enhet.Type.MOTTAK), (Rolle.BUFETAT_SKRIV, Enhet.Type.OMSORGSSENTER)):
            enhet = enheter.registrer_enhet(bruker=sjef, navn=f"{rolle} enhet", type=slag, kommune=self.v.a.kommune)
            ny = enheter.inviter_enhetsbruker(bruker=sjef, enhet=enhet, navn="Mona", epost=f"{rolle}@enhet.example")
            self.v.andre[rolle] = self._godta(ny)
            self.v.enheter[rolle] = enhet
        avtale = self.v.c.avtale
        assert avtale
        avtaler.opphev_avtale(bruker=sjef, avtale=avtale, grunn="Ny avtale er ikke signert.")

    def _kommunefolk(self, sjef: Bruker, ett: Kommuneverden) -> None:
        navn, merke, kommune = ett.kommune.navn.lower(), ett.merke, ett.kommune
        signatur = avtaler.Signatur("2026-1", klokke.today() - timedelta(days=1), f"Kommunedirektør{merke}")
        ett.avtale = avtaler.registrer_avtale(bruker=sjef, kommune=kommune, signatur=signatur)
        forste = brukere.registrer_administrator(
            bruker=sjef, kommune=kommune, navn=f"Anne{merke}", epost=f"administrator@{navn}.example"
        )
        admin = ett.brukere[Rolle.KOMMUNE_ADMINISTRATOR] = self._godta(forste)
        for rolle in med_omfang(Omfang.KOMMUNE):
            if rolle not in ett.brukere:
                ett.brukere[rolle] = self._godta(self._inviter(ett, admin, f"{rolle}", {rolle}))
        skriv = {Rolle.KOMMUNE_BOSETTER_SKRIV}
        ett.stengt = self._godta(self._inviter(ett, admin, "stengt", skriv))
        brukere.steng(bruker=admin, kommune=kommune, gjelder=ett.stengt, grunn=f"Sluttet{merke}")
        if ett is self.v.a:
            self.v.andre["uten_faktor"] = self._godta(self._inviter(ett, admin, "faktorlos", skriv), faktor=False)
            self.v.andre["begge"] = self._godta(self._inviter(ett, admin, "begge", skriv))
        ny = self._inviter(ett, admin, "invitert", skriv)
        ett.invitert = ny.bruker
        self.v.nokkel = self.v.nokkel or ny.nokkel
        kontakt.registrer_kontakt(
            bruker=admin,
            kommune=kommune,
            kontakt=kontakt.Kontakt(
                f"Postboks 1{merke}", "0152", f"Oslo{merke}", f"post@{navn}.example", "22240000", f"Kari{merke}"
            ),
            sett_pk=None,
        )

        ett.tilgangsnokkel = tilgangsnokler.opprett_nokkel(
            bruker=admin,
            kommune=kommune,
            navn=f"Velferd{merke}",
            omfang=Nokkelomfang.values,
            siste_dag=klokke.today() + timedelta(days=300),
        )

    def _inviter(self, ett: Kommuneverden, admin: Bruker, hvem: str, roller: set[Rolle]) -> Invitert:
        epost = f"{hvem}@{ett.kommune.navn.lower()}.example"
        return brukere.inviter(bruker=admin, kommune=ett.kommune, navn=f"Ola{ett.merke}", epost=epost, roller=roller)

    def _uten_rolle(self, sjef: Bruker, fylke: Fylke) -> None:
        ny = imdi.inviter_fylkesbruker(bruker=sjef, fylke=fylke, navn="Rolf Rolleløs", epost="rollelos@imdi.example")
        self.v.andre["uten_rolle"] = self._godta(ny)
        imdi.ta_fylkerolle(bruker=sjef, gjelder=ny.bruker, fylke=fylke, grunn="Byttet jobb")

    def _godta(self, invitert: Invitert, *, faktor: bool = True) -> Bruker:
        bruker = invitasjoner.godta(nokkel=invitert.nokkel, passord=PASSORD)
        if faktor:
            konto.sett_opp_app(bruker=bruker, hemmelighet=TOTP)
        return bruker

    # ---- requests and decisions
    def anmodninger(self) -> None:
        anmoder = self.v.imdi[Rolle.IMDI_ANMODNING]
        last_kriteriemaler()
        for navn, aar in (("sendt", self.v.aar), ("utkast", self.v.aar + 1)):
            innhold = Rundeinnhold(
                behov=90, behov_em=6, frist=klokke.today() + timedelta(days=90), kriterier="Folketall"
            )
            ny = runde.opprett_runde(bruker=anmoder, aar=aar, type=Rundetype.ORDINAR, innhold=innhold)
            tall = [
                Tall(kommune_id=ett.kommune.pk, antall=9, herav_em=2, begrunnelse=f"Liten kommune{ett.merke}")
                for ett in (self.v.a, self.v.b, self.v.c)
            ]
            variant = varianter.lag_variant(bruker=anmoder, runde=ny, navn="Grunnlag")
            for ett in (self.v.a, self.v.b):
                variant = self._utenom(variant, ett)
            varianter.bruk_variant(bruker=anmoder, variant=variant, endret_nr=variant.endret_nr)
            runde.lagre_tall(bruker=anmoder, runde=ny, tall=tall)
            ny.refresh_from_db()
            self.v.runder[navn], self.v.varianter[navn] = ny, variant
        sendes = self.v.runder["sendt"]
        runde.send_runde(bruker=anmoder, runde=sendes, endret_nr=sendes.endret_nr)
        for ett in (self.v.a, self.v.b):
            self._vedtak(ett)

    def _utenom(self, variant: Variant, ett: Kommuneverden) -> Variant:
        """A number set by hand, with a reason that only its own kommune may read."""
        valg = Kommunevalg(med_em=True, antall=12, herav_em=2, begrunnelse=f"Etter samtale med kommunen{ett.merke}")
        return varianter.endre_kommune(
            bruker=self.v.imdi[Rolle.IMDI_ANMODNING],
            variant=variant,
            endret_nr=variant.endret_nr,
            kommune=ett.kommune,
            valg=valg,
        )

    def _vedtak(self, ett: Kommuneverden) -> None:
        for navn in ("ren", "venter"):
            ett.filer[navn] = self._fil(ett, navn)
        for navn in ("godkjent", "registrert"):
            svar = Vedtakssvar(antall=40, herav_em=6, vedtaksdato=klokke.today(), merknad=f"Merknad{ett.merke}")
            dokument = ett.filer["ren" if navn == "godkjent" else "venter"]
            nytt = kommunevedtak.registrer_kommunevedtak(
                bruker=ett.skriv, kommune=ett.kommune, aar=self.v.aar, svar=svar, dokument=dokument
            )
            if navn == "godkjent":
                nytt = kommunevedtak.godkjenn_kommunevedtak(bruker=ett.skriv, vedtak=nytt, versjon=nytt.versjon)
            ett.vedtak[navn] = nytt
        plassendring.foresla_plassendring(
            bruker=ett.skriv,
            kommune=ett.kommune,
            aar=self.v.aar,
            slag=Plassendringsslag.NESTE_AAR,
            antall=1,
            begrunnelse=f"Færre enslige mindreårige enn ventet{ett.merke}",
        )

    def _fil(self, ett: Kommuneverden, navn: str) -> Opplasting:
        fil = SimpleUploadedFile(f"vedtak{ett.merke}.pdf", f"%PDF-1.4{ett.merke}".encode(), "application/pdf")
        ny = motta(fil, bruker=ett.skriv, kommune=ett.kommune, rettighet=Rettighet.KOMMUNEVEDTAK_LES)
        if navn == "ren":
            with mock.patch("imdinett.opplasting.services.clamd.skann", return_value=Dom(ren=True)):
                skann(ny.pk)
        return ny
