"""The main run, C.1–C.9, in the browser against the started product (issue: "Done when" 2)."""

from collections.abc import Callable

from tests.e2e.hovedlop import anmodning, bosatt, brukere, fordeling, person, tall, vedtak
from tests.e2e.hovedlop.lop import Lop

STEG: tuple[Callable[[Lop], None], ...] = (
    anmodning.be_om_plasser,
    anmodning.send_anmodninger,
    anmodning.gjor_vedtak,
    anmodning.purr_resten,
    person.registrer_husstander,
    tall.plasser_for,
    fordeling.lag_liste,
    fordeling.send_liste,
    fordeling.trekk_en,
    fordeling.svar,
    tall.plasser_holdt_av,
    anmodning.brevet_kom_fram,
    vedtak.fatt_vedtak,
    vedtak.brev_om_vedtak,
    vedtak.mappen_er_apen,
    bosatt.kommunen_registrerer,
    bosatt.mottaket_melder,
    tall.plasser_brukt,
    tall.rapport,
    brukere.inviter_leser,
)


def test_from_anmodning_to_a_settled_person(lop: Lop) -> None:
    """Each step hands over to the next, as the year does."""
    for steg in STEG:
        steg(lop)
        print(f"  {steg.__module__.rsplit('.', 1)[-1]}.{steg.__name__}")
