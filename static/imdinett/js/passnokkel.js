/* Passnøkkel: hent svaret fra nettleseren og send skjemaet. Trenger webauthn-json fra allauth. */
"use strict";

(() => {
  const valgFor = async (skjema) => {
    if (skjema.dataset.valg) return JSON.parse(skjema.dataset.valg);
    const svar = await fetch(skjema.action, { headers: { Accept: "application/json" } });
    if (!svar.ok) throw new Error("Fikk ingen utfordring fra tjeneren.");
    return (await svar.json()).request_options;
  };

  const lagNy = async (skjema) => {
    const valg = await valgFor(skjema);
    const boks = skjema.querySelector("[name='passwordless']");
    const utenPassord = Boolean(boks && boks.checked);
    const krav = valg.publicKey.authenticatorSelection;
    krav.residentKey = utenPassord ? "required" : "discouraged";
    krav.requireResidentKey = utenPassord;
    if (utenPassord) krav.userVerification = "required";
    return window.webauthnJSON.create(valg);
  };

  const bruk = async (skjema) => window.webauthnJSON.get(await valgFor(skjema));

  const send = async (hendelse) => {
    const skjema = hendelse.target.closest("form[data-passnokkel]");
    if (!skjema) return;
    hendelse.preventDefault();
    const feil = skjema.querySelector("[data-passnokkel-feil]");
    feil.hidden = true;
    try {
      const svar = await (skjema.dataset.passnokkel === "ny" ? lagNy(skjema) : bruk(skjema));
      skjema.querySelector("[data-svar]").value = JSON.stringify(svar);
      HTMLFormElement.prototype.submit.call(skjema);
    } catch {
      feil.hidden = false;
    }
  };

  document.addEventListener("submit", send);
})();
