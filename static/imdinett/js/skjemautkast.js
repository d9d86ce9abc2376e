/* Det som er skrevet i et skjema og ikke sendt: lagres før økten går ut, og settes inn igjen etterpå. */
"use strict";

(() => {
  const varsel = document.getElementById("oktvarsel");
  const melding = document.getElementById("skjemautkast");
  const skrevetI = new Set();

  const sti = (skjema) => new URL(skjema.getAttribute("hx-post") || skjema.getAttribute("action") || "", window.location.href).pathname;
  // Lagrer seg selv underveis, som svaret på en fordelingsliste.
  const harEgenLagring = (skjema) => (skjema.getAttribute("hx-trigger") || "").includes("im:lagre");
  const harHemmelig = (skjema) => skjema.querySelector("input[type=password], [autocomplete=one-time-code]") !== null;
  const sendes = (skjema) => skjema.method === "post" || skjema.hasAttribute("hx-post");

  const merk = (hendelse) => {
    const skjema = hendelse.target.form;
    if (skjema && sendes(skjema) && !harEgenLagring(skjema) && !harHemmelig(skjema)) skrevetI.add(skjema);
  };

  // ---- inn
  const feltene = (skjema) => [...new FormData(skjema)].filter(([, verdi]) => typeof verdi === "string");

  const lagre = async () => {
    const skjemaer = [...skrevetI].filter((skjema) => skjema.isConnected).map((skjema) => [sti(skjema), feltene(skjema)]);
    if (!skjemaer.length) return;
    const { pathname, search } = window.location;
    const svar = await fetch(varsel.dataset.lagre, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: JSON.parse(document.body.getAttribute("hx-headers")),
      body: new URLSearchParams({ adresse: pathname + search, skjemaer: JSON.stringify(skjemaer) }),
    }).catch(() => null);
    varsel.querySelector("[data-ikke-lagret]").hidden = svar !== null && svar.ok;
  };

  // ---- ut
  const gruppert = (felt) => {
    const ut = new Map();
    felt.forEach(([navn, verdi]) => ut.set(navn, [...(ut.get(navn) || []), verdi]));
    return ut;
  };

  const synlige = (skjema) =>
    [...skjema.elements].filter((felt) => felt.name && !["hidden", "submit", "button", "file", "password"].includes(felt.type));

  const settInn = (felt, verdier) => {
    if (["checkbox", "radio"].includes(felt.type)) {
      const valgt = verdier.includes(felt.value);
      if (felt.checked === valgt) return;
      felt.checked = valgt;
    } else if (felt.type === "select-multiple") {
      [...felt.options].forEach((valg) => (valg.selected = verdier.includes(valg.value)));
    } else {
      if (!verdier.length) return;
      const verdi = verdier.shift();
      if (felt.value === verdi) return;
      felt.value = verdi;
    }
    felt.dispatchEvent(new Event("input", { bubbles: true }));
    felt.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Flere skjemaer kan sendes til samme sted: det som har flest av feltene, er det rette.
  const skjemaFor = (til, verdier) => {
    const treff = (skjema) => synlige(skjema).filter((felt) => verdier.has(felt.name)).length;
    const egne = [...document.forms].filter((skjema) => sendes(skjema) && decodeURI(sti(skjema)) === til);
    return egne.sort((a, b) => treff(b) - treff(a))[0];
  };

  // Sier om alt fikk plass.
  const fyll = ({ til, felt }) => {
    const verdier = gruppert(felt);
    const skjema = skjemaFor(til, verdier);
    if (!skjema) return false;
    const rester = new Map([...verdier].map(([navn, liste]) => [navn, [...liste]]));
    synlige(skjema).forEach((ett) => settInn(ett, rester.get(ett.name) || []));
    return [...verdier].every(([navn, liste]) => skjema.elements.namedItem(navn) || !liste.join("").trim());
  };

  const si = (...tekster) => {
    const utfall = melding.querySelector("[data-utfall]");
    utfall.textContent = tekster.filter(Boolean).join(" ");
    utfall.hidden = false;
  };

  const hent = async () => {
    const svar = await fetch(melding.dataset.felt, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (!svar || !svar.ok) {
      si(melding.dataset.feilet);
      return;
    }
    const { skjemaer } = await svar.json();
    const alt = skjemaer.map(fyll).every(Boolean);
    const filer = document.querySelector("main input[type=file]");
    si(melding.dataset.hentet, filer && melding.dataset.utenFiler, !alt && melding.dataset.ikkeAlt);
  };

  document.addEventListener("input", merk);
  document.addEventListener("change", merk);
  if (varsel) document.body.addEventListener("im:lagre", lagre);
  if (melding) {
    const knapp = melding.querySelector("[data-hent-utkast]");
    knapp.hidden = false;
    knapp.addEventListener("click", hent);
  }
})();
