import { languageForms } from "./language-forms";
import type { SetupWords } from "./setup-words";

const { number, amount, oneOf, duration } = languageForms("de");
const characters = (count: number) => amount(count, { other: "# Zeichen" });

export const german: SetupWords = {
  language: "de",
  connectTo: (partner) => `Mit ${partner} verbinden`,
  languageChoice: "Sprache dieses Dialogs",
  optional: "Optional",
  choose: "Auswählen …",
  nothingElse: "Mehr wird nicht gefragt: Dieses Ziel braucht keine weiteren Angaben.",
  askedPerSync: "Wird beim Anlegen eines Syncs gefragt:",
  form: {
    name: "Name",
    namePlaceholder: "Geben Sie dieser Integration einen Namen",
    project: "Projekt",
    projectHelp: "Gesendet werden dessen Nutzer oder Ereignisse; Zuordnungen wählen aus dessen Nutzereigenschaften.",
    noProject: "Ihre Organisation hat noch kein Projekt",
    noProjectHelp: "Ein Ziel wird in einem Projekt installiert, dessen Nutzer es sendet.",
    createProject: "Projekt anlegen",
  },
  buttons: {
    save: "Speichern",
    cancel: "Abbrechen",
    close: "Schließen",
    test: "Verbindung testen",
    saveUntested: "Ohne Test speichern",
    showTheirs: "Andere Fassung anzeigen",
    saveMine: "Stattdessen meine speichern",
  },
  secret: {
    show: (field) => `${field} anzeigen`,
    hide: (field) => `${field} verbergen`,
    stored: "Gespeichert",
    storedSince: ["Gespeichert ", ""],
    replace: "Ersetzen",
    delete: "Löschen",
    undo: "Rückgängig",
    keep: "Gespeicherten Wert behalten",
    isDeleted: "Der gespeicherte Wert wird beim Speichern gelöscht.",
    stays: "Der gespeicherte Wert bleibt, bis Sie einen anderen eingeben.",
    isReplaced: "Ersetzt beim Speichern den gespeicherten Wert.",
  },
  mapping: {
    choose: "Nutzereigenschaft wählen …",
    none: "Nicht zugeordnet",
    becomes: "wird zu",
    targetOf: (mapping) => `Ziel von ${mapping}`,
    notInProject: (property) => `${property} (nicht in diesem Projekt)`,
  },
  actions: {
    title: "Aktionen",
    help: "Was gesendet wird, wenn ein Ereignis eintrifft.",
    narrow: "Nur einige dieser Ereignisse",
    condition: (action) => `Bedingung für ${action}`,
    conditionHelp: "Sie muss zusätzlich erfüllt sein. Leer gelassen werden alle diese Ereignisse gesendet.",
    when: "Wann wird gesendet?",
    whenHelp: "Geben Sie an, um welche Ereignisse es geht. Bis dahin wird nichts gesendet.",
  },
  attempt: {
    checking: (partner) => `Ihre Angaben werden bei ${partner} geprüft …`,
    slow: (partner, seconds, max) =>
      `${partner} antwortet seit ${number(seconds)} s nicht. Wir warten höchstens ${number(max)} s.`,
    stopped: "Sie haben die Prüfung abgebrochen",
    nothingSaved: "Es wurde nichts gespeichert. Ihre Angaben sind noch da.",
    accepted: (partner) => `${partner} hat diese Angaben angenommen`,
    acceptedIn: (milliseconds) =>
      `Die Antwort kam nach ${duration(milliseconds)}. Gespeichert sind die Angaben noch nicht.`,
    notConnected: (reason) => `Nicht verbunden: ${reason}`,
    failed: {
      cancelled: () => "Die Prüfung wurde abgebrochen",
      invalid_response: (partner) => `Die Antwort von ${partner} ist nicht lesbar`,
      network: (partner) => `${partner} ist nicht erreichbar`,
      refused: (partner) => `${partner} wurde nicht aufgerufen`,
      status: (partner) => `Die Verbindung mit ${partner} ist nicht gelungen`,
      timeout: (partner) => `${partner} hat nicht rechtzeitig geantwortet`,
      token: (partner) => `${partner} hat kein Zugriffstoken ausgestellt`,
    },
    undescribed: (partner, status) =>
      `Dieser Fehler ist von ${partner} nicht beschrieben. Bitte wenden Sie sich an den Support und nennen Sie den Status ${status}.`,
    howToFix: "So lässt es sich beheben",
    blamed: (partner) => `${partner} hat diese Angabe nicht angenommen.`,
    stale: "Jemand anderes hat diese Installation geändert",
    refused: {
      answers: "Einige Angaben fehlen oder stimmen nicht",
      changed: "Seit dem Öffnen hat sich etwas geändert",
      gone: "Das gibt es nicht mehr",
      not_allowed: "Dazu fehlt Ihnen die Berechtigung",
      signed_out: "Sie sind abgemeldet",
      too_many: "Das waren zu viele Versuche",
      unreachable: "Das Portal ist nicht erreichbar",
    },
  },
  problems: {
    nameMissing: "Geben Sie dieser Installation einen Namen, zum Beispiel „Produktion“.",
    nameTooLong: (max, length) => `Kürzen Sie den Namen auf ${characters(max)}; er hat ${number(length)}.`,
    nameTaken: (name) => `In diesem Projekt heißt schon eine Installation „${name}“. Wählen Sie einen anderen Namen.`,
    enter: (field) => `Geben Sie einen Wert für „${field}“ ein.`,
    choose: (field) => `Wählen Sie eine der Optionen für „${field}“.`,
    noSuchOption: (field, options) => `„${field}“ hat keine Option mit diesem Wert. Wählen Sie ${oneOf(options)}.`,
    tooLong: (field, max, length) =>
      `„${field}“ darf höchstens ${characters(max)} lang sein; eingegeben sind ${number(length)}.`,
    wrongForm: (field) => `„${field}“ hat nicht die erwartete Form.`,
    otherHost: (field, patterns) => `„${field}“ muss unter ${oneOf(patterns)} liegen.`,
    condition: (action, mistake) => `${action}: Die Bedingung ist nicht lesbar. ${mistake}`,
    chooseTarget: (mapping, targets) => `Wählen Sie, wozu „${mapping}“ wird: ${oneOf(targets)}.`,
    chooseProperty: (target) => `Wählen Sie die Nutzereigenschaft, in der „${target}“ steht.`,
    noSuchProperty: (property, target) =>
      `Das Projekt hat keine Nutzereigenschaft namens ${property}. Wählen Sie eine andere für „${target}“.`,
    sayPath: (target) => `Geben Sie an, wo im Ereignis „${target}“ steht, zum Beispiel userId.`,
    path: {
      control: "Ein Pfad enthält keine Zeilenumbrüche und keine anderen Steuerzeichen.",
      empty_step: "Ein Pfad hat keine leeren Schritte: Zwischen zwei Namen steht ein Punkt.",
      dollar: "Ein Pfad beginnt mit dem Ereignis selbst, zum Beispiel properties.total, ohne Dollarzeichen.",
    },
  },
};
