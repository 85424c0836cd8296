import { describe, expect, test } from "vitest";
import { judgeHeaders } from "./egress-headers";
import { judgeUrl } from "./egress-policy";
import { allowedHosts, egressPolicyOf } from "./egress-settings";

const usual = {
  BASE_URL: "https://portal.example.com/app",
  MAIL_FROM: "Landfall <no-reply@example.com>",
  SANDBOX_URL: "http://sandbox.internal:4010/base",
  EGRESS_ALLOW: "partner.internal:8443,[fd00::5]:443",
  EGRESS_PORTS: "443, 8443",
  EGRESS_PROXY: undefined,
};
const ruleOf = (url: string, policy = egressPolicyOf(usual)) => {
  const verdict = judgeUrl(url, policy);
  return verdict.ok ? "called" : verdict.refusal.rule;
};

describe("what the environment means for the guard", () => {
  test("ports, exceptions, the sandbox and our own name", () => {
    expect(egressPolicyOf(usual)).toEqual({
      allow: [
        { host: "sandbox.internal", port: 4010 },
        { host: "partner.internal", port: 8443 },
        { host: "fd00::5", port: 443 },
      ],
      ports: [443, 8443],
      ownHosts: ["portal.example.com"],
      caller: "(+https://portal.example.com; no-reply@example.com)",
    });
    expect(allowedHosts(egressPolicyOf(usual))).toEqual([
      "sandbox.internal:4010",
      "partner.internal:8443",
      "[fd00::5]:443",
    ]);
  });

  test("the operator's proxy is one setting", () => {
    const proxyOf = (EGRESS_PROXY: string) => egressPolicyOf({ ...usual, EGRESS_PROXY }).proxy;
    expect(proxyOf("http://proxy.internal:4750")).toEqual({ host: "proxy.internal", port: 4750 });
    expect(proxyOf("http://[fd00::9]:3128/")).toEqual({ host: "fd00::9", port: 3128 });
  });

  test("the portal calls neither itself nor ports that aren't open, but the sandbox", () => {
    expect(ruleOf("https://portal.example.com/api/v1/session")).toBe("own_address");
    expect(ruleOf("https://PORTAL.example.com:8443/")).toBe("own_address");
    expect(ruleOf("https://api.example.com:8080/")).toBe("port");
    expect(ruleOf("http://sandbox.internal:4010/v1")).toBe("called");
    // Beside the portal, under the same name: an exception is an exception.
    const beside = egressPolicyOf({ ...usual, SANDBOX_URL: "https://portal.example.com:4010" });
    expect(ruleOf("https://portal.example.com:4010/v1", beside)).toBe("called");
    expect(ruleOf("https://portal.example.com/v1", beside)).toBe("own_address");
  });

  test.each([
    ["EGRESS_PORTS", "443,https"],
    ["EGRESS_PORTS", "0"],
    ["EGRESS_PORTS", "65536"],
    ["EGRESS_PORTS", "1-65535"],
    ["EGRESS_PORTS", ""],
    ["EGRESS_PROXY", "proxy.internal:4750"],
    ["EGRESS_PROXY", "https://proxy.internal:4750"],
    ["EGRESS_PROXY", "http://user:secret@proxy.internal:4750"],
    ["EGRESS_PROXY", "http://proxy.internal"],
    ["EGRESS_PROXY", "http://proxy.internal:99999"],
    ["EGRESS_ALLOW", "10.0.0.0/8:443"],
    ["EGRESS_ALLOW", "169.254.169.254:80"],
  ])("%s=%s stops the start", (name, value) => {
    expect(() => egressPolicyOf({ ...usual, [name]: value })).toThrow(name);
  });

  test.each(["no-reply@example.com", "Größe <post@example.com>", "nobody", ""])(
    "a sender %j still names us",
    (from) => {
      const { caller = "" } = egressPolicyOf({ ...usual, MAIL_FROM: from });
      expect(caller).toMatch(/^\(\+https:\/\/portal\.example\.com(; \S+@example\.com)?\)$/);
      expect(judgeHeaders([{ name: "User-Agent", value: caller }])).toBeUndefined();
    },
  );
});
