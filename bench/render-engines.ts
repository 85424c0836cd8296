/** Ways to make the body of a batch, each as its authors mean it to be used: what can be prepared is prepared once. */
import { transform, transformBatch } from "@segment/actions-core/mapping-kit";
import Handlebars from "handlebars";
import jsonata from "jsonata";
import { Liquid } from "liquidjs";
import Mustache from "mustache";
import { compileBatch, type Row, userRows } from "@/lib/destination/batch-renderer";
import { type ListDefinition, mappingField } from "@/lib/destination/definition";
import type { SampleUser } from "@/lib/destination/sample-users";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { handWriter } from "./render-hand-writer";
import type { BenchUser } from "./render-users";

/** What one user becomes: an object of two fields, or the ID alone. */
export type ItemShape = "objects" | "ids";

export const itemTemplates = {
  objects: '{"email": "$email", "id": "$user_id"}',
  ids: '"$user_id"',
} satisfies Record<ItemShape, string>;

/** A batch in every form that an engine takes. */
export interface BenchBatch {
  objects: BenchUser[];
  rows: Row[];
  users: SampleUser[];
}

export interface Engine {
  name: string;
  /** The part of the users it is measured with, so that slow ones don't take all day. */
  part: number;
  render(batch: BenchBatch): Uint8Array | Promise<Uint8Array>;
}

/** What a query would select for each shape. */
const columnsOf = { objects: ["email", "user_id"], ids: ["user_id"] } satisfies Record<ItemShape, string[]>;

export function benchBatch(objects: BenchUser[], shape: ItemShape): BenchBatch {
  return {
    objects,
    rows: objects.map(({ email, user_id }) => (shape === "objects" ? [email, user_id] : [user_id])),
    users: objects.map(({ email, user_id }) => ({ operation: "add", properties: { email, user_id } })),
  };
}

export function engines(shape: ItemShape): Engine[] {
  return [
    { name: "hand-written byte writer", part: 1, render: handWritten(shape) },
    { name: "Landfall, rows", part: 1, render: landfall(shape, ({ rows }) => rows) },
    { name: "Landfall, objects", part: 1, render: landfall(shape, ({ users }) => userRows(users, columnsOf[shape])) },
    { name: "JSON.stringify, hand-mapped", part: 1, render: native(shape) },
    { name: "Mustache, JSON escape", part: 0.5, render: mustache(shape) },
    { name: "replace per item, function", part: 0.25, render: replaced(shape) },
    { name: "Handlebars, json helper", part: 0.25, render: handlebars(shape) },
    { name: "Segment @arrayPath + @path", part: 0.2, render: segment(shape) },
    { name: "Segment transformBatch + @path", part: 0.2, render: segmentBatch(shape) },
    { name: "jsonata", part: shape === "objects" ? 0.05 : 0.25, render: jsonataOf(shape) },
    { name: "LiquidJS, json filter", part: 0.02, render: liquidOf(shape) },
  ];
}

function handWritten(shape: ItemShape): Engine["render"] {
  const write = handWriter(shape);
  return ({ rows }) => write(rows);
}

export function benchDefinition(shape: ItemShape): ListDefinition {
  const definition = sampleDefinition();
  const email = mappingField.parse({
    id: "m2",
    type: "string",
    variable: "email",
    displayName: "E-mail",
    targetName: "E-mail",
    defaultProperty: "email",
  });
  const addUsers = {
    ...definition.endpoints.addUsers,
    payload: '{"users": $items}',
    itemTemplate: itemTemplates[shape],
    batchSize: 10_000,
  };
  return {
    ...definition,
    mappings: shape === "objects" ? [email] : [],
    endpoints: { ...definition.endpoints, addUsers },
  };
}

function landfall(shape: ItemShape, rowsOf: (batch: BenchBatch) => readonly Row[]): Engine["render"] {
  const renderer = compileBatch(benchDefinition(shape), "addUsers", sampleValues(), columnsOf[shape]);
  return (batch) => {
    const rendered = renderer.render(rowsOf(batch));
    if (!rendered.ok || !rendered.body || rendered.skipped.length > 0) throw new Error("Nothing was rendered.");
    // As after a call that was answered.
    renderer.release(rendered.body);
    return rendered.body;
  };
}

function native(shape: ItemShape): Engine["render"] {
  return ({ objects }) => {
    const users =
      shape === "objects"
        ? objects.map(({ email, user_id }) => ({ email, id: user_id }))
        : objects.map(({ user_id }) => user_id);
    return Buffer.from(JSON.stringify({ users }));
  };
}

function mustache(shape: ItemShape): Engine["render"] {
  const item = shape === "objects" ? '{"email": "{{email}}", "id": "{{user_id}}"}' : '"{{user_id}}"';
  const template = `{{#objects}},${item}{{/objects}}`;
  Mustache.parse(template);
  const escaped = (value: unknown) => JSON.stringify(value).slice(1, -1);
  return ({ objects }) => {
    const items = Mustache.render(template, { objects }, undefined, { escape: escaped });
    return Buffer.from(`{"users": [${items.slice(1)}]}`);
  };
}

function replaced(shape: ItemShape): Engine["render"] {
  const template = itemTemplates[shape];
  return ({ objects }) => {
    const items = objects.map((user) =>
      template.replace(/\$(email|user_id)/g, (_, name: keyof BenchUser) => JSON.stringify(user[name]).slice(1, -1)),
    );
    return Buffer.from(`{"users": [${items.join(",")}]}`);
  };
}

function handlebars(shape: ItemShape): Engine["render"] {
  const own = Handlebars.create();
  own.registerHelper("json", (value: unknown) => JSON.stringify(value));
  const item = shape === "objects" ? '{"email": {{json email}}, "id": {{json user_id}} }' : "{{json user_id}}";
  // The space keeps the braces of the object from those of the tag.
  const template = own.compile(`{"users": [{{#each objects}}{{#unless @first}},{{/unless}}${item}{{/each}}]}`, {
    noEscape: true,
    knownHelpers: { json: true },
  });
  return ({ objects }) => Buffer.from(template({ objects }));
}

function segment(shape: ItemShape): Engine["render"] {
  const path = (name: string) => ({ "@path": `$.${name}` });
  const item = shape === "objects" ? { email: path("email"), id: path("user_id") } : path("user_id");
  const mapping = { users: { "@arrayPath": ["$.objects", item] } };
  return ({ objects }) => Buffer.from(JSON.stringify(transform(mapping, { objects })));
}

/** The mapping of one user applied to each: the kit's own way to make a batch. */
function segmentBatch(shape: ItemShape): Engine["render"] {
  const path = (name: string) => ({ "@path": `$.${name}` });
  const mapping = shape === "objects" ? { email: path("email"), id: path("user_id") } : path("user_id");
  return ({ objects }) => Buffer.from(JSON.stringify({ users: transformBatch(mapping, objects) }));
}

function jsonataOf(shape: ItemShape): Engine["render"] {
  const item = shape === "objects" ? '{"email": email, "id": user_id}' : "user_id";
  const expression = jsonata(`{"users": [objects.${item}]}`);
  return async ({ objects }) => Buffer.from(JSON.stringify(await expression.evaluate({ objects })));
}

function liquidOf(shape: ItemShape): Engine["render"] {
  const engine = new Liquid();
  const item =
    shape === "objects"
      ? '{"email": {{ user.email | json }}, "id": {{ user.user_id | json }}}'
      : "{{ user.user_id | json }}";
  const comma = "{% unless forloop.first %},{% endunless %}";
  const template = engine.parse(`{"users": [{% for user in objects %}${comma}${item}{% endfor %}]}`);
  return ({ objects }) => {
    const text: unknown = engine.renderSync(template, { objects });
    return Buffer.from(String(text));
  };
}
