"""Every write on persons, households and cases up to bosettingsklar."""

from bosetting.person.services.avvik import apne_avvik, lukk_avvik, ta_avvik
from bosetting.person.services.bosted import Kontakt, registrer_kontakt
from bosetting.person.services.familie import NyFamilieUte, fjern_familie_ute, registrer_familie_ute
from bosetting.person.services.kartlegging import (
    lagre_kartleggingsutkast,
    returner_kartlegging,
    send_kartlegging,
)
from bosetting.person.services.overtakelse import overta_personer
from bosetting.person.services.personer import (
    endre_person,
    registrer_husstand,
    registrer_nummer,
    registrer_person,
    registrer_personer,
    registrer_slektskap,
    som_registrert,
)
from bosetting.person.services.saksgang import (
    avslutt_sak,
    endre_gyldighet,
    godkjenn_kartlegging,
    godkjenn_kartlegginger,
    registrer_kartlegging,
    registrer_kartlegginger,
    registrer_tillatelse,
    registrer_tillatelser,
)
from bosetting.person.services.skjerming import (
    avgjor_senking,
    endre_gradering,
    fjern_medlem,
    legg_til_medlem,
    skjerp_gradering,
)

__all__ = [
    "Kontakt",
    "NyFamilieUte",
    "apne_avvik",
    "avgjor_senking",
    "avslutt_sak",
    "endre_gradering",
    "endre_gyldighet",
    "endre_person",
    "fjern_familie_ute",
    "fjern_medlem",
    "godkjenn_kartlegging",
    "godkjenn_kartlegginger",
    "lagre_kartleggingsutkast",
    "legg_til_medlem",
    "lukk_avvik",
    "overta_personer",
    "registrer_familie_ute",
    "registrer_husstand",
    "registrer_kartlegging",
    "registrer_kartlegginger",
    "registrer_kontakt",
    "registrer_nummer",
    "registrer_person",
    "registrer_personer",
    "registrer_slektskap",
    "registrer_tillatelse",
    "registrer_tillatelser",
    "returner_kartlegging",
    "send_kartlegging",
    "skjerp_gradering",
    "som_registrert",
    "ta_avvik",
]
