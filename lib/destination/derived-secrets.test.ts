import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sampleValues } from "@/lib/testing/definitions";
import { blankAuthentication } from "./blank-definition";
import { derivedSecrets } from "./derived-secrets";
import { clientCredentials, field, listDestination, userIdMapping } from "./example/list-destination";
import { propertyDestination } from "./example/property-destination";

const secret = (variable: string) => field({ type: "string", variable, displayName: variable, secret: true });
const parts = { authentication: blankAuthentication(), mappings: [userIdMapping()] };
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

test("what filters make of a secret is one, wherever a template says so; what they make of the rest is none", () => {
  const definition = listDestination({
    ...parts,
    fields: [secret("api_key"), field({ type: "string", variable: "region", displayName: "Region" })],
    headers: [{ name: "X-Key", value: "k $api_key ${api_key | sha256} ${region | upper}" }],
    endpoints: {
      listCreation: { url: "https://api.example.com/${api_key | md5}?r=${region | sha256}" },
      addUsers: { itemTemplate: '{"id": $user_id_field, "key": "${api_key | upper | truncate: 6}"}' },
    },
  });
  const values = sampleValues({ settings: { api_key: "s3cret-key", region: "eu" } });
  expect(new Set(derivedSecrets(definition, values))).toEqual(
    new Set([sha256("s3cret-key"), md5("s3cret-key"), "S3CRET"]),
  );
  expect(derivedSecrets(definition, sampleValues({ settings: { region: "eu" } }))).toEqual([]);
});

test("an access token counts too, and so does the name of a property that holds a secret", () => {
  const token = listDestination({
    ...parts,
    authentication: clientCredentials({ tokenUrl: "https://api.example.com/token" }),
    fields: [],
    headers: [{ name: "X-Token", value: "${access_token | sha256}" }],
    endpoints: {},
  });
  expect(derivedSecrets(token, sampleValues({ accessToken: "tok-1" }))).toEqual([sha256("tok-1")]);
  expect(derivedSecrets(token, sampleValues())).toEqual([]);

  const named = propertyDestination({
    ...parts,
    fields: [secret("api_key")],
    propertyKey: "in $api_key",
    endpoints: { updateUsers: { payload: '{"${property_key | slugify}": true, "hash": "${property_key | sha256}"}' } },
  });
  const values = sampleValues({ settings: { api_key: "s3cret" } });
  expect(new Set(derivedSecrets(named, values))).toEqual(new Set(["in-s3cret", sha256("in s3cret")]));
  // One that was frozen before is the one that is sent.
  const frozen = derivedSecrets(named, { ...values, propertyKey: "in old-s3cret" });
  expect(frozen).toContain("in-old-s3cret");
});
