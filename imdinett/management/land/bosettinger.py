"""After the decision: the date, its correction, and the ways out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bosetting.bosatt.models import Avslutning, Bosetting, Kilde
from bosetting.fordeling.states import Linjetilstand
from bosetting.person.states import KOMMUNEN_SETTER_DATO, Avslutningsgrunn, Sakstilstand
from bosetting.vedtak.states import Bosettingsvedtakstilstand
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.management.land import hendelser
from imdinett.management.land.husstander import Hus, Medlem
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Land, Landkommune

# Shares of persons.
AVSLUTTET, RETTET = 0.02, 0.01
TATT = "Familien skal bo samlet i en annen kommune."
H, S = Hendelsestype, Sakstilstand
UTEN_KOMMUNE: dict[str, Any] = {
    "kommune_id": None,
    "plassaar": None,
    "utsokingsdato": None,
    "bosettingsuke_aar": None,
    "bosettingsuke": None,
}


@dataclass
class Post:
    """One household on a list, with the rows of its answer, its lines and its decisions until they are written."""

    hus: Hus
    svar: dict[str, Any]
    linjer: list[dict[str, Any]]
    vedtak: list[dict[str, Any]] = field(default_factory=list)

    def sett(self, **felt: Any) -> None:
        for en in self.hus.medlemmer:
            en.sak |= felt

    def sett_linjer(self, **felt: Any) -> None:
        for linje in self.linjer:
            linje |= felt


@dataclass(frozen=True)
class Utfall:
    inn: Innlasting
    land: Land

    def bosett(self, kommune: Landkommune, post: Post, vedtatt: datetime) -> None:
        tid = self.land.etter(vedtatt, 10, 90)
        registrert = self.land.etter(tid, 0, 10)
        if registrert > self.land.naa:
            return
        for en in post.hus.medlemmer:
            en.sak |= {"tilstand": S.BOSATT, "bosettingsdato": klokke.dag(tid)}
            ut = self.land.etter(registrert, 30, 900)
            borte = ut <= self.land.naa and self.land.skjer(AVSLUTTET)
            self._dato(kommune, en, registrert, slutt=ut if borte else None)
            if borte:
                egne = next(nr for nr, linje in enumerate(post.linjer) if linje["sak_id"] == en.pk)
                self._flytt_ut(post, egne, en, ut)
            hva, dag = H.BOSETTINGSDATO_REGISTRERT, klokke.dag(tid)
            hendelser.logg(self.inn, hva, registrert, kommune.skriv, en.gjelder, kommune.pk, dato=dag)

    def _dato(self, kommune: Landkommune, en: Medlem, tid: datetime, slutt: datetime | None) -> None:
        selv = en.sak["kategori"] in KOMMUNEN_SETTER_DATO
        rad = {
            "sak_id": en.pk,
            "kommune_id": kommune.pk,
            "kilde": Kilde.KOMMUNE if selv else Kilde.MOTTAK,
            "registrert_av_id": kommune.skriv.pk if selv else self.land.ansatte.bosetter.pk,
            "registrert_tid": tid,
            "bosettingsdato": en.sak["bosettingsdato"],
        }
        if self.land.skjer(RETTET):
            gammel = {
                "bosettingsdato": rad["bosettingsdato"] + timedelta(days=1),
                "gjelder": False,
                "opphevet_tid": tid,
            }
            self.inn.legg(Bosetting, **rad | gammel)
            rad["grunn"] = "Datoen var skrevet feil."
        self.inn.legg(Bosetting, **rad, gjelder=slutt is None, opphevet_tid=slutt)

    def _flytt_ut(self, post: Post, nr: int, en: Medlem, tid: datetime) -> None:
        """W-05: out of the country after the settlement; the decision and the line are taken back first."""
        self.opphev(post.vedtak[nr], tid)
        self.ta_linje(post.linjer[nr], tid)
        self.avslutt([en], S.BOSATT, tid, Avslutningsgrunn.REIST_FRA_NORGE)

    # ---- back, and out
    def opphev(self, vedtak: dict[str, Any], tid: datetime) -> None:
        imdi = self.land.ansatte.bosetter.pk
        opphevet = {"opphevet_tid": tid, "opphevet_av_id": imdi, "opphevet_grunn": TATT}
        vedtak |= {"tilstand": Bosettingsvedtakstilstand.OPPHEVET, **opphevet}

    def ta_linje(self, linje: dict[str, Any], tid: datetime) -> None:
        imdi = self.land.ansatte.bosetter.pk
        linje |= {"tilstand": Linjetilstand.TRUKKET, "trukket_tid": tid, "trukket_av_id": imdi, "trukket_grunn": TATT}

    def avslutt(
        self,
        medlemmer: Sequence[Medlem],
        fra: Sakstilstand,
        tid: datetime | None,
        grunn: Avslutningsgrunn = Avslutningsgrunn.TILLATELSE_BORTFALT,
    ) -> None:
        """What held until then is kept in a row of its own; the case is nobody's any more."""
        assert tid
        for en in medlemmer:
            self.inn.legg(
                Avslutning,
                sak_id=en.pk,
                kommune_id=en.sak["kommune_id"],
                fra_tilstand=fra,
                grunn=grunn,
                dato=klokke.dag(tid),
                bosettingsdato=en.sak.get("bosettingsdato"),
                avsluttet_tid=tid,
                avsluttet_av_id=self.land.ansatte.bosetter.pk,
            )
            en.sak |= {
                **UTEN_KOMMUNE,
                "tilstand": S.AVSLUTTET,
                "avsluttet_grunn": grunn.value,
                "bosettingsdato": None,
            }
            imdi = self.land.ansatte.bosetter
            hendelser.logg(self.inn, H.SAK_AVSLUTTET, tid, imdi, en.gjelder, grunn=grunn.value)
