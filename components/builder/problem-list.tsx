"use client";

import { Badge } from "@/components/ui/badge";
import { countProblems, type ProblemGroup } from "./problem-groups";
import { ProblemItem, type ProblemWays } from "./problem-item";

interface ProblemListProps extends ProblemWays {
  groups: readonly ProblemGroup[];
  headingLevel?: 3 | 4 | 5;
}

/** Problems under the sections they are in. */
export function ProblemList({ groups, headingLevel = 3, ...ways }: ProblemListProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="space-y-4">
      {groups.map((group) => (
        <section key={group.id} aria-label={group.title}>
          <div className="flex items-center gap-2 border-line border-b pb-1.5">
            <Heading className="font-semibold text-ink text-sm">{group.title}</Heading>
            <GroupCount group={group} />
          </div>
          <ul>
            {group.problems.map((problem) => (
              <ProblemItem key={problem.key} problem={problem} {...ways} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** In the colour of the worst of them. */
function GroupCount({ group }: { group: ProblemGroup }) {
  const { all, error, warning } = countProblems([group]);
  return <Badge tone={error > 0 ? "danger" : warning > 0 ? "warning" : "info"}>{all}</Badge>;
}
