// Bundles a style sheet with everything it imports, and minifies it: node bundle.mjs IN OUT
// An import that does not start with a dot or a slash is a file in node_modules.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { browserslistToTargets, bundleAsync } from "lightningcss";

const [input, output] = process.argv.slice(2);
const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

const find = (specifier, from) => {
  const beside = resolve(dirname(from), specifier);
  return /^[./]/.test(specifier) || existsSync(beside) ? beside : join(modules, specifier);
};

const { code, warnings } = await bundleAsync({
  filename: resolve(input),
  minify: true,
  targets: browserslistToTargets(["chrome 120", "edge 120", "firefox 121", "safari 17"]),
  resolver: { read: (file) => readFileSync(file, "utf8"), resolve: find },
});
for (const warning of warnings) {
  console.error(`${warning.loc?.filename}:${warning.loc?.line}: ${warning.message}`);
}
writeFileSync(output, code);
