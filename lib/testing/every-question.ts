/** Setup modals with everything that can be asked in one, so that a test of the modal leaves nothing out. */
import { blankConnectionTest, blankEventDefinition, blankListDefinition } from "@/lib/destination/blank-definition";
import {
  action,
  blankMembers,
  type CustomField,
  customField,
  type EventDefinition,
  errorEntry,
  fieldOption,
  type ListDefinition,
  type MappingField,
  mappingField,
} from "@/lib/destination/definition";

/** A word that is wider than any modal and has no place to break. */
export const longWord = "Donaudampfschifffahrtsgesellschaft".repeat(9).slice(0, 300);

const longLabel =
  "The region of the data center in which your account was opened, as the partner's support calls it in its letters";

const languages = { original: "en", translated: ["de", "ar"] };

/** The same members in German and Arabic. */
function translated<Texts extends object>(de: Texts, ar: Texts) {
  return { de, ar };
}

const option = (id: string, label: string, more: object = {}) => fieldOption.parse({ id, value: id, label, ...more });

/** Every type and state of a field, in the order of the modal. */
function fields(): CustomField[] {
  return [
    customField.parse({
      id: "token",
      type: "string",
      variable: "bearer_token",
      displayName: "Access token",
      helpText: "Shown in the partner's settings.",
      secret: true,
      credentialOf: "bearer",
      translations: translated(
        { displayName: "Zugangsschlüssel", helpText: "Steht in den Einstellungen des Partners." },
        { displayName: "مفتاح الوصول", helpText: "يظهر في إعدادات الشريك." },
      ),
    }),
    customField.parse({
      id: "workspace",
      type: "string",
      variable: "workspace",
      displayName: "Workspace",
      helpText: "The last part of its address.",
      placeholder: "acme-shop",
      pattern: "[a-z-]+",
      patternMessage: "A workspace has small letters and hyphens only.",
      maxLength: 20,
      translations: translated(
        {
          displayName: "Arbeitsbereich",
          helpText: "Der letzte Teil seiner Adresse.",
          placeholder: "mein-laden",
          patternMessage: "Ein Arbeitsbereich hat nur Kleinbuchstaben und Bindestriche.",
        },
        {
          displayName: "مساحة العمل",
          helpText: "الجزء الأخير من عنوانها.",
          placeholder: "my-shop",
          patternMessage: "أحرف صغيرة وواصلات فقط.",
        },
      ),
    }),
    ...choices(),
    customField.parse({
      id: "note",
      type: "string",
      variable: "note",
      displayName: longWord,
      helpText: `${longLabel}. ${longWord}`,
      defaultValue: longWord,
      required: false,
    }),
    customField.parse({
      id: "folder",
      type: "string",
      variable: "folder",
      displayName: "Folder",
      defaultValue: "Inbox",
      perSync: true,
      translations: translated({ displayName: "Ordner" }, { displayName: "مجلد" }),
    }),
  ];
}

/** Options that set variables and bring up questions, those of which bring up others. */
function choices(): CustomField[] {
  return [
    customField.parse({
      id: "region",
      type: "button_group",
      variable: "region",
      displayName: "Region",
      helpText: "Where your account was opened.",
      options: [
        option("us", "United States", {
          sets: [{ variable: "host", value: "us.example.com" }],
          translations: translated({ label: "Vereinigte Staaten" }, { label: "الولايات المتحدة" }),
        }),
        option("eu", "Europe", {
          sets: [{ variable: "host", value: "eu.example.com" }],
          translations: translated({ label: "Europa" }, { label: "أوروبا" }),
        }),
        option("own", "Our own servers"),
        option("long", longWord.slice(0, 90)),
      ],
      translations: translated({ displayName: "Region des Kontos" }, { displayName: "المنطقة" }),
    }),
    customField.parse({
      id: "cluster",
      type: "single_select",
      variable: "cluster",
      displayName: longLabel,
      placeholder: "Choose a cluster",
      visibleWhen: { variable: "region", values: ["own"] },
      options: [option("shared", "Shared"), option("single", "Single tenant"), option("long", longWord)],
    }),
    customField.parse({
      id: "seats",
      type: "string",
      variable: "seats",
      displayName: "Seats",
      visibleWhen: { variable: "cluster", values: ["single"] },
      pattern: "[0-9]+",
    }),
    customField.parse({
      id: "channel",
      type: "single_select",
      variable: "channel",
      displayName: "Channel",
      defaultValue: "email",
      required: false,
      options: [option("email", "E-mail"), option("push", "Push")],
    }),
  ];
}

/** What stands in a draft and in no version: fields without a name, or without options. */
function unfinished(): CustomField[] {
  return [
    customField.parse({ id: "unnamed", type: "string", variable: "", displayName: "Not named yet" }),
    customField.parse({ id: "untitled", type: "button_group", variable: "", displayName: "" }),
    customField.parse({ id: "optionless", type: "single_select", variable: "team", displayName: "Team" }),
  ];
}

function mappings(): MappingField[] {
  const keys = [
    { id: "id", label: "Customer ID", value: "id", itemTemplate: "" },
    { id: "mail", label: "E-mail address", value: "mail", itemTemplate: "" },
  ];
  return [
    mappingField.parse({
      id: "user",
      displayName: "User ID Mapping",
      variable: "user_id_field",
      type: "string",
      targetName: "User ID",
      defaultProperty: "user_id",
      translations: translated(
        { displayName: "Zuordnung der Nutzer-ID", targetName: "Nutzer-ID" },
        { displayName: "ربط معرّف المستخدم", targetName: "معرّف المستخدم" },
      ),
    }),
    mappingField.parse({
      id: "mail",
      displayName: "E-mail Mapping",
      variable: "email_field",
      type: "string",
      targetName: longWord,
      required: false,
      format: "email",
    }),
    mappingField.parse({
      id: "key",
      displayName: "Key Mapping",
      variable: "key_field",
      type: "single_select",
      targetName: "Key",
      options: keys,
    }),
    mappingField.parse({
      id: "second",
      displayName: "Second Key Mapping",
      variable: "second_key_field",
      type: "button_group",
      targetName: "Second key",
      defaultProperty: "email",
      options: keys,
    }),
  ];
}

function connectionTest(sandboxUrl: string) {
  const words = { failureReason: "Wrong key", status: "401", message: "Copy the key again.", field: "bearer_token" };
  const translations = translated(
    { failureReason: "Falscher Schlüssel", message: "Kopieren Sie den Schlüssel noch einmal." },
    { failureReason: "مفتاح خاطئ", message: "انسخ المفتاح مرة أخرى." },
  );
  return {
    ...blankConnectionTest(),
    url: `${sandboxUrl}/v1/me`,
    errors: [errorEntry.parse({ id: "key", ...words, translations })],
  };
}

/** Every question of a list destination; with `isUnfinished` also those that only a draft has. Its test asks the sandbox. */
export function everyQuestion(workspaceUrl: string, { isUnfinished = false } = {}): ListDefinition {
  const blank = blankListDefinition();
  return {
    ...blank,
    authentication: { ...blank.authentication, method: "bearer" },
    languages,
    fields: [...fields(), ...(isUnfinished ? unfinished() : [])],
    mappings: mappings(),
    endpoints: { ...blank.endpoints, testConnection: connectionTest(workspaceUrl) },
  };
}

/** Every form of an action: on and off, with words and without, long, translated, without a trigger of its own. */
export function everyAction(): EventDefinition {
  const endpoint = blankMembers(1);
  return {
    ...blankEventDefinition(),
    languages,
    mappings: [
      mappingField.parse({
        id: "person",
        displayName: "Person",
        variable: "person",
        type: "string",
        targetName: "Person ID",
        defaultProperty: "userId",
      }),
    ],
    actions: [
      action.parse({
        id: "order",
        name: "Order completed",
        description: "Writes the order into the person's history.",
        trigger: 'type = "track" and event = "Order Completed"',
        endpoint,
        translations: translated(
          { name: "Bestellung abgeschlossen", description: "Schreibt die Bestellung in den Verlauf." },
          { name: "اكتمل الطلب", description: "يكتب الطلب في السجل." },
        ),
      }),
      action.parse({
        id: "viewed",
        name: longWord,
        description: `${longLabel}. ${longWord}`,
        trigger: 'type = "track" and (event = "Product Viewed" or event = "Product Added")',
        enabledByDefault: false,
        endpoint,
      }),
      action.parse({ id: "own", name: "Whatever you choose", endpoint }),
    ],
  };
}
