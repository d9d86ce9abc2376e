"""The years of the kommuner: what they were asked for, what they decided, and the places they reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak, Plassbok
from bosetting.anmodning.states import Anmodningstilstand, Rundetilstand, Rundetype, Vedtakstilstand
from bosetting.innmelding.models import Bolig, EmKapasitet, Plassinnmelding
from bosetting.innmelding.states import Boligtype, Innmeldingstilstand, Passer
from bosetting.tidsplan.models import Maanedsplan
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.management.land import hendelser
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Land, Landkommune, Plass

# In November IMDi asks for the year after.
SPOR_MAANED, SPOR_DAG, FRIST = 11, 10, timedelta(days=75)
JUSTERT, AVSLAG, ENDRET, UKER_PER_AAR, KANSELLERT = 4, 0.05, 0.1, 9, 0.05
SVART, REGISTRERT = 0.55, 0.1
H, A, V, T = Hendelsestype, Anmodningstilstand, Vedtakstilstand, Innmeldingstilstand


@dataclass(frozen=True)
class Aaret:
    """One kommune in one year. `bruk` is what it has settled and holds, so that no place is given twice (B-028)."""

    kommune: Landkommune
    aar: int
    bruk: int
    bruk_em: int


@dataclass(frozen=True)
class Kommuneaar:
    inn: Innlasting
    land: Land

    def lag(self) -> None:
        neste = self.land.i_dag.year + 1
        for nr, aar in enumerate(self.land.aarene):
            self._aar(aar, justert=nr == JUSTERT)
        if self.land.i_dag >= date(neste - 1, SPOR_MAANED, SPOR_DAG):
            self._aar(neste, justert=False)
        self._maanedsplan()

    def _aar(self, aar: int, *, justert: bool) -> None:
        """An adjusted round takes the place of the ordinary one, kommune by kommune (B-010)."""
        radene = [self._les(kommune, aar) for kommune in self.land.kommuner]
        vedtatt = {rad.kommune.pk: self._antall(rad) for rad in radene}
        if justert:
            self._runde(aar, 1, {pk: (antall + 5, em) for pk, (antall, em) in vedtatt.items()}, erstattet=True)
        anmodninger = self._runde(aar, 1 + justert, vedtatt, erstattet=False)
        for rad in radene:
            self._vedta(rad, anmodninger[rad.kommune.pk], *vedtatt[rad.kommune.pk])
            if rad.bruk:
                self.inn.legg(Plassbok, kommune_id=rad.kommune.pk, aar=aar)
        self.inn.send()

    def _les(self, kommune: Landkommune, aar: int) -> Aaret:
        ordinaert, em = (self.land.plasser[Plass(kommune.pk, aar, er_em)] for er_em in (False, True))
        return Aaret(kommune, aar, ordinaert + em, em)

    def _antall(self, rad: Aaret) -> tuple[int, int]:
        """Room for what is used, and some more."""
        em = rad.bruk_em + (rad.bruk > 0) * self.land.rng.randint(0, 2)
        return rad.bruk - rad.bruk_em + em + round(rad.bruk * self.land.rng.uniform(0.02, 0.2)) + 2, em

    # ---- the round
    def _runde(
        self, aar: int, versjon: int, tall: dict[int, tuple[int, int]], *, erstattet: bool
    ) -> dict[int, dict[str, Any]]:
        tid, av = datetime(aar - 1, SPOR_MAANED, SPOR_DAG, 9, tzinfo=UTC), self.land.ansatte.anmoder
        runde = self.inn.legg(
            Anmodningsrunde,
            aar=aar,
            versjon=versjon,
            type=Rundetype.JUSTERT if versjon > 1 else Rundetype.ORDINAR,
            behov=sum(antall for antall, _em in tall.values()),
            behov_em=sum(em for _antall, em in tall.values()),
            frist=(tid + FRIST).date(),
            kriterier="Bosettingen skal være styrt, spredt, rask og treffsikker.",
            tilstand=Rundetilstand.SENDT,
            opprettet_tid=tid,
            opprettet_av_id=av.pk,
            sendt_tid=tid,
            sendt_av_id=av.pk,
        )
        ut = {}
        for pk, (antall, em) in tall.items():
            anmodning = self.inn.tabell(Anmodning).reserver()
            ut[pk] = {
                "id": anmodning,
                "runde_id": runde,
                "kommune_id": pk,
                "aar": aar,
                "antall": antall,
                "herav_em": em,
                "tilstand": A.ERSTATTET if erstattet else A.SENDT,
            }
            gjelder = (Anmodning._meta.model_name or "", anmodning, str(aar))
            hendelser.logg(self.inn, H.ANMODNING_SENDT, tid, av, gjelder, pk, antall=antall)
            if erstattet:
                self.inn.legg(Anmodning, **ut[pk])
        return ut

    # ---- the kommune's own decision
    def _vedta(self, rad: Aaret, anmodning: dict[str, Any], antall: int, em: int) -> None:
        """Whoever has settled somebody has decided; of the others, and for the coming year, some have not."""
        tid = datetime(rad.aar - 1, 12, 1, 9, tzinfo=UTC) + timedelta(days=self.land.rng.randint(0, 40))
        fremtid = rad.aar > self.land.i_dag.year
        tid = min(tid, self.land.naa)
        svar = self.land.rng.random()
        if fremtid and svar > SVART + REGISTRERT:
            anmodning["tilstand"] = A.PURRET if svar > 1 - REGISTRERT else A.SENDT
            anmodning["purret_tid"] = self.land.naa if anmodning["tilstand"] == A.PURRET else None
            self.inn.legg(Anmodning, **anmodning)
            return
        godkjent = not fremtid or svar < SVART
        anmodning["tilstand"] = A.BESVART if godkjent else A.SENDT
        self.inn.legg(Anmodning, **anmodning)
        if self.land.skjer(ENDRET):
            self._kommunevedtak(rad, anmodning, tid, antall + 3, em, V.ERSTATTET)
        if not rad.bruk and self.land.skjer(AVSLAG):
            antall = em = 0
        self._kommunevedtak(rad, anmodning, tid, antall, em, V.GODKJENT if godkjent else V.REGISTRERT)

    def _kommunevedtak(
        self,
        rad: Aaret,
        anmodning: dict[str, Any],
        tid: datetime,
        antall: int,
        em: int,
        tilstand: Vedtakstilstand,
    ) -> None:
        av, avgjort = rad.kommune.skriv, tilstand != V.REGISTRERT
        pk = self.inn.legg(
            Kommunevedtak,
            kommune_id=rad.kommune.pk,
            aar=rad.aar,
            anmodning_id=anmodning["id"],
            antall=antall,
            herav_em=em,
            vedtaksdato=tid.date(),
            tilstand=tilstand,
            registrert_tid=tid,
            registrert_av_id=av.pk,
            godkjent_tid=tid if avgjort else None,
            godkjent_av_id=av.pk if avgjort else None,
        )
        gjelder = (Kommunevedtak._meta.model_name or "", pk, f"{rad.kommune.navn} {rad.aar}")
        data = {"aar": rad.aar, "antall": antall, "herav_em": em}
        hendelser.logg(self.inn, H.KOMMUNEVEDTAK_REGISTRERT, tid, av, gjelder, rad.kommune.pk, **data)
        if avgjort:
            hendelser.logg(self.inn, H.KOMMUNEVEDTAK_GODKJENT, tid, av, gjelder, rad.kommune.pk, **data)
        if tilstand == V.GODKJENT and antall:
            self._meld_plasser(rad, antall, em)

    # ---- places week by week, homes, and room for enslige mindreårige
    def _meld_plasser(self, rad: Aaret, antall: int, em: int) -> None:
        felles = {"kommune_id": rad.kommune.pk, "sendt_av_id": rad.kommune.skriv.pk}
        for uke in self._uker(rad.aar, antall):
            tid = min(klokke.starten_av(klokke.mandag(rad.aar, uke)) - timedelta(days=40), self.land.naa)
            plass = felles | {"uke_aar": rad.aar, "uke": uke, "maks_antall_personer": -(-antall // UKER_PER_AAR)}
            self.inn.legg(Plassinnmelding, **plass, sendt_tid=tid, **self._tilstand(rad, tid))
        sendt = min(datetime(rad.aar, 1, 10, 9, tzinfo=UTC), self.land.naa)
        if em:
            brukt = T.BRUKT if rad.aar < self.land.i_dag.year else T.SENDT
            kapasitet = felles | {"uke_aar": rad.aar, "uke": 10, "antall": em, "tilstand": brukt}
            self.inn.legg(EmKapasitet, **kapasitet, sendt_tid=sendt)
        if rad.aar == self.land.i_dag.year:
            self._boliger(rad, felles, sendt)

    def _uker(self, aar: int, antall: int) -> Iterator[int]:
        yield from sorted(self.land.rng.sample(range(2, klokke.uker_i(aar)), min(UKER_PER_AAR, antall)))

    def _tilstand(self, rad: Aaret, tid: datetime) -> dict[str, Any]:
        if not self.land.skjer(KANSELLERT):
            return {"tilstand": T.SENDT}
        return {"tilstand": T.KANSELLERT, "kansellert_tid": tid, "kansellert_av_id": rad.kommune.skriv.pk}

    def _boliger(self, rad: Aaret, felles: dict[str, Any], sendt: datetime) -> None:
        for nr in range(min(rad.bruk // 10 + 1, 30)):
            self.inn.legg(
                Bolig,
                **felles,
                sendt_tid=sendt,
                omrade="Sentrum (øving)",
                type=Boligtype.LEILIGHET,
                soverom=1 + nr % 4,
                maks_personer=1 + nr % 5,
                ledig_fra=self.land.i_dag + timedelta(days=nr),
                passer_for=[Passer.FAMILIE.value],
            )

    def _maanedsplan(self) -> None:
        """W-07: the months of this year."""
        for maaned in range(1, 13):
            self.inn.legg(
                Maanedsplan,
                maaned=date(self.land.i_dag.year, maaned, 1),
                antall=sum(self.land.plasser.values()) // 120,
                endret_tid=self.land.naa,
                endret_av_id=self.land.ansatte.bosetter.pk,
            )
