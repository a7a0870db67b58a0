const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** An invented organisation number with a right check digit (mod 11), from the eight digits `350000nn`: no real one begins with 3. */
export function orgNumber(turn: number): string {
  for (let eight = 35_000_000 + turn * 10; ; eight += 1) {
    const digits = String(eight).split("").map(Number);
    const sum = digits.reduce((total, digit, at) => total + digit * (WEIGHTS[at] ?? 0), 0);
    const check = (11 - (sum % 11)) % 11;
    // One in eleven has none; within ten there is always one that does.
    if (check < 10) return `${eight}${check}`;
  }
}
