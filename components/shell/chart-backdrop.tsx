const contours = [
  "M980 40c120 30 210 130 230 260s-60 250-180 300-300 20-380-90-60-270 40-370 170-130 290-100Z",
  "M975 105c95 22 165 100 180 202s-45 195-140 234-235 15-297-70-46-210 32-289 130-99 225-77Z",
  "M968 172c68 15 120 72 131 146s-33 141-101 170-170 10-214-51-33-152 23-209 93-71 161-56Z",
  "M962 238c42 9 74 44 81 91s-20 87-62 105-105 7-133-31-20-94 15-129 57-45 99-36Z",
  "M-40 560c110-70 240-70 330 0s120 180 60 290-190 150-300 120S-90 840-110 740s-40-110 70-180Z",
  "M-20 625c85-54 185-54 254 0s92 138 46 223-146 115-231 92-107-100-122-177-32-84 53-138Z",
  "M0 690c60-38 130-38 179 0s65 97 32 157-103 81-163 65-75-70-86-124-22-60 38-98Z",
];

const depths = [
  { x: 860, y: 300, text: "4₂" },
  { x: 1120, y: 470, text: "11" },
  { x: 640, y: 520, text: "23" },
  { x: 330, y: 640, text: "18" },
  { x: 210, y: 470, text: "36" },
  { x: 470, y: 180, text: "52" },
];

/** Depth lines and soundings of no sea in particular, faint behind a lone card. Decoration only. */
export function ChartBackdrop() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1280 900"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      className="pointer-events-none absolute inset-0 size-full"
    >
      <g className="stroke-accent-line opacity-55">
        {contours.map((path, index) => (
          <path key={path} d={path} strokeDasharray={index % 2 === 0 ? undefined : "3 5"} />
        ))}
      </g>
      <g className="stroke-line" strokeDasharray="1 7">
        <path d="M0 225h1280M0 450h1280M0 675h1280M320 0v900M640 0v900M960 0v900" />
      </g>
      <g className="fill-accent-line font-medium text-xs italic">
        {depths.map((depth) => (
          <text key={depth.text} x={depth.x} y={depth.y}>
            {depth.text}
          </text>
        ))}
      </g>
    </svg>
  );
}
