import { expect, test } from "vitest";
import { conditionWords } from "./condition-words";
import { customField } from "./definition";

const region = customField.parse({
  id: "r",
  type: "button_group",
  variable: "region",
  displayName: "Region",
  options: [
    { id: "eu", label: "Europe", value: "https://eu.example.com" },
    { id: "us", label: "", value: "us" },
    { id: "ap", label: "Asia", value: "ap" },
  ],
});

test.each([
  [null, undefined],
  [{ variable: "region", values: ["https://eu.example.com"] }, "Shown when Region is Europe"],
  [{ variable: "region", values: ["https://eu.example.com", "us"] }, "Shown when Region is Europe or us"],
  [{ variable: "region", values: ["ap", "us", "gone"] }, "Shown when Region is Asia, us or gone"],
  [{ variable: "plan", values: ["pro"] }, "Shown when $plan is pro"],
  [{ variable: "region", values: [] }, "Never shown: no answer of Region is chosen"],
])("%j reads %j", (visibleWhen, words) => expect(conditionWords([region], visibleWhen)).toBe(words));
