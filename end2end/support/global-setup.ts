import { makeStore } from "./server.ts";

/** Seeds the demo once; each worker gets a copy, see `server.ts`. */
export default function globalSetup(): void {
  process.env.STORE_TEMPLATE = makeStore("demo");
}
