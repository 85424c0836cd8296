/** One-click sign-in as a person of the demo. */
import { AppError } from "@/lib/errors";
import { auth } from "@/lib/server/auth";
import { demoPassword, demoPeople } from "@/lib/server/demo-people";
import { env } from "@/lib/server/env";

/** Answers with the session cookie. Where the demo is off there is nothing at this address. */
export async function signInDemo(key: string, headers: Headers): Promise<Response> {
  const person = demoPeople.find((candidate) => candidate.key === key);
  if (env().DEMO !== "1" || !person) throw new AppError("not_found", "There is no such demo sign-in.");
  const answer = await auth().api.signInDemo({ body: { email: person.email }, headers, asResponse: true });
  if (!answer.ok)
    throw new AppError("not_found", `${person.name} is not in this database. The demo was not created here.`);
  return answer;
}

/** The hash under which `createDemoPeople` stores the documented password, made the way sign-in checks it. */
export async function hashDemoPassword(): Promise<string> {
  const { password } = await auth().$context;
  return password.hash(demoPassword);
}
