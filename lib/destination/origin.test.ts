import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText, sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import type { ListDefinition } from "./definition";
import type { EndpointKey } from "./endpoints";
import { maskSecrets } from "./mask-secrets";
import { filterText, originOf } from "./origin";
import { type OriginPart, originParts } from "./origin-parts";
import { buildRequest, type RequestValues } from "./request";

function built(definition: ListDefinition, key: EndpointKey, values: RequestValues) {
  const result = buildRequest(definition, key, values);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result;
}

function definitionWith(change: (definition: ListDefinition) => void): ListDefinition {
  const definition = structuredClone(sampleDefinition());
  change(definition);
  return definition;
}

function covers({ text, pieces }: OriginPart): boolean {
  let end = 0;
  for (const piece of pieces) {
    if (piece.start !== end || piece.end < piece.start) return false;
    end = piece.end;
  }
  return end === text.length;
}

describe("the pieces of a request", () => {
  test("cover every part without gaps, whatever the users are like", () => {
    const definition = sampleDefinition();
    fc.assert(
      fc.property(fc.array(fc.tuple(nastyText, nastyText), { minLength: 1, maxLength: 4 }), (people) => {
        const users = people.map(([id, email]) => ({
          operation: "add" as const,
          properties: { user_id: `u${id}`, email },
        }));
        const values = maskSecrets(definition, sampleValues({ users }));
        const request = buildRequest(definition, "addUsers", values);
        if (!request.ok) return true;
        const { url, headers, body } = originParts(definition, "addUsers", values, request);
        return [url, ...headers, ...(body ? [body] : [])].every(covers);
      }),
    );
  });

  test("of $items say which user each was made of", () => {
    const definition = sampleDefinition();
    const values = sampleValues();
    const request = built(definition, "addUsers", values);
    const body = originParts(definition, "addUsers", values, request).body;
    const users = new Set(body?.pieces.map(({ user }) => user).filter((user) => user !== undefined));
    expect([...users]).toEqual([0, 1]);
    const [first] = body?.pieces.filter(({ user, token }) => user === 1 && token) ?? [];
    if (!first || !body) throw new Error("There is no piece of the second user.");
    const origin = originOf(definition, "addUsers", values, request, first);
    expect(origin?.user?.user).toBe(values.users[1]);
    expect(origin?.steps[0]?.json).toBe(body.text.slice(first.start, first.end).replace(/^"?(.*?)"?$/, '"$1"'));
  });

  test("end where the body is cut, and the users beyond are not looked at", () => {
    const definition = sampleDefinition();
    const values = sampleValues();
    const body = originParts(definition, "addUsers", values, built(definition, "addUsers", values), 12).body;
    expect(body?.text).toHaveLength(12);
    expect(body && covers(body)).toBe(true);
  });

  test("of a filtered value show it before and after each filter", () => {
    const definition = definitionWith((each) => {
      each.endpoints.listCreation.payload = `{"name": "\${cohort_name | lower | replace: " ", "-"}"}`;
    });
    const values = sampleValues();
    const request = built(definition, "listCreation", values);
    const piece = originParts(definition, "listCreation", values, request).body?.pieces.find(({ token }) => token);
    if (!piece) throw new Error("There is no piece with a variable.");
    const origin = originOf(definition, "listCreation", values, request, piece);
    expect(origin?.name).toBe("$cohort_name");
    expect(origin?.source).toBe("predefined");
    expect(origin?.steps.map(({ filter, json }) => [filter && filterText(filter), json])).toEqual([
      [undefined, '"Power users"'],
      ["lower", '"power users"'],
      ['replace: " ", "-"', '"power-users"'],
    ]);
  });

  test("of basic authentication name both variables and show neither", () => {
    const definition = definitionWith((each) => {
      each.authentication.method = "basic";
      each.authentication.basic = { username: "bearer_token", password: "" };
      for (const field of each.fields) field.credentialOf = null;
    });
    const values = maskSecrets(definition, sampleValues());
    const request = built(definition, "addUsers", values);
    const { headers } = originParts(definition, "addUsers", values, request);
    const pieces = headers.flatMap((header) => header.pieces.filter(({ pair }) => pair));
    expect(pieces.map(({ pair }) => pair)).toEqual([["bearer_token"]]);
    const [piece] = pieces;
    const origin = piece && originOf(definition, "addUsers", values, request, piece);
    expect(origin?.isSecret).toBe(true);
    expect(JSON.stringify(origin)).not.toContain("s3cret-token");
  });

  test("know the place a header is written in, and that some are sent by us", () => {
    const definition = sampleDefinition();
    const values = sampleValues();
    const request = built(definition, "addUsers", values);
    const { headers } = originParts(definition, "addUsers", values, request);
    const pathOf = (name: string) => {
      const index = request.request.headers.findIndex((each) => each.name === name);
      return headers[index]?.pieces[0]?.path;
    };
    expect(pathOf("User-Agent")).toBeUndefined();
    expect(pathOf("Authorization")).toBeDefined();
  });
});
