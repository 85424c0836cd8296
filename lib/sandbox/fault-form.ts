/** The form that composes fault rules: a page of plain HTML, filled in and read by the inspector's script. */
import { type EffectType, holdMsMax } from "./fault-script";
import { escapeHtml } from "./page";
import { apiNames, operationNames } from "./partner-operation";
import { readyMadeScripts } from "./ready-made-scripts";

type Field =
  | { field: string; label: string; kind: "number"; initial: number; min: number; max: number }
  | { field: string; label: string; kind: "text" | "long_text"; initial: string; hint?: string }
  | { field: string; label: string; kind: "choice"; options: readonly (readonly [value: string, name: string])[] }
  | {
      field: string;
      label: string;
      kind: "number_choice";
      options: readonly (readonly [value: string, name: string])[];
    };

interface EffectForm {
  type: EffectType;
  name: string;
  fields: readonly Field[];
  /** Whether the call can take effect or not, as one chooses. */
  hasChoice: boolean;
}

const statuses = [
  ["400", "400 bad request"],
  ["401", "401 key refused"],
  ["403", "403 forbidden"],
  ["404", "404 not found"],
  ["408", "408 request timeout"],
  ["409", "409 conflict"],
  ["410", "410 gone"],
  ["413", "413 too large"],
  ["422", "422 not as expected"],
  ["423", "423 locked"],
  ["425", "425 too early"],
  ["429", "429 too many requests"],
  ["500", "500 internal error"],
  ["501", "501 not implemented"],
  ["502", "502 bad gateway, a page"],
  ["503", "503 unavailable"],
  ["504", "504 gateway timeout, a page"],
] as const;

const number = (field: string, label: string, initial: number, min: number, max: number): Field => ({
  field,
  label,
  kind: "number",
  initial,
  min,
  max,
});
const text = (field: string, label: string, initial = "", hint?: string): Field => ({
  field,
  label,
  kind: "text",
  initial,
  ...(hint !== undefined && { hint }),
});
const milliseconds = (label: string, initial: number): Field => number("milliseconds", label, initial, 1, holdMsMax);
const own = "the partner’s own";

const effectGroups: readonly (readonly [string, readonly EffectForm[]])[] = [
  [
    "Refusals",
    [
      {
        type: "status",
        name: "An error status",
        hasChoice: true,
        fields: [
          { field: "status", label: "Status", kind: "number_choice", options: statuses },
          text("code", "Error code", "", own),
          {
            field: "retryAfter",
            label: "Retry-After",
            kind: "choice",
            options: [
              ["none", "not sent"],
              ["seconds", "in seconds"],
              ["date", "as a date, seconds ahead"],
              ["text", "as a text"],
            ],
          },
          text("retryAfterValue", "Value of Retry-After", "", "2"),
          text("message", "Message", "", own),
        ],
      },
      { type: "reject_half", name: "Every second item is rejected", hasChoice: false, fields: [] },
      { type: "list_gone", name: "The list is deleted", hasChoice: false, fields: [] },
    ],
  ],
  [
    "Time and connection",
    [
      { type: "slow", name: "A late answer", hasChoice: false, fields: [milliseconds("Milliseconds late", 2000)] },
      { type: "hang", name: "No answer", hasChoice: true, fields: [milliseconds("Milliseconds at most", holdMsMax)] },
      {
        type: "cut",
        name: "The connection is cut",
        hasChoice: true,
        fields: [
          {
            field: "at",
            label: "When",
            kind: "choice",
            options: [
              ["before_status", "before the status"],
              ["in_body", "in the middle of the body"],
            ],
          },
          {
            field: "how",
            label: "How",
            kind: "choice",
            options: [
              ["close", "closed"],
              ["reset", "reset"],
            ],
          },
        ],
      },
      { type: "drip", name: "A drip", hasChoice: false, fields: [milliseconds("Milliseconds for each byte", 1000)] },
    ],
  ],
  [
    "Answers that mislead",
    [
      {
        type: "error_body",
        name: "200 with an error in the body",
        hasChoice: true,
        fields: [text("code", "Error code", "", own), text("message", "Message", "", own)],
      },
      {
        type: "html_page",
        name: "An HTML error page",
        hasChoice: true,
        fields: [number("status", "Status", 200, 200, 599)],
      },
      { type: "malformed_json", name: "JSON that ends too early", hasChoice: true, fields: [] },
      { type: "empty_body", name: "An empty body", hasChoice: true, fields: [] },
      {
        type: "content_type",
        name: "A wrong content type",
        hasChoice: false,
        fields: [text("contentType", "Content type", "text/plain; charset=utf-8", "none")],
      },
      {
        type: "answer",
        name: "An answer of your own",
        hasChoice: true,
        fields: [
          number("status", "Status", 200, 200, 599),
          text("contentType", "Content type", "application/json; charset=utf-8", "none"),
          { field: "body", label: "Body", kind: "long_text", initial: "" },
        ],
      },
    ],
  ],
  [
    "Answers that attack",
    [
      { type: "huge", name: "A huge answer", hasChoice: false, fields: [number("megabytes", "Megabytes", 10, 1, 100)] },
      {
        type: "gzip",
        name: "Gzip that nobody asked for",
        hasChoice: false,
        fields: [number("megabytes", "Megabytes it unfolds to", 0, 0, 50)],
      },
      {
        type: "redirect",
        name: "A redirect",
        hasChoice: true,
        fields: [
          {
            field: "status",
            label: "Status",
            kind: "number_choice",
            options: [
              ["302", "302 found"],
              ["301", "301 moved"],
              ["303", "303 see other"],
              ["307", "307 temporary"],
              ["308", "308 permanent"],
            ],
          },
          text("location", "Location", "/elsewhere"),
        ],
      },
      {
        type: "echo",
        name: "An echo of the key",
        hasChoice: true,
        fields: [number("status", "Status", 400, 200, 599)],
      },
      {
        type: "broken_http",
        name: "Broken HTTP",
        hasChoice: true,
        fields: [
          {
            field: "what",
            label: "What is broken",
            kind: "choice",
            options: [
              ["status_line", "the status line"],
              ["chunk", "the length of a chunk"],
              ["two_lengths", "two lengths that differ"],
              ["large_headers", "15 KB of headers"],
              ["many_headers", "10,000 headers"],
            ],
          },
        ],
      },
    ],
  ],
];

function select(field: string, content: string): string {
  return `<select data-field="${field}">${content}</select>`;
}

function options(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([value, name]) => `<option value="${value}">${escapeHtml(name)}</option>`).join("");
}

function optionGroup(name: string, entries: readonly (readonly [string, string])[]): string {
  return `<optgroup label="${escapeHtml(name)}">${options(entries)}</optgroup>`;
}

function numberInput(field: string, initial: string, min: number, max: number, more = ""): string {
  return `<input type="number" inputmode="numeric" data-field="${field}" value="${initial}" min="${min}" max="${max}"${more}>`;
}

function control(field: Field): string {
  switch (field.kind) {
    case "number":
      return numberInput(field.field, String(field.initial), field.min, field.max, ' data-kind="number"');
    case "choice":
      return select(field.field, options(field.options));
    case "number_choice":
      return select(field.field, options(field.options)).replace("<select", '<select data-kind="number"');
    case "long_text":
      return `<textarea rows="4" spellcheck="false" data-field="${field.field}">${escapeHtml(field.initial)}</textarea>`;
    case "text": {
      const hint = field.hint === undefined ? "" : ` placeholder="${escapeHtml(field.hint)}"`;
      return `<input type="text" spellcheck="false" autocomplete="off" data-field="${field.field}" value="${escapeHtml(field.initial)}"${hint}>`;
    }
  }
}

function labelled(label: string, content: string, className = ""): string {
  return `<label${className === "" ? "" : ` class="${className}"`}><span>${escapeHtml(label)}</span>${content}</label>`;
}

function effectFields({ type, fields, hasChoice }: EffectForm): string {
  const controls = fields.map((field) =>
    labelled(field.label, control(field), ["body", "location", "message"].includes(field.field) ? "wide" : ""),
  );
  return `<div class="effect-fields" data-effect="${type}"${hasChoice ? " data-choice" : ""} hidden>${controls.join("")}</div>`;
}

function operationOptions(): string {
  const apis = Object.entries(apiNames).map(([api, apiName]) => {
    const own = Object.entries(operationNames).filter(([, operation]) => operation.api === api);
    const all: (readonly [string, string])[] =
      own.length > 1
        ? [
            [`${api}.any`, `Any call of the ${apiName}`],
            [`${api}.any_batch`, `Any batch of the ${apiName}`],
          ]
        : [];
    return optionGroup(
      apiName.replace(/^./, (first) => first.toUpperCase()),
      [...all, ...own.map(([id, { name }]) => [`${api}.${id}`, name] as const)],
    );
  });
  return [
    options([
      ["any.any", "Any call"],
      ["any.any_batch", "Any batch of members, users or events"],
    ]),
    ...apis,
  ].join("");
}

const forms = effectGroups.flatMap(([, all]) => all);

const ruleTemplate = `<fieldset class="rule">
<legend>Rule</legend>
<p class="sentence" data-sentence></p>
<ul class="problems" data-problems></ul>
<div class="rule-fields">
${labelled("Which calls", select("operation", operationOptions()), "wide")}
${labelled(
  "What happens",
  select(
    "type",
    effectGroups
      .map(([name, all]) =>
        optionGroup(
          name,
          all.map(({ type, name: effect }) => [type, effect] as const),
        ),
      )
      .join(""),
  ),
  "wide",
)}
${forms.map(effectFields).join("\n")}
${labelled("Starting at call", numberInput("from", "1", 1, 1_000_000, ' data-kind="number"'))}
${labelled("How many times at most", numberInput("times", "", 1, 1_000_000, ' data-kind="number" placeholder="no end"'))}
${labelled("Only every n-th call", numberInput("every", "1", 1, 1_000_000, ' data-kind="number"'))}
${labelled("Chance in percent", numberInput("percent", "100", 0, 100, ' data-kind="number" step="any"'))}
<label class="wide check" data-takes-effect><input type="checkbox" data-field="takesEffect"><span>The partner does what was asked all the same</span></label>
<details class="wide narrow"><summary>Only some of these calls</summary><div class="rule-fields">
${labelled("Method", `<input type="text" spellcheck="false" autocomplete="off" data-field="method" value="*">`)}
${labelled("With more items than", numberInput("itemsAbove", "0", 0, 100_000, ' data-kind="number"'))}
${labelled("Path, where * stands for anything", `<input type="text" spellcheck="false" autocomplete="off" data-field="path" value="*">`, "wide")}
</div></details>
</div>
<div class="rule-buttons"><button type="button" class="quiet" data-move>Move up</button><button type="button" class="quiet" data-remove>Remove rule</button></div>
</fieldset>`;

/** The dialog that composes a script. */
export const faultComposer = `<dialog id="composer" class="composer" aria-labelledby="composer-title">
<form method="dialog" id="composer-form" novalidate>
<header class="composer-head"><h2 id="composer-title">Compose faults</h2>
<p class="composer-lead">Each rule counts the calls that fit it. The first rule whose turn it is decides what happens; where none is, the partner answers as it should.</p></header>
<div class="composer-body">
<div class="script-fields">
<label><span>Name</span><input type="text" id="script-name" maxlength="100" autocomplete="off" placeholder="My faults"></label>
<label><span>Seed of the chances</span><input type="number" id="script-seed" value="1" min="0" max="4294967295" inputmode="numeric"></label>
</div>
<div id="composer-rules"></div>
<button type="button" id="add-rule">Add a rule</button>
</div>
<footer class="composer-foot"><p class="composer-problem" id="composer-problem" role="status"></p>
<div class="actions"><button type="button" id="composer-cancel">Cancel</button><button type="submit" class="primary" id="composer-arm">Arm</button></div></footer>
</form>
</dialog>
<template id="rule-template">${ruleTemplate}</template>`;

function readyMadeList(): string {
  const groups = [...new Set(readyMadeScripts.map(({ group }) => group))];
  return groups
    .map((group) => {
      const items = readyMadeScripts
        .filter((script) => script.group === group)
        .map(({ id, sentence, script }) => {
          const name = escapeHtml(script.name);
          return `<li class="script"><div><strong class="script-name">${name}</strong><p class="script-sentence">${escapeHtml(sentence)}</p></div><button type="button" data-script="${id}" aria-label="Arm: ${name}">Arm</button></li>`;
        });
      return `<h3 class="fact-heading">${escapeHtml(group)}</h3><ul class="scripts">${items.join("")}</ul>`;
    })
    .join("\n");
}

/** What the tab of the faults holds: what is armed, and the scripts to begin with. */
export const faultsPanel = `<section class="armed" id="armed" aria-labelledby="armed-name" hidden>
<div class="armed-head"><h3 id="armed-name" tabindex="-1"></h3><span class="badge" id="armed-state"></span></div>
<ol class="armed-rules" id="armed-rules"></ol>
<div class="armed-buttons"><button type="button" id="faults-pause">Pause</button><button type="button" id="faults-again">Start again</button><button type="button" id="faults-edit">Edit rules</button><button type="button" class="danger" id="faults-remove">Remove</button></div>
</section>
<div class="no-faults" id="no-faults"><p><strong>No faults.</strong> The partner answers as it should.</p></div>
<div class="compose"><button type="button" id="compose">Compose rules</button><p>Or arm one of these:</p></div>
${readyMadeList()}`;
