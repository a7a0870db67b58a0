import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { expect } from "./fixtures.ts";
import type { RunningServer } from "./server.ts";

interface Mail {
  subject: string;
  text: string;
}

/** Takes the next mail to somebody whose text matches, as the receiver would: waits for it, and finds it once. */
export async function nextMail(server: RunningServer, to: string, matching: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect(async () => {
    found = await look(server, to, matching);
    expect(found, `a mail to ${to} that matches ${matching}`).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found as Mail;
}

const taken = new Set<string>();

async function look(server: RunningServer, to: string, matching: RegExp): Promise<Mail | undefined> {
  for (const name of readdirSync(server.mails).filter((name) => name.endsWith(".eml"))) {
    const path = join(server.mails, name);
    if (taken.has(path)) continue;
    const mail = await PostalMime.parse(readFileSync(path));
    const text = mail.text ?? "";
    if (mail.to?.some(({ address }) => address === to) && matching.test(text)) {
      taken.add(path);
      return { subject: mail.subject ?? "", text };
    }
  }
  return undefined;
}
