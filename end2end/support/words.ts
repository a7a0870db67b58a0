import { readFileSync } from "node:fs";
import type { Language } from "./fixtures.ts";

type Values = Record<string, string | number>;

/** The texts of a slice in a language, from the application's own files, so that a journey says what it means and not how it is worded today. */
export function words(language: Language, slice: string): (key: string, values?: Values) => string {
  const file = new URL(`../../app/i18n/locales/${language}/${slice}.json`, import.meta.url);
  const texts: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  return (key, values = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`${language}/${slice}.json has no ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? `{${name}}`));
  };
}
