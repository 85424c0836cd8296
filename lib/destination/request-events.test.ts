import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleValues } from "@/lib/testing/definitions";
import { callAfter, callAt, waitingWarning } from "./calls";
import {
  type Action,
  action,
  type ComputedValue,
  computedValue,
  type EventDefinition,
  mappingField,
} from "./definition";
import { completeEventDestination } from "./example/complete-destination";
import { type JsonValue, parseJson, toJson } from "./json";
import { maskSecrets } from "./mask-secrets";
import { originOf } from "./origin";
import { originParts } from "./origin-parts";
import { type BuiltRequest, buildRequest, type RequestValues } from "./request";
import type { TriggerEvent } from "./trigger/trigger";

type Change = Partial<Action["endpoint"]> & { trigger?: string; computed?: Partial<ComputedValue>[] };

/** One action of everything that arrives, unless the test says otherwise. */
function actionOf({ trigger = "type != null or event != null", computed = [], ...endpoint }: Change): Action {
  return action.parse({
    id: "a",
    name: "Any event",
    trigger,
    computedValues: computed.map((value, index) => computedValue.parse({ id: `c${index}`, ...value })),
    endpoint: {
      ...completeEventDestination().actions[0]?.endpoint,
      url: "https://api.example.com/events",
      payload: "",
      itemTemplate: "",
      batchSize: 1,
      ...endpoint,
    },
  });
}

function define(change: Change, more: Partial<EventDefinition> = {}): EventDefinition {
  return { ...completeEventDestination(), mappings: [], actions: [actionOf(change)], ...more };
}

function eventOf(text: string): TriggerEvent {
  const value = parseJson(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error("An event is an object.");
  return { ...value };
}

const valuesOf = (events: TriggerEvent[], more: Partial<RequestValues> = {}) =>
  sampleValues({ settings: { bearer_token: "s3cret-token" }, mappings: {}, users: [], events, ...more });

const call = (definition: EventDefinition, events: TriggerEvent[], more: Partial<RequestValues> = {}) =>
  buildRequest(definition, "action:a", valuesOf(events, more));

function built(result: BuiltRequest): Extract<BuiltRequest, { ok: true }> {
  if (!result.ok) {
    throw new Error(
      [...result.problems.map(({ message }) => message), ...result.skippedEvents.map(({ reason }) => reason)].join(
        "\n",
      ),
    );
  }
  return result;
}
const bodyText = (result: BuiltRequest) => built(result).request.body;
const reasons = (result: BuiltRequest) => result.skippedEvents.map(({ reason }) => reason);
const messages = (result: BuiltRequest) => (result.ok ? [] : result.problems.map(({ message }) => message));

/** What a payload becomes for an event, or the reason why that event isn't sent. */
function payload(template: string, event: string): string | undefined {
  const result = call(define({ payload: template }), [eventOf(event)]);
  return result.ok ? result.request.body : `skipped: ${reasons(result).join() || messages(result).join()}`;
}

describe("null and absent", () => {
  const absent = '{"type":"track"}';
  const isNull = '{"type":"track","x":null}';
  const empty = '{"type":"track","x":""}';
  const zero = '{"type":"track","x":0}';
  const no = '{"type":"track","x":false}';
  test.each([
    // Bare: the JSON of what is there.
    ['{"k": ${event.x}}', absent, 'skipped: Payload: $event.x has no value. It is needed at "k".'],
    ['{"k": ${event.x}}', isNull, '{"k": null}'],
    ['{"k": ${event.x}}', empty, '{"k": ""}'],
    ['{"k": ${event.x}}', zero, '{"k": 0}'],
    ['{"k": ${event.x}}', no, '{"k": false}'],
    // With a question mark: what isn't there is left out, and what is null is there.
    ['{"k": ${event.x?}, "z": 1}', absent, '{ "z": 1}'],
    ['{"k": ${event.x?}}', isNull, '{"k": null}'],
    ['{"k": ${event.x?}}', empty, '{"k": ""}'],
    ['{"k": ${event.x?}}', zero, '{"k": 0}'],
    // With a default: for what isn't there and for null.
    ['{"k": ${event.x | default: null}}', absent, '{"k": null}'],
    ['{"k": ${event.x | default: "none"}}', isNull, '{"k": "none"}'],
    ['{"k": ${event.x | default: "none"}}', empty, '{"k": ""}'],
    ['{"k": ${event.x | default: 5}}', no, '{"k": false}'],
    // In a text: null has no text, so it is as if it weren't there.
    ['{"k": "${event.x}"}', isNull, 'skipped: Payload: $event.x has no value. It is needed at "k".'],
    ['{"k": "${event.x?}", "z": 1}', isNull, '{ "z": 1}'],
    ['{"k": "${event.x?}"}', empty, '{"k": ""}'],
    ['{"k": "${event.x?}"}', zero, '{"k": "0"}'],
    ['{"k": "${event.x}"}', no, '{"k": "false"}'],
    // Deeper: a step into what isn't an object leads nowhere.
    ['{"k": ${event.x.y?}, "z": 1}', isNull, '{ "z": 1}'],
    ['{"k": ${event.x.y?}, "z": 1}', empty, '{ "z": 1}'],
    ['{"k": ${event.list.1.id?}}', '{"type":"t","list":[{"id":1},{"id":2}]}', '{"k": 2}'],
  ])("%s of %s is %s", (template, event, expected) => expect(payload(template, event)).toBe(expected));

  test("a URL is never left with a hole", () => {
    const definition = define({ url: "https://api.example.com/${event.x}/events" });
    expect(reasons(call(definition, [eventOf(absent)]))[0]).toMatch(/^URL: \$event\.x has no value/);
    expect(reasons(call(definition, [eventOf(empty)]))[0]).toMatch(/^URL: /);
  });
});

describe("what an event holds", () => {
  const order = '{"type":"track","userId":"u 1","properties":{"id":98765432109876543210,"total":1.10,"tags":["a"]}}';

  test("stands in the URL, the headers and the payload of its call, with every digit", () => {
    const definition = define({
      url: "https://api.example.com/users/${event.userId}?order=${event.properties.id}",
      headers: [{ id: "h", name: "X-Total", value: "${event.properties.total}" }],
      payload: '{"whole": $event, "total": ${event.properties.total}, "text": "${event.properties.id}"}',
    });
    const { request, batch } = built(call(definition, [eventOf(order)]));
    expect(request.url).toBe("https://api.example.com/users/u%201?order=98765432109876543210");
    expect(request.headers).toContainEqual({ name: "X-Total", value: "1.10" });
    expect(request.body).toBe(`{"whole": ${order}, "total": 1.10, "text": "98765432109876543210"}`);
    expect(batch).toMatchObject({ events: [{}], places: [0], users: [], waiting: 0 });
  });

  test("has dates in the form that the partner reads", () => {
    const event = '{"type":"track","timestamp":"2026-01-31T12:00:00.5Z"}';
    const dates =
      '[${event.timestamp | date: "iso"}, ${event.timestamp | date: "unix"}, ${event.timestamp | date: "unix_ms"}]';
    expect(payload(dates, event)).toBe('["2026-01-31T12:00:00.500Z", 1769860800, 1769860800500]');
    expect(payload('${event.type | date: "unix"}', event)).toMatch(/^skipped: Payload: \$event\.type at the top: /);
  });

  test("knows nothing of users and cohorts", () => {
    for (const name of ["user_id", "cohort_name", "list_id", "in_cohort", "property_key"]) {
      expect(call(define({ payload: `"$${name}"` }), [eventOf(order)])).toMatchObject({ ok: false, skippedEvents: [] });
    }
    expect(payload('"$project_id $sync_id"', order)).toBe('"378831 sync-1"');
  });

  test("can't change the shape of a body, and every body is JSON", () => {
    const anyJson = fc.oneof(
      nastyText.map((text): JsonValue => text),
      fc.json({ maxDepth: 3 }).map((text) => parseJson(text) ?? null),
    );
    const definition = define({
      payload: '{"whole": $event, "x": ${event.x?}, "text": "<${event.x?}>", "lines": ${lines?}, "end": [1]}',
      computed: [{ variable: "lines", source: "x", template: '{"v": $line, "t": "${line.a?}", "n": $line_number}' }],
    });
    fc.assert(
      fc.property(anyJson, nastyText, (x, extra) => {
        const event: TriggerEvent = { type: "track", x, extra };
        const body = parseJson(bodyText(call(definition, [event])) ?? "");
        const lines = x === null ? undefined : (Array.isArray(x) ? x : [x]).map((v, index) => ({ v, n: index + 1 }));
        expect(toJson(body ?? null)).toContain(toJson(x));
        expect(Object.keys(Object(body))).toEqual([
          "whole",
          "x",
          ...(x === null ? [] : ["text"]),
          ...(lines ? ["lines"] : []),
          "end",
        ]);
        const made: unknown = Object(body).lines;
        expect(Array.isArray(made) ? made.map(({ v, n }) => [toJson(v), String(n)]) : undefined).toEqual(
          lines?.map(({ v, n }) => [toJson(v), String(n)]),
        );
        expect(toJson(Object(body).end)).toBe("[1]");
      }),
      { numRuns: 500 },
    );
  });
});

describe("which events", () => {
  const track = (event: string, more = "") => eventOf(`{"type":"track","event":"${event}"${more}}`);

  test("the first that match, as many as a call takes, and then the next", () => {
    const definition = define({
      trigger: 'event = "A"',
      batchSize: 2,
      itemTemplate: '{"n": ${event.n}, "l": $lines}',
      payload: '{"b": "$batch_id", "events": $items}',
      computed: [{ variable: "lines", source: "n", template: "$line" }],
    });
    const events = ["B", "A", "A", "B", "A", "A", "A"].map((name, n) => track(name, n === 4 ? "" : `,"n":${n}`));
    const first = callAt(definition, "action:a", valuesOf(events));
    const second = callAfter(definition, "action:a", first);
    const last = second && callAfter(definition, "action:a", second);
    expect([first, second].map((each) => each && bodyText(each.built))).toEqual([
      '{"b": "batch-1", "events": [{"n": 1, "l": [1]},{"n": 2, "l": [2]}]}',
      '{"b": "batch-2", "events": [{"n": 5, "l": [5]},{"n": 6, "l": [6]}]}',
    ]);
    expect([first.total, first.taken, first.following, second?.taken, last]).toEqual([5, 2, 2, 2, undefined]);
    expect(second?.built.skippedEvents).toEqual([
      { event: 1, reason: expect.stringContaining("$event.n has no value") },
    ]);
    expect(first.built.ok && waitingWarning(first.built)).toBe(
      "3 events are left for further calls: this call takes 2.",
    );
  });

  test("every one that matches once, in order, whatever the limits", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ event: fc.constantFrom("A", "B"), n: fc.option(fc.nat(), { nil: undefined }) })),
        fc.constantFrom(1, 2, 7),
        fc.oneof(fc.constant(null), fc.integer({ min: 8, max: 60 })),
        (given, batchSize, bodyBytesMax) => {
          const definition = define({
            trigger: 'event = "A"',
            itemTemplate: "${event.n}",
            payload: "$items",
            batchSize,
            bodyBytesMax,
          });
          const events: TriggerEvent[] = given.map(({ event, n }) => ({ event, ...(n !== undefined && { n }) }));
          const sent: unknown[] = [];
          for (let each = callAt(definition, "action:a", valuesOf(events)); ; ) {
            if (each.built.ok) sent.push(...JSON.parse(each.built.request.body ?? ""));
            const next = callAfter(definition, "action:a", each);
            if (!next) break;
            each = next;
          }
          const wanted = given.filter(({ event, n }) => event === "A" && n !== undefined).map(({ n }) => n);
          const fitting = wanted.filter((n) => bodyBytesMax === null || `[${n}]`.length <= bodyBytesMax);
          expect(sent).toEqual(fitting);
        },
      ),
    );
  });

  test("or why none", () => {
    const definition = define({ trigger: 'type = "track" and event = "A"', payload: '"${event.n}"' });
    expect(messages(call(definition, []))).toEqual([
      "Any event: there is no event to send. It is called when a track event named “A” arrives.",
    ]);
    expect(messages(call(definition, [track("B")]))).toEqual([
      'Any event: Not called: event = "A" isn\'t true. It is "B".',
    ]);
    expect(messages(call(definition, [track("B"), track("C")]))).toEqual([
      "Any event: none of the 2 events is one to send. It is called when a track event named “A” arrives.",
    ]);
    expect(messages(call(definition, [track("A")]))[0]).toContain(
      "The one event that it is about can't be sent. Payload: $event.n has no value.",
    );
    const broken = call(define({ trigger: 'event == "A"', payload: "1" }), [track("A")]);
    expect(broken).toMatchObject({ ok: false, problems: [{ path: ["actions", 0, "trigger"] }] });
  });

  test("those that the answers narrow it to; that it is turned off is said", () => {
    const definition = define({ trigger: 'event = "A"', payload: "${event.properties.n}" });
    const actions = { a: { isEnabled: true, narrowing: "properties.n > 1" } };
    expect(
      bodyText(
        call(definition, [track("A", ',"properties":{"n":1}'), track("A", ',"properties":{"n":2}')], { actions }),
      ),
    ).toBe("2");
    const off = built(
      call(definition, [track("A", ',"properties":{"n":1}')], { actions: { a: { isEnabled: false, narrowing: "" } } }),
    );
    expect(off.warnings).toEqual(["Any event is turned off with these answers: no event calls it."]);
  });
});

describe("mapping fields", () => {
  const mapped = (change: object) =>
    define(
      { payload: '{"who": $who, "text": "${who?}"}' },
      {
        mappings: [
          mappingField.parse({
            id: "m",
            displayName: "",
            type: "string",
            variable: "who",
            targetName: "Contact",
            defaultProperty: "userId",
            ...change,
          }),
        ],
      },
    );
  const event = eventOf('{"type":"t","userId":"u1","traits":{"email":"a@b.co","n":null,"e":"","my.key":1}}');

  test("stand for the value at a path of the event: the usual one, or the chosen one", () => {
    expect(bodyText(call(mapped({}), [event]))).toBe('{"who": "u1", "text": "u1"}');
    const email = mapped({ format: "email" });
    expect(bodyText(call(email, [event], { mappings: { who: "traits.email" } }))).toBe(
      '{"who": "a@b.co", "text": "a@b.co"}',
    );
    expect(bodyText(call(mapped({}), [event], { mappings: { who: "traits.my\\.key" } }))).toBe(
      '{"who": 1, "text": "1"}',
    );
  });

  test("leave out events that lack a required one, or have one of another form", () => {
    expect(reasons(call(mapped({ format: "email" }), [event]))).toEqual([
      "The event's userId isn't an e-mail address, which Contact needs.",
    ]);
    for (const path of ["traits.nothing", "traits.n", "traits.e"]) {
      expect(reasons(call(mapped({}), [event], { mappings: { who: path } }))).toEqual([
        `The event has no ${path}, which is needed for Contact.`,
      ]);
    }
    expect(messages(call(mapped({ defaultProperty: "" }), [event]))).toEqual([
      "Any event mapping: Choose the member of the event for Contact ($who).",
    ]);
  });

  test("that are optional leave null and empty texts as they are", () => {
    const optional = mapped({ required: false });
    expect(bodyText(call(optional, [event], { mappings: { who: "traits.n" } }))).toBe('{"who": null}');
    expect(bodyText(call(optional, [event], { mappings: { who: "traits.e" } }))).toBe('{"who": "", "text": ""}');
    expect(reasons(call(optional, [event], { mappings: { who: "traits.x" } }))[0]).toContain("$who has no value");
  });
});

describe("computed values", () => {
  const withValue = (value: Partial<ComputedValue>, template = '{"v": ${v?}}') =>
    define({ payload: template, computed: [{ variable: "v", ...value }] });
  const value = (parts: Partial<ComputedValue>, event: string) => {
    const result = call(withValue(parts), [eventOf(event)]);
    return result.ok ? result.request.body : [...reasons(result), ...messages(result)][0];
  };
  const lines = '{"type":"t","p":[{"sku":"a","n":1.0},{"n":12345678901234567890},{"sku":null}]}';

  test.each<[string, Partial<ComputedValue>, string, string]>([
    [
      "each line in its own shape",
      { source: "p", template: '{"id": "${line.sku?}", "n": ${line.n?}}' },
      lines,
      '{"v": [{"id":"a","n":1.0},{"n":12345678901234567890},{}]}',
    ],
    ["null is kept where it is bare", { source: "p", template: "${line.sku | default: 0}" }, lines, '{"v": ["a",0,0]}'],
    [
      "the numbers of the lines and the event besides",
      { source: "p", template: '["$line_number", ${event.type}]' },
      lines,
      '{"v": [["1","t"],["2","t"],["3","t"]]}',
    ],
    [
      "lines as they are",
      { source: "p", template: "$line" },
      '{"type":"t","p":[1,null,"x",[2]]}',
      '{"v": [1,null,"x",[2]]}',
    ],
    ["one object is one line", { source: "p", template: "${line.a}" }, '{"type":"t","p":{"a":1}}', '{"v": [1]}'],
    ["one text is one line", { source: "p", template: "$line" }, '{"type":"t","p":"a"}', '{"v": ["a"]}'],
    ["an empty list stays one", { source: "p", template: "$line" }, '{"type":"t","p":[]}', '{"v": []}'],
    ["missing is absent", { source: "p", template: "$line" }, '{"type":"t"}', "{}"],
    ["null is as if missing", { source: "p", template: "$line" }, '{"type":"t","p":null}', "{}"],
    [
      "missing is null where it is to be",
      { source: "p", template: "$line", otherwise: "null" },
      '{"type":"t"}',
      '{"v": null}',
    ],
    ["the event itself is one line", { source: "", template: "${line.type}" }, '{"type":"t"}', '{"v": ["t"]}'],
    [
      "a condition on the event",
      { source: "p", template: "$line", condition: "properties.ok = true" },
      '{"type":"t","p":[1],"properties":{"ok":false}}',
      "{}",
    ],
    [
      "a condition chooses lines",
      { source: "p", template: "${line.n}", condition: "line.n > 1" },
      '{"type":"t","p":[{"n":1},{"n":2},{"n":3}]}',
      '{"v": [2,3]}',
    ],
    [
      "none chosen is otherwise",
      { source: "p", template: "$line", condition: "line.n > 9", otherwise: "null" },
      '{"type":"t","p":[{"n":1}]}',
      '{"v": null}',
    ],
    [
      "once: an object",
      { mode: "once", source: "p", template: '{"a": $line}' },
      '{"type":"t","p":0}',
      '{"v": {"a":0}}',
    ],
    [
      "once: of the event",
      { mode: "once", template: '["${event.type}", "${line.type}"]' },
      '{"type":"t"}',
      '{"v": ["t","t"]}',
    ],
    [
      "once: a list as one",
      { mode: "once", source: "p", template: "${line | first}" },
      '{"type":"t","p":[7]}',
      '{"v": 7}',
    ],
    [
      "once: under a condition",
      { mode: "once", source: "p", template: "$line", condition: "line > 0", otherwise: "null" },
      '{"type":"t","p":0}',
      '{"v": null}',
    ],
  ])("%s", (_what, parts, event, expected) => expect(value(parts, event)).toBe(expected));

  test("a line that lacks what it needs leaves out the event, and says which line", () => {
    expect(value({ source: "p", template: '{"id": "${line.sku}"}' }, lines)).toBe(
      '$v, line 2: $line.sku has no value. It is needed at "id".',
    );
    expect(value({ source: "p", mode: "once", template: "${line.a}" }, '{"type":"t","p":{}}')).toBe(
      "$v: $line.a has no value. It is needed at the top.",
    );
  });

  test("a mistake in one is no reason to leave anything out, and only one that is used counts", () => {
    const event = '{"type":"t","p":[1]}';
    expect(value({ source: "p", template: "" }, event)).toBe(
      "Any event computed value $v: Write the JSON that it stands for.",
    );
    expect(value({ source: "p", template: "{" }, event)).toContain("Any event computed value $v: ");
    expect(value({ source: "p", template: "1", condition: "p == 1" }, event)).toContain("The condition can't be read.");
    expect(value({ source: "p", template: '"$worksapce"' }, event)).toContain("isn't declared");
    expect(bodyText(call(withValue({ template: "{" }, "1"), [eventOf(event)]))).toBe("1");
  });

  test("no value of a line changes its shape", () => {
    const definition = withValue(
      { source: "p", template: '{"a": "${line.a}", "b": {"${line.k}": [${line.b}]}}' },
      "$v",
    );
    const anyLine = fc.record({ a: nastyText, k: nastyText, b: fc.oneof(nastyText, fc.double(), fc.constant(null)) });
    fc.assert(
      fc.property(fc.array(anyLine), (given) => {
        const event = eventOf(JSON.stringify({ type: "t", p: given }));
        const body: unknown = JSON.parse(bodyText(call(definition, [event])) ?? "");
        const { p } = JSON.parse(JSON.stringify({ p: given }));
        expect(body).toEqual(
          p.map(({ a, k, b }: { a: string; k: string; b: unknown }) => ({ a, b: Object.fromEntries([[k, [b]]]) })),
        );
      }),
    );
  });
});

test("a masked call holds no secret, whatever the event says", () => {
  const definition = define({
    url: "https://api.example.com/${event.x}",
    headers: [{ id: "h", name: "X-Key", value: "${bearer_token | base64}" }],
    payload: '{"k": "${bearer_token | sha256}", "x": "${event.x}", "v": $v}',
    computed: [{ variable: "v", mode: "once", source: "x", template: '"$bearer_token $line"' }],
  });
  const naming = fc.constantFrom("$bearer_token", "${bearer_token}", "$$", "x $event y", "${line}");
  fc.assert(
    fc.property(naming, (x) => {
      const values = maskSecrets(definition, valuesOf([{ type: "track", x }]));
      const text = JSON.stringify(built(buildRequest(definition, "action:a", values)).request);
      expect(text).not.toContain("s3cret");
      expect(text).not.toContain(Buffer.from("s3cret-token").toString("base64"));
      expect(text).toContain(JSON.stringify(x).slice(1, -1));
    }),
  );
});

test("an access token is in the header and in templates, and never in what is shown", () => {
  const definition = define({ payload: '{"t": "${access_token | upper}", "x": ${event.type}}' });
  const oauth: EventDefinition = { ...definition, authentication: { ...definition.authentication, method: "oauth2" } };
  const values = valuesOf([{ type: "track" }], { accessToken: "tok-123" });
  const { request } = built(buildRequest(oauth, "action:a", values));
  expect(request.headers).toContainEqual({ name: "Authorization", value: "Bearer tok-123" });
  expect(request.body).toBe('{"t": "TOK-123", "x": "track"}');
  const masked = built(buildRequest(oauth, "action:a", maskSecrets(oauth, values)));
  expect(JSON.stringify(masked.request).toLowerCase()).not.toContain("tok-123");
  const unknown = valuesOf([{ type: "track" }]);
  expect(messages(buildRequest(oauth, "action:a", unknown))[0]).toContain(
    "It is asked of the token URL when the call is made.",
  );
  expect(buildRequest(oauth, "action:a", maskSecrets(oauth, unknown)).ok).toBe(true);
});

describe("where the pieces of a call are from", () => {
  const computed = [{ variable: "v", source: "p", template: "$line" }];
  const events = [{ type: "x" }, { type: "track", n: 1, p: [1] }, { type: "track", n: 2, p: 5 }];

  test("the event and the computed value of a single call", () => {
    const definition = define({ trigger: 'type = "track"', payload: '{"n": ${event.n}, "v": $v}', computed });
    const values = valuesOf(events);
    const result = built(buildRequest(definition, "action:a", values));
    const { body } = originParts(definition, "action:a", values, result);
    const origins = body?.pieces.map((piece) => originOf(definition, "action:a", values, result, piece)) ?? [];
    expect(origins.filter((origin) => origin !== undefined)).toMatchObject([
      { name: "$event.n", source: "event", steps: [{ json: "1" }] },
      {
        name: "$v",
        source: "computed",
        property: "p",
        steps: [{ json: "[1]" }],
        declaredAt: ["actions", 0, "computedValues", 0, "variable"],
      },
    ]);
  });

  test("each event of a batch, by its place in what was given", () => {
    const definition = define({
      trigger: 'type = "track"',
      batchSize: 10,
      itemTemplate: '{"n": ${event.n}, "v": $v}',
      payload: '{"all": $items}',
      computed,
    });
    const values = valuesOf(events);
    const result = built(buildRequest(definition, "action:a", values));
    const { body } = originParts(definition, "action:a", values, result);
    const pieces = body?.pieces.filter(({ token }) => token?.name === "event" || token?.name === "v") ?? [];
    expect(pieces.map(({ event, start, end }) => [event, body?.text.slice(start, end)])).toEqual([
      [1, "1"],
      [1, "[1]"],
      [2, "2"],
      [2, "[5]"],
    ]);
    const last = pieces.at(-1);
    const origin = last && originOf(definition, "action:a", values, result, last);
    expect(origin).toMatchObject({ source: "computed", steps: [{ json: "[5]" }], event: { index: 2 } });
  });
});
