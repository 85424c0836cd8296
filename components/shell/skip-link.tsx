export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed start-3 -top-16 z-50 rounded-md bg-accent px-3 py-2 font-medium text-on-accent text-sm shadow-3 focus:top-2"
    >
      Skip to content
    </a>
  );
}
