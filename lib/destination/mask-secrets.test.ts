import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDefinition, sampleValues, secretText } from "@/lib/testing/definitions";
import type { ListDefinition } from "./definition";
import { customField } from "./definition";
import { setAtPath, setAuthenticationMethod } from "./edit";
import { fixedEndpointKeys } from "./endpoints";
import { mask, maskSecrets, maskText, secretValues } from "./mask-secrets";
import { buildRequest, type RequestValues } from "./request";

/** Secrets everywhere they can be: basic pair, header, URL, payload, filtered in every way that hides them. */
function secretive(): ListDefinition {
  const basic = setAuthenticationMethod(sampleDefinition(), "basic");
  const withHeader = setAtPath(basic, ["headers", 0, "value"], "k=${api_key | sha256} ${api_key | base64}");
  const withUrl = setAtPath(
    withHeader,
    ["endpoints", "addUsers", "url"],
    "$region/$list_id?key=$api_key&b=${api_secret | base64}",
  );
  const payload =
    '{"ids": $items, "a": "x$api_key", "b": "${api_secret | url_encode}", "c": $api_secret, "d": "${api_key | upper}"}';
  return setAtPath(withUrl, ["endpoints", "addUsers", "payload"], payload);
}

const withSecrets = (api_key: string, api_secret: string): RequestValues =>
  sampleValues({ settings: { ...sampleValues().settings, api_key: api_key.replaceAll(":", "."), api_secret } });

describe("maskSecrets", () => {
  test("a masked request says nothing about the secret: two secrets give the same request", () => {
    fc.assert(
      fc.property(secretText, secretText, secretText, secretText, (...[a, b, c, d]) => {
        fc.pre([a, b, c, d].every((secret) => !/^https?:\/\//i.test(secret)));
        for (const key of fixedEndpointKeys) {
          const one = buildRequest(secretive(), key, maskSecrets(secretive(), withSecrets(a, b)));
          const other = buildRequest(secretive(), key, maskSecrets(secretive(), withSecrets(c, d)));
          expect(one).toEqual(other);
        }
      }),
    );
  });

  test("a request built from masked values holds the secret in no encoding", () => {
    fc.assert(
      fc.property(secretText, secretText, (key, secret) => {
        const values = withSecrets(key, secret);
        const result = buildRequest(secretive(), "addUsers", maskSecrets(secretive(), values));
        expect(result.ok).toBe(true);
        const shown = JSON.stringify(result);
        const harmless = JSON.stringify(
          buildRequest(secretive(), "addUsers", maskSecrets(secretive(), withSecrets("qqqq", "zzzz"))),
        );
        for (const text of encodings(values)) if (!harmless.includes(text)) expect(shown).not.toContain(text);
      }),
    );
  });

  test("what isn't secret stays, and an empty secret stays empty", () => {
    const values = withSecrets("key1", "");
    const { settings } = maskSecrets(secretive(), values);
    expect(settings).toMatchObject({ api_key: mask, api_secret: "", workspace: "acme" });
    expect(values.settings.api_key).toBe("key1");
  });

  test("a secret base URL is masked by one that can be built with", () => {
    const field = customField.parse({
      id: "w",
      type: "string",
      secret: true,
      variable: "hook",
      displayName: "Hook",
      hostPatterns: ["*.example.com"],
    });
    const definition = setAtPath(
      { ...sampleDefinition(), fields: [...sampleDefinition().fields, field] },
      ["endpoints", "addUsers", "url"],
      "$hook/add",
    );
    const settings = { ...sampleValues().settings, hook: "https://t0p-secret.example.com/x" };
    const result = buildRequest(definition, "addUsers", maskSecrets(definition, sampleValues({ settings })));
    expect(result.ok && result.request.url).toBe("https://masked.example.com/add");
  });
});

/** Everything an observer could compare with: raw, percent, JSON, base64 at each alignment, the basic pair. */
function encodings({ settings: { api_key = "", api_secret = "" } }: RequestValues): string[] {
  return [api_key, api_secret]
    .flatMap((secret) => {
      const json = JSON.stringify(secret).slice(1, -1);
      return [secret, json, encodeURIComponent(secret), ...base64Cores(secret)];
    })
    .concat(Buffer.from(`${api_key}:${api_secret}`).toString("base64"));
}

function base64Cores(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    return bytes.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
}

describe("maskText", () => {
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const reflections: ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => JSON.stringify({ headers: { authorization: `Bearer ${secret}` } }),
    (secret) => JSON.stringify({ data: JSON.stringify({ key: secret }) }),
    (secret) => encodeURIComponent(secret),
    (secret) => encodeURIComponent(secret).replace(/%../g, (byte) => byte.toLowerCase()),
    (secret) => encodeURIComponent(encodeURIComponent(secret)),
    (secret) => new URLSearchParams({ key: secret }).toString(),
    (secret) => `https://x.example/?key=${encodeURIComponent(JSON.stringify(secret))}`,
    (secret) => json(secret).replace(/\//g, "\\/"),
    (secret) => [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
    (secret) => secret.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`),
    (secret) => secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
    (secret) => Buffer.from(secret).toString("hex"),
    (secret) => Buffer.from(json(secret)).toString("hex").toUpperCase(),
  ];

  test("removes what an echo server reflects, in every spelling", () => {
    fc.assert(
      fc.property(secretText, fc.constantFrom(...reflections), fc.nat(40), (secret, reflect, length) => {
        fc.pre(secret.trim().length >= 4);
        const text = `${"-".repeat(length)}${reflect(secret)}${"-".repeat(length)}`;
        const masked = maskText(text, [secret]);
        expect(masked).toContain(mask);
        for (const each of reflections) if (!mask.includes(each(secret))) expect(masked).not.toContain(each(secret));
      }),
    );
  });

  test("removes base64 of the secret wherever it stands in what was encoded", () => {
    fc.assert(
      fc.property(
        secretText,
        fc.nat(7),
        fc.constantFrom("base64" as const, "base64url" as const),
        (secret, before, form) => {
          fc.pre(Buffer.byteLength(secret) >= 4);
          const text = Buffer.from(`${"~".repeat(before)}${secret}~~~`).toString(form);
          const masked = maskText(`<${text}>`, [secret]);
          expect(masked).toContain(mask);
          const plain = masked.replaceAll("-", "+").replaceAll("_", "/");
          for (const core of base64Cores(secret)) expect(plain).not.toContain(core);
        },
      ),
    );
  });

  test("removes the pair that basic authentication sends", () => {
    fc.assert(
      fc.property(secretText, secretText, (key, secret) => {
        const values = withSecrets(key, secret);
        const pair = `${values.settings.api_key}:${secret}`;
        const echoed = Buffer.from(pair).toString("base64");
        const masked = maskText(`{"authorization":"Basic ${echoed}"}`, secretValues(secretive(), values));
        expect(masked).not.toContain(echoed.slice(0, Math.floor((Buffer.byteLength(pair) * 8) / 6)));
        expect(masked).toContain(mask);
      }),
    );
  });

  test("removes one that the end of the text cut off, and the longest of several", () => {
    expect(maskText('{"token":"s3cret-to', ["s3cret-token"])).toBe(`{"token":"${mask}`);
    expect(maskText("abcdef abc", ["abc", "abcdef"])).toBe(`${mask} ${mask}`);
  });

  test("removes what is left of one in a text that was shortened, in every encoding and wherever it was cut", () => {
    const secret = `s3"&/+ %'cret-token`;
    const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), btoa(secret)];
    for (const text of [...written, encodeURIComponent(encodeURIComponent(secret)), secret.replaceAll("&", "&amp;")]) {
      // Of the last base64 digits some depend on what comes after the secret.
      for (let cut = 16; cut < text.length - 3; cut += 1) {
        const masked = maskText(`The partner says: “no ${text.slice(0, cut)}…” and more`, [secret]);
        expect(masked, text.slice(0, cut)).toBe(`The partner says: “no ${mask}…” and more`);
      }
    }
    expect(maskText("Wait… s3… and so on…", [secret])).toBe("Wait… s3… and so on…");
  });

  test("a name that may be seen stays where a text ends before the password that is encoded with it", () => {
    const pair = { text: "client-123:s3cret-token", openCharacters: 11 };
    for (const shown of ["client-123", "client-123:", "client", "the client-123…", encodeURIComponent("client-123:")]) {
      expect(maskText(shown, [pair]), shown).toBe(shown);
    }
    for (const spell of [(text: string) => text, encodeURIComponent, btoa]) {
      expect(maskText(`<${spell(pair.text)}>`, [pair])).toMatch(/^<•{6}[A-Za-z0-9+/=]{0,4}>$/);
    }
    expect(maskText(btoa("client-123:").slice(0, -2), [pair])).toBe(btoa("client-123:").slice(0, -2));
  });

  test("what is left of such a pair is masked as soon as it tells anything of the password", () => {
    const pair = { text: "client-123:s3cret-token", openCharacters: 11 };
    for (let cut = 12; cut <= pair.text.length; cut += 1) {
      expect(maskText(`no ${pair.text.slice(0, cut)}`, [pair]), `${cut}`).toBe(`no ${mask}`);
      expect(maskText(`no ${pair.text.slice(0, cut)}… more`, [pair]), `${cut}`).toBe(`no ${mask}… more`);
    }
    // The 15th digit of base64 is the first that has a bit of the twelfth character.
    const digits = btoa(pair.text);
    for (let cut = 15; cut < digits.length - 3; cut += 1) {
      expect(maskText(digits.slice(0, cut), [pair]), `${cut}`).toBe(mask);
    }
    fc.assert(
      fc.property(secretText, secretText, fc.nat(200), (name, password, cut) => {
        fc.pre([...password].length >= 4 && !name.includes(password));
        const text = Buffer.from(`${name}:${password}`).toString("base64").slice(0, cut);
        const openBytes = Buffer.byteLength(`${name}:`);
        const masked = maskText(text, [{ text: `${name}:${password}`, openCharacters: [...name].length + 1 }]);
        const tells = text.length >= 4 && text.length > Math.floor((openBytes * 8) / 6);
        const isWhole = cut * 6 > Buffer.byteLength(`${name}:${password}`) * 8;
        if (tells && !isWhole) expect(masked).toBe(mask);
      }),
    );
  });

  test("a client ID is shown, and the pair it is sent in is not", () => {
    const definition = setAuthenticationMethod(sampleDefinition(), "oauth2");
    const { clientId, clientSecret } = definition.authentication.oauth2;
    const values = sampleValues({ settings: { [clientId]: "client-123", [clientSecret]: "s3cret-token" } });
    const secrets = secretValues(definition, values);
    expect(maskText("client-123", secrets)).toBe("client-123");
    expect(maskText("client-123:s3cret-token", secrets)).toBe(mask);
    expect(maskText("client-123:s3", secrets)).toBe(mask);
  });

  test("leaves everything else as it is, also where a secret is too short to search for", () => {
    expect(maskText("a plain text, 100% sure", ["s3cret"])).toBe("a plain text, 100% sure");
    expect(maskText("an ox", ["ox", ""])).toBe("an ox");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'xyz {}":,\n') }), (text) => {
        expect(maskText(text, ["s3cret-token", "0123456789"])).toBe(text);
      }),
    );
  });

  test("is quick, whatever the secret and the text", () => {
    const start = performance.now();
    maskText(`${"\\".repeat(16_000)}x`, [`${"\\".repeat(200)}y`]);
    maskText("%25".repeat(8_000), [`${"%25".repeat(60)}y`]);
    maskText("ab".repeat(16_000), ["abababababababababababababababc", "s3cret-token"]);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe("what becomes of a secret on its way", () => {
  const hook = customField.parse({
    id: "h",
    type: "string",
    secret: true,
    variable: "hook",
    displayName: "Hook",
    hostPatterns: ["*.example.com", "hooks.example.org"],
  });
  const secretsOf = (value: string) => {
    const definition = { ...sampleDefinition(), fields: [hook] };
    return secretValues(definition, sampleValues({ settings: { hook: value } }));
  };

  test("a header takes the space around it away", () => {
    expect(maskText("key=s3cret-token;", secretsOf(" s3cret-token "))).toBe(`key=${mask};`);
  });

  test("of a base URL the host is sent in small letters, and the path without it", () => {
    const secrets = secretsOf("https://ACME-9F2.example.com:8443/services/T0123456/abc-4567/");
    for (const text of [
      "Host: acme-9f2.example.com",
      "POST /services/T0123456/abc-4567/lists",
      "no hook abc-4567",
      "no team T0123456",
      "no tenant acme-9f2",
      "https://ACME-9F2.example.com:8443/services/T0123456/abc-4567/",
    ]) {
      expect(maskText(text, secrets), text).toContain(mask);
      expect(maskText(text, secrets), text).not.toMatch(/acme|T0123456|abc-4567/i);
    }
    expect(maskText("/services and example.com", secrets)).toBe("/services and example.com");
  });

  test("a host that the definition names is no secret, and a host alone has no path", () => {
    expect(maskText("Host: hooks.example.org", secretsOf("https://hooks.example.org/T0123456"))).toBe(
      "Host: hooks.example.org",
    );
    expect(maskText("Host: us1.example.com", secretsOf("US1.example.com"))).toBe(`Host: ${mask}`);
  });
});
