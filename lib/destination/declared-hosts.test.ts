import { describe, expect, test } from "vitest";
import { declaredHosts } from "./declared-hosts";
import type { CustomField, DestinationDefinition } from "./definition";
import { sandboxDestination } from "./example/sandbox-destination";

function withFields(...fields: Partial<CustomField>[]): DestinationDefinition {
  const definition = sandboxDestination("https://api.example.com", "harbour");
  const base: CustomField = {
    id: "f",
    type: "string",
    variable: "x",
    displayName: "X",
    helpText: "",
    placeholder: "",
    defaultValue: "",
    required: true,
    secret: false,
    pattern: "",
    patternMessage: "",
    maxLength: null,
    hostPatterns: [],
    options: [],
    visibleWhen: null,
    perSync: false,
    credentialOf: null,
  };
  return { ...definition, fields: fields.map((field, index) => ({ ...base, id: `f${index}`, ...field })) };
}

const option = (value: string, ...sets: { variable: string; value: string }[]) => ({
  id: `o${value.length}`,
  label: value,
  value,
  sets,
});
const region: Partial<CustomField> = {
  type: "single_select",
  variable: "region",
  options: [
    option("eu", { variable: "base", value: "https://EU.example.com/api" }),
    option("us-1", { variable: "base", value: "https://us.example.com:8443" }),
  ],
};
const shop: Partial<CustomField> = { variable: "shop", hostPatterns: [" *.Shop.example.com "] };
const free: Partial<CustomField> = { variable: "free" };

describe("the hosts a URL may lead to", () => {
  test.each<[string, string[]]>([
    ["https://api.example.com/v1/$list_id", ["api.example.com"]],
    ["  https://API.Example.com:8443?x=$free", ["api.example.com"]],
    ["https://api.example.com", ["api.example.com"]],
    ["https://[2606:4700::0:1]/", ["2606:4700::1"]],
    ["https://bücher.example.com/", ["xn--bcher-kva.example.com"]],
    ["https://$region.example.com/v1", ["eu.example.com", "us-1.example.com"]],
    [
      "https://a.$region-$region.example.com:443",
      ["eu-eu", "eu-us-1", "us-1-eu", "us-1-us-1"].map((host) => `a.${host}.example.com`),
    ],
    ["$base/lists", ["eu.example.com", "us.example.com"]],
    ["$shop/admin", ["*.shop.example.com"]],
    ["https://$shop.example.com/admin", ["*.shop.example.com"]],
    ["https://$region.$shop/admin", ["*.shop.example.com"]],
    ["https://api.example.com/?next=https://$free/", ["api.example.com"]],
  ])("%s: %j", (template, hosts) => {
    expect(declaredHosts(withFields(region, shop, free), template)).toEqual(hosts);
  });

  test.each([
    ...["", "/v1/lists", "https://$free.example.com/", "$free/lists", "https://$unknown/", "$unknown/x"],
    ...["https://", "ftp://api.example.com/", "https://api example.com/", "https://user:x@/"],
  ])("%j declares none", (template) => {
    expect(declaredHosts(withFields(region, shop, free), template)).toEqual([]);
  });
});

test("more combinations of options than anybody reviews declare none", () => {
  const many = {
    ...region,
    options: Array.from({ length: 80 }, (_, index) => ({ ...option(`r${index}`), id: `o${index}` })),
  };
  const definition = withFields(many);
  expect(declaredHosts(definition, "https://$region.example.com/")).toHaveLength(80);
  expect(declaredHosts(definition, "https://$region$region$region$region$region$region.example.com/")).toEqual([]);
});
