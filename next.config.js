/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked once, with the tests and the core's own settings, by `npm run check` and `npm test`.
  typescript: { ignoreBuildErrors: true },
  // A first start builds once; writing the cache for a second build would take as long as the pages themselves.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // Browsers ask for it by themselves while a page is still on its way.
  async rewrites() {
    return [{ source: "/favicon.ico", destination: "/icon.svg" }];
  },
  // The page's own headers; the content security policy carries a nonce and is set in proxy.ts.
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        ],
      },
    ];
  },
};

export default config;
