import { afterEach, expect } from "vitest";
import { Client, type StartOptions } from "./client";

/* Servers that a test file starts; all are stopped after each test. */

export const uri = "file:///reports/a.md";
const started: Client[] = [];

export async function start(options?: StartOptions): Promise<Client> {
  const client = await Client.start(options);
  started.push(client);
  return client;
}

/** Starts a server and opens a text at {@link uri}. */
export async function startWith(text: string, options?: StartOptions): Promise<Client> {
  const client = await start(options);
  await client.open(uri, text);
  return client;
}

afterEach(async () => {
  // Ending in good order is part of every test.
  for (const client of started.splice(0)) expect(await client.stop()).toBe(0);
});
