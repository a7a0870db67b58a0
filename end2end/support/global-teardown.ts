import { rmSync } from "node:fs";

export default function globalTeardown(): void {
  const template = process.env.STORE_TEMPLATE;
  if (template) rmSync(template, { recursive: true, force: true });
}
