import { generateClient } from "./pages";

await generateClient(true);
