// Runs scenarios one after another and prints a line for each: "ok <name>", or "failed <name>: <why>".
export async function run(scenarios) {
  let failures = 0;
  for (const [name, scenario] of Object.entries(scenarios)) {
    try {
      await scenario();
      console.log(`ok ${name}`);
    } catch (wrong) {
      failures++;
      console.log(`failed ${name}: ${String(wrong?.stack ?? wrong).split("\n").slice(0, 3).join(" | ")}`);
    }
  }
  process.exit(failures === 0 ? 0 : 1);
}

// The smallest picture there is: one pixel, as GIF.
export const pixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
