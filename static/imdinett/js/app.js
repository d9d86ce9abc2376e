/* Små forbedringer. Alt på siden virker uten denne filen. */
"use strict";

(() => {
  const rot = document.documentElement;
  rot.classList.add("js");

  // ---- feil: flytt fokus til oppsummeringen, også når ds-error-summary ikke er lastet
  const fokuserFeil = (omrade) => {
    const liste = omrade.querySelector("[data-feilliste]");
    if (liste) liste.focus();
  };

  // ---- lenkene i feillisten skal sette fokus i feltet, ikke bare rulle
  const tilFelt = (hendelse) => {
    const lenke = hendelse.target.closest("[data-feilliste] a[href^='#']");
    const felt = lenke && document.getElementById(decodeURIComponent(lenke.hash.slice(1)));
    if (!felt) return;
    hendelse.preventDefault();
    felt.focus();
    felt.scrollIntoView({ block: "center" });
  };

  // ---- ds-field legger til id-er som serveren alt har skrevet; skjermleseren skal ikke lese dem to ganger
  const ryddBeskrivelser = () => {
    document.querySelectorAll("ds-field [aria-describedby]").forEach((felt) => {
      const ider = felt.getAttribute("aria-describedby").split(/\s+/);
      const unike = [...new Set(ider)];
      if (unike.length < ider.length) felt.setAttribute("aria-describedby", unike.join(" "));
    });
  };

  const ryddSnart = () => {
    if (window.customElements.get("ds-field")) window.setTimeout(ryddBeskrivelser, 0);
  };

  // ---- det som lagrer seg selv, er framme før skjemaet sendes: ellers kan det eldste bli skrevet sist
  const lagres = new WeakMap();

  const meld = (nb, nn) => {
    const tekst = rot.lang === "nn" ? nn : nb;
    ["status", "lagret"].map((id) => document.getElementById(id)).forEach((sted) => sted && (sted.textContent = tekst));
  };

  // Svaret på lagringen kan ha byttet ut knappen som ble trykket, med en lik.
  const staarNaa = (skjema, knapp) =>
    knapp.isConnected ? knapp : [...skjema.elements].find((en) => en.type === "submit" && en.name === knapp.name && en.value === knapp.value);

  const etterLagringen = (hendelse) => {
    const { target: skjema, submitter } = hendelse;
    if (hendelse.defaultPrevented || !lagres.has(skjema)) return;
    hendelse.preventDefault();
    meld("Lagrer …", "Lagrar …");
    lagres.set(skjema, () => {
      const knapp = submitter && staarNaa(skjema, submitter);
      if (knapp || !submitter) skjema.requestSubmit(knapp);
    });
  };

  const lagretNaa = ({ target: skjema }) => {
    const send = lagres.get(skjema);
    lagres.delete(skjema);
    if (send) window.setTimeout(send);
  };

  document.addEventListener("htmx:beforeSend", (hendelse) => lagres.set(hendelse.target, null));
  document.addEventListener("htmx:afterRequest", lagretNaa);
  document.addEventListener("htmx:onLoadError", lagretNaa);

  // ---- ett trykk, én innsending. Serveren har engangsnøkkelen som siste ord.
  const enGang = (hendelse) => {
    const skjema = hendelse.target;
    if (!skjema.matches("form[data-en-gang]") || hendelse.defaultPrevented) return;
    if (skjema.dataset.sendt) {
      hendelse.preventDefault();
      return;
    }
    skjema.dataset.sendt = "1";
    window.setTimeout(() => delete skjema.dataset.sendt, 8000);
  };

  // ---- menyer
  const veksleMeny = (knapp) => {
    knapp.setAttribute("aria-expanded", String(knapp.getAttribute("aria-expanded") !== "true"));
  };

  const lukkBrukermeny = (unntatt) => {
    document.querySelectorAll(".im-brukermeny[open]").forEach((meny) => {
      if (!meny.contains(unntatt)) meny.open = false;
    });
  };

  document.addEventListener("click", (hendelse) => {
    const mal = hendelse.target;
    lukkBrukermeny(mal);
    tilFelt(hendelse);
    if (mal.closest("[data-meny]")) veksleMeny(mal.closest("[data-meny]"));
    if (mal.closest("[data-skriv-ut]")) window.print();
    if (mal.closest("[data-forleng-okt]")) forleng();
  });

  document.addEventListener("keydown", (hendelse) => {
    const meny = document.querySelector(".im-brukermeny[open]");
    if (hendelse.key !== "Escape" || !meny) return;
    meny.open = false;
    meny.querySelector("summary").focus();
  });

  document.addEventListener("submit", etterLagringen);
  document.addEventListener("submit", enGang);
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sendt]").forEach((skjema) => delete skjema.dataset.sendt);
  });

  // ---- økten: varsle før den går ut, lagre utkast først
  const varsel = document.getElementById("oktvarsel");
  let varselklokke;
  let lagreklokke;
  let sluttklokke;
  // Det kan bli skrevet mer etter varselet.
  const LAGRES_FOER_SLUTT = 20;

  const startOkt = () => {
    if (!varsel) return;
    window.clearTimeout(varselklokke);
    window.clearTimeout(lagreklokke);
    window.clearTimeout(sluttklokke);
    const sekunder = Number(varsel.dataset.sekunder);
    const slutt = new Date(Date.now() + sekunder * 1000);
    varselklokke = window.setTimeout(() => visVarsel(slutt), (sekunder - Number(varsel.dataset.varsel)) * 1000);
    lagreklokke = window.setTimeout(lagre, (sekunder - LAGRES_FOER_SLUTT) * 1000);
    sluttklokke = window.setTimeout(hentSiden, (sekunder + 5) * 1000);
  };

  const lagre = () => document.body.dispatchEvent(new CustomEvent("im:lagre"));

  // Ikke «last på nytt»: er siden svaret på et skjema, ville det blitt sendt en gang til.
  const hentSiden = () => window.location.replace(window.location.pathname + window.location.search);

  const visVarsel = (slutt) => {
    const minutt = String(slutt.getMinutes()).padStart(2, "0");
    varsel.querySelector("[data-klokkeslett]").textContent = `${String(slutt.getHours()).padStart(2, "0")}.${minutt}`;
    lagre();
    varsel.show();
    varsel.querySelector("h2").focus();
  };

  const forleng = async () => {
    const svar = await fetch(varsel.dataset.forleng, { credentials: "same-origin", redirect: "manual" });
    if (!svar.ok) {
      hentSiden();
      return;
    }
    varsel.close();
    startOkt();
  };

  // ---- htmx
  // Kall ingen har bedt om: lagringen ved varselet, og de som ser etter om en jobb er ferdig. De forlenger ikke økten.
  const AV_SEG_SELV = "X-Av-Seg-Selv";
  let heltFeilsvar = false;

  document.addEventListener("htmx:configRequest", (hendelse) => {
    const { headers, triggeringEvent } = hendelse.detail;
    if (!triggeringEvent || triggeringEvent.type === "im:lagre") headers[AV_SEG_SELV] = "1";
  });

  document.addEventListener("htmx:afterRequest", (hendelse) => {
    delete hendelse.detail.elt.dataset.sendt;
    if (!hendelse.detail.requestConfig.headers[AV_SEG_SELV]) startOkt();
  });

  // Et helt feilsvar (403, 409, 503 …) byttes inn som sidens innhold, ikke midt i en tabell.
  document.addEventListener("htmx:beforeSwap", (hendelse) => {
    const { xhr } = hendelse.detail;
    if (xhr.status < 400 || !xhr.responseText.includes('id="hovedinnhold"')) return;
    heltFeilsvar = true;
    hendelse.detail.target = document.getElementById("hovedinnhold");
    hendelse.detail.swapOverride = "outerHTML show:window:top";
    hendelse.detail.selectOverride = "#hovedinnhold";
  });

  document.addEventListener("htmx:afterSwap", (hendelse) => {
    const omrade = hendelse.detail.target;
    ryddSnart();
    if (heltFeilsvar) {
      heltFeilsvar = false;
      document.getElementById("hovedinnhold").focus();
    }
    if (omrade && omrade.isConnected) fokuserFeil(omrade);
  });

  // Uten svar fra serveren: si det der det lagres, så ingen tror at utkastet er trygt.
  const utenSvar = () => meld("Fikk ikke kontakt med tjeneren. Prøv igjen.", "Fekk ikkje kontakt med tenaren. Prøv igjen.");

  document.addEventListener("htmx:sendError", utenSvar);
  document.addEventListener("htmx:timeout", utenSvar);

  fokuserFeil(document);
  ryddSnart();
  startOkt();
})();
