import { languageForms } from "./language-forms";
import type { SetupWords } from "./setup-words";

const { number, amount, oneOf, duration } = languageForms("nl");
const characters = (count: number) => amount(count, { one: "# teken", other: "# tekens" });

export const dutch: SetupWords = {
  language: "nl",
  connectTo: (partner) => `Verbinden met ${partner}`,
  languageChoice: "Taal van dit venster",
  optional: "Optioneel",
  choose: "Selecteren…",
  nothingElse: "Verder wordt niets gevraagd: deze bestemming heeft geen antwoorden nodig.",
  askedPerSync: "Wordt gevraagd bij het maken van een synchronisatie:",
  form: {
    name: "Naam",
    namePlaceholder: "Geef deze integratie een naam",
    project: "Project",
    projectHelp:
      "De gebruikers of gebeurtenissen ervan worden verzonden; koppelingen kiezen uit de gebruikerskenmerken.",
    noProject: "Uw organisatie heeft nog geen project",
    noProjectHelp: "Een bestemming wordt geïnstalleerd in een project en verzendt de gebruikers daarvan.",
    createProject: "Project maken",
  },
  buttons: {
    save: "Opslaan",
    cancel: "Annuleren",
    close: "Sluiten",
    test: "Verbinding testen",
    saveUntested: "Opslaan zonder test",
    showTheirs: "Andere versie tonen",
    saveMine: "Die van mij opslaan",
  },
  secret: {
    show: (field) => `${field} tonen`,
    hide: (field) => `${field} verbergen`,
    stored: "Opgeslagen",
    storedSince: ["Opgeslagen: ", ""],
    replace: "Vervangen",
    delete: "Verwijderen",
    undo: "Ongedaan maken",
    keep: "Opgeslagen waarde behouden",
    isDeleted: "De opgeslagen waarde wordt bij het opslaan verwijderd.",
    stays: "De opgeslagen waarde blijft tot u een andere invoert.",
    isReplaced: "Vervangt bij het opslaan de opgeslagen waarde.",
  },
  mapping: {
    choose: "Kenmerk selecteren…",
    none: "Niet gekoppeld",
    becomes: "wordt",
    targetOf: (mapping) => `Doel van ${mapping}`,
    notInProject: (property) => `${property} (niet in dit project)`,
  },
  actions: {
    title: "Acties",
    help: "Wat wordt verzonden als er een gebeurtenis binnenkomt.",
    narrow: "Alleen sommige van deze gebeurtenissen",
    condition: (action) => `Voorwaarde voor ${action}`,
    conditionHelp: "Hieraan moet ook zijn voldaan. Laat dit leeg om al deze gebeurtenissen te verzenden.",
    when: "Wanneer wordt er verzonden?",
    whenHelp: "Geef aan om welke gebeurtenissen het gaat. Tot dan wordt er niets verzonden.",
  },
  attempt: {
    checking: (partner) => `Uw antwoorden worden gecontroleerd bij ${partner}…`,
    slow: (partner, seconds, max) =>
      `${partner} antwoordt al ${number(seconds)} s niet. We wachten maximaal ${number(max)} s.`,
    stopped: "U hebt de controle gestopt",
    nothingSaved: "Er is niets opgeslagen. Uw antwoorden staan er nog.",
    accepted: (partner) => `${partner} heeft deze antwoorden geaccepteerd`,
    acceptedIn: (milliseconds) =>
      `Het antwoord kwam na ${duration(milliseconds)}. De gegevens zijn nog niet opgeslagen.`,
    notConnected: (reason) => `Niet verbonden: ${reason}`,
    failed: {
      cancelled: () => "De controle is geannuleerd",
      invalid_response: (partner) => `Het antwoord van ${partner} is niet leesbaar`,
      network: (partner) => `${partner} is niet bereikbaar`,
      refused: (partner) => `${partner} is niet aangeroepen`,
      status: (partner) => `Verbinden met ${partner} is niet gelukt`,
      timeout: (partner) => `${partner} heeft niet op tijd geantwoord`,
      token: (partner) => `${partner} heeft geen toegangstoken gegeven`,
    },
    undescribed: (partner, status) =>
      `${partner} heeft deze fout niet beschreven. Neem contact op met de klantenservice en vermeld status ${status}.`,
    howToFix: "Zo lost u het op",
    blamed: (partner) => `${partner} heeft dit antwoord niet geaccepteerd.`,
    stale: "Iemand anders heeft deze installatie gewijzigd",
    refused: {
      answers: "Sommige antwoorden ontbreken of kloppen niet",
      changed: "Er is iets gewijzigd sinds u dit opende",
      gone: "Dit bestaat niet meer",
      not_allowed: "U mag dit niet doen",
      signed_out: "U bent afgemeld",
      too_many: "Te veel pogingen",
      unreachable: "Het portaal is niet bereikbaar",
    },
    unreachableHelp: "Controleer uw verbinding en probeer het opnieuw. Uw antwoorden staan er nog.",
  },
  problems: {
    nameMissing: "Geef deze installatie een naam, bijvoorbeeld ‘Productie’.",
    nameTooLong: (max, length) => `Kort de naam in tot ${characters(max)}; het zijn er nu ${number(length)}.`,
    nameTaken: (name) => `Dit project heeft al een installatie met de naam ‘${name}’. Kies een andere naam.`,
    enter: (field) => `Voer een waarde in voor ‘${field}’.`,
    choose: (field) => `Kies een van de opties voor ‘${field}’.`,
    noSuchOption: (field, options) => `‘${field}’ heeft geen optie met deze waarde. Kies ${oneOf(options)}.`,
    tooLong: (field, max, length) =>
      `‘${field}’ mag maximaal ${characters(max)} hebben; dit zijn er ${number(length)}.`,
    wrongForm: (field) => `‘${field}’ heeft niet de verwachte vorm.`,
    otherHost: (field, patterns) => `‘${field}’ moet onder ${oneOf(patterns)} liggen.`,
    condition: (action, mistake) => `${action}: de voorwaarde is niet leesbaar. ${mistake}`,
    chooseTarget: (mapping, targets) => `Kies wat ‘${mapping}’ wordt: ${oneOf(targets)}.`,
    chooseProperty: (target) => `Kies het gebruikerskenmerk met ‘${target}’.`,
    noSuchProperty: (property, target) =>
      `Het project heeft geen gebruikerskenmerk met de naam ${property}. Kies een ander voor ‘${target}’.`,
    sayPath: (target) => `Geef aan waar ‘${target}’ in de gebeurtenis staat, bijvoorbeeld userId.`,
    path: {
      control: "Een pad bevat geen regeleinden of andere besturingstekens.",
      empty_step: "Een pad heeft geen lege stappen: zet één punt tussen twee namen.",
      dollar: "Een pad begint met een onderdeel van de gebeurtenis, bijvoorbeeld properties.total, zonder dollarteken.",
    },
  },
};
