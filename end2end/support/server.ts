import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a store is filled with, see `cargo xtask serve --help`. */
export type Profile = "demo" | "full" | "empty";

export interface RunningServer {
  /** Where it answers, without a slash at the end. */
  readonly url: string;
  /** The folder that mails are put into instead of being sent. */
  readonly mails: string;
  /** What it has written so far, to be shown when something fails. */
  log(): string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

function binary(): string {
  const path = process.env.SERVER;
  if (!path) throw new Error("SERVER is not set; start the tests with: cargo xtask test --only e2e");
  return path;
}

function settings(folder: string, profile: Profile): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HANDLINGSROM_DATABASE: `surrealkv://${join(folder, "store")}?sync=every`,
    HANDLINGSROM_PROFILE: profile,
  };
}

/** Makes a migrated and seeded store in a temporary folder and returns the folder. */
export function makeStore(profile: Profile): string {
  const folder = mkdtempSync(join(tmpdir(), "handlingsrom-e2e-"));
  for (const step of ["migrate", "seed"]) {
    execFileSync(binary(), [step], { env: settings(folder, profile), stdio: ["ignore", "inherit", "inherit"] });
  }
  return folder;
}

/** Starts a server on a copy of a store, on a port of its own; the copy goes when the server stops. */
export async function startServer(template: string, profile: Profile = "demo"): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), "handlingsrom-e2e-"));
  cpSync(template, folder, { recursive: true });
  const [port, internalPort] = await freePorts();
  const url = `http://localhost:${port}`;
  const child = spawn(binary(), ["serve"], {
    cwd: folder,
    env: {
      ...settings(folder, profile),
      HANDLINGSROM_ADDR: `127.0.0.1:${port}`,
      HANDLINGSROM_INTERNAL_ADDR: `127.0.0.1:${internalPort}`,
      HANDLINGSROM_PUBLIC_URL: url,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  child.stdout.on("data", (data) => (written += data));
  child.stderr.on("data", (data) => (written += data));
  const server: RunningServer = {
    url,
    mails: join(folder, "outbox"),
    log: () => written,
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await answering(url, child);
  } catch (error) {
    await server.stop();
    throw new Error(`the server does not answer: ${error}\n${written}`);
  }
  return server;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      await fetch(url, { redirect: "manual" });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  // A page that is still open may hold a live stream; nobody waits for it here.
  const impatience = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(impatience);
}

/** Two ports that are free and not the same: both are held before either is let go. */
async function freePorts(): Promise<[number, number]> {
  const [one, other] = [await hold(), await hold()];
  const ports: [number, number] = [one.port, other.port];
  await Promise.all([one.release(), other.release()]);
  return ports;
}

function hold(): Promise<{ port: number; release: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      if (!address || typeof address !== "object") return reject(new Error("no port"));
      resolve({ port: address.port, release: () => new Promise((released) => probe.close(() => released())) });
    });
  });
}
