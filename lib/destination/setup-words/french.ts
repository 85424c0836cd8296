import { languageForms } from "./language-forms";
import type { SetupWords } from "./setup-words";

const { number, amount, oneOf, duration } = languageForms("fr");
const characters = (count: number) => amount(count, { one: "# caractère", other: "# caractères" });

export const french: SetupWords = {
  language: "fr",
  connectTo: (partner) => `Se connecter à ${partner}`,
  languageChoice: "Langue de cette fenêtre",
  optional: "Facultatif",
  choose: "Sélectionner…",
  nothingElse: "Rien d’autre n’est demandé : cette destination n’a pas besoin de réponses.",
  askedPerSync: "Demandé à la création d’une synchronisation :",
  form: {
    name: "Nom",
    namePlaceholder: "Donnez un nom à cette intégration",
    project: "Projet",
    projectHelp:
      "Ses utilisateurs ou événements sont envoyés, et les correspondances puisent dans ses propriétés utilisateur.",
    noProject: "Votre organisation n’a pas encore de projet",
    noProjectHelp: "Une destination s’installe dans un projet, dont elle envoie les utilisateurs.",
    createProject: "Créer un projet",
  },
  buttons: {
    save: "Enregistrer",
    cancel: "Annuler",
    close: "Fermer",
    test: "Tester la connexion",
    saveUntested: "Enregistrer sans tester",
    showTheirs: "Afficher l’autre version",
    saveMine: "Enregistrer la mienne",
  },
  secret: {
    show: (field) => `Afficher ${field}`,
    hide: (field) => `Masquer ${field}`,
    stored: "Enregistré",
    storedSince: ["Enregistré ", ""],
    replace: "Remplacer",
    delete: "Supprimer",
    undo: "Rétablir",
    keep: "Garder la valeur enregistrée",
    isDeleted: "La valeur enregistrée sera supprimée quand vous enregistrerez.",
    stays: "La valeur enregistrée reste jusqu’à ce que vous en saisissiez une autre.",
    isReplaced: "Remplacera la valeur enregistrée quand vous enregistrerez.",
  },
  mapping: {
    choose: "Choisir une propriété…",
    none: "Sans correspondance",
    becomes: "devient",
    targetOf: (mapping) => `Cible de ${mapping}`,
    notInProject: (property) => `${property} (absente de ce projet)`,
  },
  actions: {
    title: "Actions",
    help: "Ce qui est envoyé quand un événement arrive.",
    narrow: "Seulement certains de ces événements",
    condition: (action) => `Condition pour ${action}`,
    conditionHelp: "Elle doit être remplie en plus. Laissez vide pour envoyer tous ces événements.",
    when: "Quand l’envoi a-t-il lieu ?",
    whenHelp: "Indiquez de quels événements il s’agit. D’ici là, rien n’est envoyé.",
  },
  attempt: {
    checking: (partner) => `Vérification de vos réponses auprès de ${partner}…`,
    slow: (partner, seconds, max) =>
      `${partner} ne répond pas depuis ${number(seconds)} s. Nous attendons ${number(max)} s au plus.`,
    stopped: "Vous avez interrompu la vérification",
    nothingSaved: "Rien n’a été enregistré. Vos réponses sont toujours là.",
    accepted: (partner) => `${partner} a accepté ces réponses`,
    acceptedIn: (milliseconds) => `La réponse est arrivée en ${duration(milliseconds)}. Rien n’est encore enregistré.`,
    notConnected: (reason) => `Connexion impossible : ${reason}`,
    failed: {
      cancelled: () => "La vérification a été annulée",
      invalid_response: (partner) => `La réponse de ${partner} est illisible`,
      network: (partner) => `${partner} est injoignable`,
      refused: (partner) => `${partner} n’a pas été appelé`,
      status: (partner) => `La connexion à ${partner} a échoué`,
      timeout: (partner) => `${partner} n’a pas répondu à temps`,
      token: (partner) => `${partner} n’a pas délivré de jeton d’accès`,
    },
    undescribed: (partner, status) =>
      `Cette erreur n’est pas décrite par ${partner}. Veuillez contacter l’assistance en indiquant le statut ${status}.`,
    howToFix: "Comment y remédier",
    blamed: (partner) => `${partner} n’a pas accepté cette réponse.`,
    stale: "Quelqu’un d’autre a modifié cette installation",
    refused: {
      answers: "Des réponses manquent ou sont incorrectes",
      changed: "Quelque chose a changé depuis l’ouverture",
      gone: "Cet élément n’existe plus",
      not_allowed: "Vous n’y êtes pas autorisé",
      signed_out: "Votre session est terminée",
      too_many: "Trop de tentatives",
      unreachable: "Le portail est injoignable",
    },
  },
  problems: {
    nameMissing: "Donnez un nom à cette installation, par exemple « Production ».",
    nameTooLong: (max, length) => `Limitez le nom à ${characters(max)} ; il en compte ${number(length)}.`,
    nameTaken: (name) => `Ce projet a déjà une installation nommée « ${name} ». Choisissez un autre nom.`,
    enter: (field) => `Saisissez une valeur pour « ${field} ».`,
    choose: (field) => `Choisissez une option pour « ${field} ».`,
    noSuchOption: (field, options) => `« ${field} » n’a pas d’option avec cette valeur. Choisissez ${oneOf(options)}.`,
    tooLong: (field, max, length) =>
      `« ${field} » est limité à ${characters(max)} ; vous en avez saisi ${number(length)}.`,
    wrongForm: (field) => `« ${field} » n’a pas la forme attendue.`,
    otherHost: (field, patterns) => `« ${field} » doit se trouver sous ${oneOf(patterns)}.`,
    condition: (action, mistake) => `${action} : la condition est illisible. ${mistake}`,
    chooseTarget: (mapping, targets) => `Choisissez la cible de « ${mapping} » : ${oneOf(targets)}.`,
    chooseProperty: (target) => `Choisissez la propriété utilisateur qui contient « ${target} ».`,
    noSuchProperty: (property, target) =>
      `Le projet n’a pas de propriété utilisateur nommée ${property}. Choisissez-en une autre pour « ${target} ».`,
    sayPath: (target) => `Indiquez où se trouve « ${target} » dans l’événement, par exemple userId.`,
    path: {
      control: "Un chemin ne contient ni saut de ligne ni autre caractère de contrôle.",
      empty_step: "Un chemin n’a pas d’étape vide : mettez un seul point entre deux noms.",
      dollar: "Un chemin commence par un membre de l’événement, par exemple properties.total, sans dollar.",
    },
  },
};
