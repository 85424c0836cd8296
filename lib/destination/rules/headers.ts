/** Rules about headers and authentication (SPEC 5.1, 5.3). */
import type { Authentication, Header, OAuth2 } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import { headerNameProblem } from "@/lib/destination/request-header";
import type { Report, Rule, RuleSubject } from "@/lib/destination/rule";

const headers: DocumentPath = ["headers"];
const headerList = (...names: string[]) => names.map((name, index) => ({ id: `h${index}`, name, value: "$workspace" }));

interface HeaderGroup {
  headers: readonly Header[];
  path: DocumentPath;
}

function groupsOf({ definition, endpoints }: RuleSubject): HeaderGroup[] {
  return [
    { headers: definition.headers, path: ["headers"] },
    ...endpoints.map(({ endpoint, path }) => ({
      headers: endpoint.headers,
      path: [...path, "headers"],
    })),
  ];
}

const headerName: Rule = {
  id: "LF040",
  severity: "error",
  title: "Header name",
  explanation:
    "Header names are letters, digits and hyphens. Host, Content-Length and the like belong to the connection and can't be set.",
  bad: { text: "Content-Length: 12", changes: [{ path: headers, value: headerList("Content-Length") }] },
  good: { text: "X-Workspace: $workspace", changes: [{ path: headers, value: headerList("X-Workspace") }] },
  check(subject) {
    const configured = groupsOf(subject).flatMap(({ headers: list, path }) =>
      list.flatMap(({ name, value }, index): Report[] => {
        const problem = headerNameProblem(name.trim());
        if (!problem) return [];
        const message = name === "" && value === "" ? "This header is empty. Fill it in, or remove it." : problem;
        return [{ message, path: [...path, index, "name"] }];
      }),
    );
    return [...configured, ...authenticationHeaderProblems(subject)];
  },
};

function authenticationHeaderProblems(subject: RuleSubject): Report[] {
  return authenticationsOf(subject).flatMap(({ authentication, path }) => {
    if (authentication.method !== "header") return [];
    const problem = headerNameProblem(authentication.header.name.trim());
    return problem ? [{ message: problem, path: [...path, "header", "name"] }] : [];
  });
}

const headerValue: Rule = {
  id: "LF041",
  severity: "error",
  title: "Header without a value",
  explanation: "A header with an empty value says nothing; most servers treat it as missing.",
  bad: { text: "X-Workspace:", changes: [{ path: [...headers, 0, "value"], value: "" }] },
  good: { text: "X-Workspace: $workspace", changes: [] },
  check(subject) {
    return groupsOf(subject).flatMap(({ headers: list, path }) =>
      list.flatMap(({ name, value }, index) =>
        name.trim() !== "" && value.trim() === ""
          ? [
              {
                message: "This header has no value. Fill it in, or remove the header.",
                path: [...path, index, "value"],
              },
            ]
          : [],
      ),
    );
  },
};

const headerTwice: Rule = {
  id: "LF042",
  severity: "warning",
  title: "Header set twice",
  explanation: "Of two headers with the same name only the later is sent, whatever their case.",
  bad: {
    text: "X-Workspace, x-workspace",
    changes: [{ path: headers, value: headerList("X-Workspace", "x-workspace") }],
  },
  good: { text: "X-Workspace", changes: [{ path: headers, value: headerList("X-Workspace") }] },
  check(subject) {
    return groupsOf(subject).flatMap(({ headers: list, path }) => {
      const seen = new Set<string>();
      return list.flatMap(({ name }, index) => {
        const key = name.trim().toLowerCase();
        if (key === "" || !seen.has(key)) {
          seen.add(key);
          return [];
        }
        return [
          {
            message: `${name.trim()} is set twice; only this one is sent. Remove the other.`,
            path: [...path, index, "name"],
          },
        ];
      });
    });
  },
};

interface NamedAuthentication {
  authentication: Authentication;
  path: DocumentPath;
}

function authenticationsOf({ definition, endpoints }: RuleSubject): NamedAuthentication[] {
  return [
    { authentication: definition.authentication, path: ["authentication"] },
    ...endpoints.flatMap(({ endpoint, path }) =>
      endpoint.authentication
        ? [
            {
              authentication: endpoint.authentication,
              path: [...path, "authentication"],
            },
          ]
        : [],
    ),
  ];
}

const incompleteAuthentication: Rule = {
  id: "LF043",
  severity: "error",
  title: "Authentication isn't complete",
  explanation: "A method has to know which variables hold its credentials.",
  bad: { text: "Bearer token from no variable", changes: [{ path: ["authentication", "bearer", "token"], value: "" }] },
  good: { text: "Bearer token from $bearer_token", changes: [] },
  check(subject) {
    return authenticationsOf(subject).flatMap(({ authentication, path }) => {
      const { method, basic, bearer, header, oauth2 } = authentication;
      const choose = (steps: string[], what: string): Report[] => [
        { message: `Choose the variable that holds ${what}.`, path: [...path, ...steps] },
      ];
      if (method === "basic" && basic.username === "") return choose(["basic", "username"], "the user name");
      if (method === "bearer" && bearer.token === "") return choose(["bearer", "token"], "the token");
      if (method === "oauth2") return oauth2Problems(oauth2, path);
      if (method === "header" && header.value.trim() === "") {
        const message = "The header has no value. Write one, such as $api_key.";
        return [{ message, path: [...path, "header", "value"] }];
      }
      return [];
    });
  },
};

function oauth2Problems({ tokenUrl, clientId, clientSecret, parameters }: OAuth2, path: DocumentPath): Report[] {
  const reports: Report[] = [];
  const say = (message: string, ...steps: DocumentPath) =>
    reports.push({ message, path: [...path, "oauth2", ...steps] });
  if (tokenUrl.trim() === "")
    say("Enter the URL that gives an access token, such as https://api.example.com/oauth/token.", "tokenUrl");
  if (clientId === "") say("Choose the variable that holds the client ID.", "clientId");
  if (clientSecret === "") say("Choose the variable that holds the client secret.", "clientSecret");
  parameters.forEach(({ name }, index) => {
    if (name.trim() === "") say("Enter a name for this parameter, such as audience.", "parameters", index, "name");
  });
  return reports;
}

const overriddenAuthentication: Rule = {
  id: "LF044",
  severity: "warning",
  title: "Authentication is replaced by a header",
  explanation:
    "An additional header of the same name wins over the authentication method, whose credentials are then asked for in vain.",
  bad: {
    text: "Bearer token, and Authorization: $workspace",
    changes: [{ path: headers, value: headerList("Authorization") }],
  },
  good: { text: "Bearer token, and X-Workspace: $workspace", changes: [] },
  check(subject) {
    const { method, header } = subject.definition.authentication;
    const name =
      method === "basic" || method === "bearer" || method === "oauth2"
        ? "Authorization"
        : method === "header"
          ? header.name
          : "";
    if (name === "") return [];
    return subject.definition.headers.flatMap((each, index) =>
      each.name.trim().toLowerCase() === name.trim().toLowerCase()
        ? [
            {
              message: `This header replaces the ${name} header of the authentication method. Remove one of the two.`,
              path: ["headers", index, "name"],
            },
          ]
        : [],
    );
  },
};

export const headerRules: readonly Rule[] = [
  headerName,
  headerValue,
  headerTwice,
  incompleteAuthentication,
  overriddenAuthentication,
];
