"""The class of each field in bosetting (security.md §3). What the classes are: `imdinett/kjerne/dataklasse.py`.

Of a protected person everything is D5, whatever stands here: that is asked of the row, not of the field
(`person.querysets.synlig_person`). What is D5 here tells that somebody is protected.
"""

from typing import Final

from imdinett.kjerne.dataklasse import Feltklasser, felt

_MELDT = "id kommune tilstand sendt_tid sendt_av svar behandlet_tid behandlet_av kansellert_tid kansellert_av"

DATAKLASSER: Final[dict[str, Feltklasser]] = {
    # ---- person
    "Husstand": felt(d1="id uuid nummer opprettet_tid", d3="overstyring"),
    "Person": felt(
        d1="id uuid husstand kommune opprettet_tid",
        d2="kjonn statsborgerskap",
        d3="duf_nummer fodselsnummer fornavn etternavn sokenavn fodselsdato adresse postnummer poststed "
        "bosted_fra kontakt_navn kontakt_telefon "
        "representant_navn representant_adresse representant_postnummer representant_poststed",
        d5="gradering",
    ),
    "Tidligerebosted": felt(d1="id person", d3="enhet adresse postnummer poststed fra_dato til_dato"),
    "Tidligerenummer": felt(d1="id person gjaldt_til kilde", d3="nummer"),
    "Familierelasjon": felt(d1="id", d3="person slektning type"),
    "FamilieUte": felt(d1="id person registrert_tid registrert_av", d3="type navn fodselsaar land gjenforening"),
    "Sak": felt(
        d1="id uuid nummer person husstand kommune tilstand plassaar klar_tid bosettingsuke_aar bosettingsuke "
        "ansvarlig opprettet_tid versjon",
        d2="kategori er_em er_folgeperson tillatelse_type kollektiv_beskyttelse tidligst_ankomst innreisefrist "
        "utsokingsdato bosettingsdato",
        d3="mottak amot_kommune tillatelse_dato tillatelse_meldt_dato tillatelse_gyldig_til avsluttet_grunn",
    ),
    # Needs and wishes are shown before the answer, without identity; health only by consent (B-034, B-093).
    "Kartlegging": felt(
        d1="id sak tilstand samtale_dato soknad_dato registrert_tid registrert_av returnert_tid returnert_av "
        "godkjent_tid godkjent_av",
        d2="morsmaal tolkesprak tolk andre_sprak skolegang utdanning yrke arbeidserfaring planer tilretteleggingsbehov "
        "helse_samtykke onsker kjaledyr",
        d3="nettverk aktiviteter interesser merknad returnert_tekst",
        d4="behov_for_helsetjenester saerlige_forhold saerlige_forhold_grunn",
    ),
    "Avvik": felt(
        d1="id sak kommune slag ansvarlig aapnet_tid aapnet_av lukket_tid lukket_av", d3="beskrivelse lukket_grunn"
    ),
    "Skjermingsmedlem": felt(d1="id", d5="person bruker kommune grunn lagt_til_tid lagt_til_av fjernet_tid fjernet_av"),
    "Graderingsendring": felt(
        d1="id", d5="person fra til grunn foreslatt_tid foreslatt_av avgjort_tid avgjort_av godkjent er_senking"
    ),
    # ---- folkeregister
    "Folkeregisterstatus": felt(
        d1="id person slas_opp_fra dokument ajourfort_tid kontrollert_tid",
        d3="bostatus bostedskommune flyttedato oppholdskommune",
        d5="mildere_nivaa mildere_tid",
    ),
    "Bosted": felt(d1="id person registrert_tid", d3="fra_dato kommune bostatus"),
    "Folkeregisterpeker": felt(d1="id sekvensnummer lest_tid"),
    # ---- soknad
    "Privatsoknad": felt(
        d1="id husstand tilstand mottatt_dato registrert_tid registrert_av behandlet_tid behandlet_av"
    ),
    # ---- anmodning
    "Anmodningsrunde": felt(
        d1="id aar versjon type behov behov_em frist kriterier kriterier_nn tilstand opprettet_tid opprettet_av "
        "sendt_tid sendt_av endret_nr"
    ),
    "Anmodning": felt(d1="id runde kommune aar antall herav_em begrunnelse tilstand purret_tid"),
    "Kommunevedtak": felt(
        d1="id kommune aar anmodning antall herav_em vedtaksdato dokument merknad onsker tilstand registrert_tid "
        "registrert_av godkjent_tid godkjent_av versjon"
    ),
    "Plassendring": felt(
        d1="id kommune aar slag antall begrunnelse tilstand foreslatt_part foreslatt_tid foreslatt_av avgjort_tid "
        "avgjort_av"
    ),
    "Plassbok": felt(d1="id kommune aar"),
    "Kriteriemal": felt(
        d1="id kode navn navn_nn kilde grunnlag rekkefolge vekt vekt_em gyldig_fra gyldig_til status hjemmel"
    ),
    "Rundekriterium": felt(d1="id kode navn navn_nn kilde grunnlag rekkefolge runde status verdier_fra verdier_dato"),
    "Kriterieverdi": felt(d1="id kriterium kommune verdi"),
    "Variant": felt(
        d1="id runde navn minste begrunnelse opprettet_tid opprettet_av brukt_tid brukt_av brukt_nr endret_nr"
    ),
    "Variantvekt": felt(d1="id variant kriterium vekt vekt_em"),
    "Variantkommune": felt(d1="id variant kommune utelatt med_em antall herav_em begrunnelse"),
    "Modelltall": felt(d1="id runde kommune ordinaere em minste utelatt antall herav_em begrunnelse deler"),
    # ---- innmelding
    "Plassinnmelding": felt(d1=f"{_MELDT} maks_antall_personer uke_aar uke"),
    # A home that is free becomes somebody's address.
    "Bolig": felt(
        d1=f"{_MELDT} type soverom maks_personer ledig_fra husleie universell_utforming passer_for",
        d3="omrade merknad",
    ),
    "Boligfil": felt(d1="id bolig kommune slag fil"),
    "BestemtPerson": felt(d1=f"{_MELDT} relasjon bolig_kjent avtalt_selvbosetting", d3="duf_nummer navn begrunnelse"),
    "EmKapasitet": felt(d1=f"{_MELDT} antall uke_aar uke aldersgruppe dognbemannet saerskilte_forhold"),
    "Selvbosettingsregel": felt(d0="kommune tillatt malgrupper kriterier", d1="id registrert_tid registrert_av"),
    "Kommuneprofil": felt(
        d0="kommune utdanning sykehus_km yrker arbeidsmarked helsetilbud", d1="id registrert_tid registrert_av"
    ),
    # ---- tidsplan
    "Tidsplanforesporsel": felt(d1="id fra_mandag til_mandag frist melding sendt_tid sendt_av"),
    "Tidsplansvar": felt(d1="id foresporsel kommune purret_tid besvart_tid besvart_av"),
    "Maanedsplan": felt(d1="id maaned antall merknad endret_tid endret_av"),
    # ---- fordeling
    "Fordelingsliste": felt(
        d1="id nummer kommune plassaar tilstand overtatt overstyring opprettet_tid opprettet_av sendt_tid sendt_av "
        "frist besvart_tid besvart_av trukket_tid trukket_av trukket_grunn ansvarlig versjon"
    ),
    "Husstandssvar": felt(
        d1="id liste kommune husstand bokstav bestemt_person svar bosettingsuke_aar bosettingsuke avslagskode "
        "endret_tid endret_av godkjent_tid frist versjon",
        d2="begrunnelse",
    ),
    # `fakta` holds health too, by consent.
    "Fordelingslinje": felt(
        d1="id liste husstandssvar kommune sak betegnelse tilstand avgjort_tid trukket_tid trukket_av",
        d2="trukket_grunn",
        d4="fakta",
    ),
    "Sporsmaal": felt(
        d1="id svar kommune tilstand spurt_tid spurt_av frist_for avsluttet_tid avsluttet_av", d2="tekst imdis_svar"
    ),
    # ---- vedtak, ankomst, bosatt
    "Bosettingsvedtak": felt(
        d1="id sak linje kommune tilstand fattet_tid fattet_av opphevet_tid opphevet_av",
        d2="utsokingsdato",
        d3="opphevet_grunn",
    ),
    "Ankomst": felt(d1="id husstand kommune meldt_tid meldt_av gjelder", d3="dato sted reiserute"),
    "Bosetting": felt(
        d1="id sak kommune kilde registrert_tid registrert_av gjelder opphevet_tid", d2="bosettingsdato", d3="grunn"
    ),
    "Avslutning": felt(
        d1="id sak kommune fra_tilstand avsluttet_tid avsluttet_av", d2="bosettingsdato", d3="grunn dato merknad"
    ),
    "Notat": felt(d1="id sak kommune retter skrevet_tid skrevet_av", d3="tekst"),
    "Mappedokument": felt(d1="id sak kommune slag opplasting dato", d3="tittel enhet"),
    "Onskesvar": felt(d1="id sak svart_tid svart_av", d3="tekst"),
    # ---- innlesing: a refused row is as it stood in the file
    "Datoimport": felt(d1="id slag filnavn sha256 kjort_tid kjort_av antall_inn antall_kjent antall_avvist"),
    "Folkeregisterside": felt(d1="id kjoring fra til mangler gjaldt_andre til_oppslag ukjente"),
    "Importrad": felt(d1="id kjoring person linje behandlet_tid behandlet_av", d3="innhold grunn"),
    "Lestrad": felt(d1="id avtrykk lest_tid"),
    # ---- avstemming, rapport
    "Avstemming": felt(d1="id kommune aar nr purret_tid"),
    "Avstemmingssvar": felt(
        d1="id avstemming kommune bosatt uten_dato apne_avvik avtrykk egne grunn henvendelse svart_tid svart_av gjelder"
    ),
    "PublisertTall": felt(
        d0="aar per_dato kommunenummer navn fylke kommune anmodet vedtatt vedtak_status bosatt bosatt_skjult "
        "bosatt_kollektiv bosatt_kollektiv_skjult avtalt avtalt_skjult avtalt_kollektiv avtalt_kollektiv_skjult "
        "em_anmodet bosatt_em bosatt_em_skjult merknad kilde",
        d1="id",
    ),
    "PublisertNasjonalt": felt(
        d0="aar per_dato anmodet kommuner_anmodet vedtatt kommuner_vedtak bosatt bosatt_kollektiv avtalt_ikke_bosatt "
        "avtalt_kollektiv merknad kilde",
        d1="id",
    ),
    "Rapportfil": felt(
        d1="id uuid rapport kommune aar format tilstand bestilt_tid bestilt_av rader ferdige_rader sist_rad_tid "
        "filnavn person_ider adresse",
        d3="formaal",
    ),
    "Rapportbit": felt(d1="id fil nr", d3="innhold"),
    # ---- innsynskopi, sok
    "Innsynskopi": felt(d1="id uuid sak sprak laget_tid laget_av", d3="oppslag", d4="innhold pdf"),
    "Sok": felt(d1="id uuid bruker ip tid", d3="tekst"),
}
